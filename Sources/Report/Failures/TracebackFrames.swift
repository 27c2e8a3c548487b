/// The frames of a Python traceback, those of the application told from those of libraries.
///
/// Format: `traceback.format_exception` of CPython; a frame is a line `File "…", line 12, in name` and what is indented
/// deeper below it.
struct TracebackFrames {
    /// The frames of the application, with what was raised.
    let own: String
    /// How many frames there are besides.
    let others: Int

    /// Where packages are installed, and where Python's own library is.
    private static let libraries = [
        "/site-packages/", "/dist-packages/", "/lib/python", "<frozen ", "\\site-packages\\",
    ]

    /// Takes a traceback apart; `nil` where it has no frame of the application's.
    init?(_ traceback: String) {
        var kept: [Substring] = []
        var (own, others) = (0, 0)
        var isKept = true
        for line in traceback.split(separator: "\n", omittingEmptySubsequences: false) {
            let text = line.drop { $0 == " " }
            let depth = line.utf8.count - text.utf8.count
            if text.hasPrefix("File \""), depth > 0 {
                isKept = !Self.libraries.contains { text.contains($0) }
                if isKept { own += 1 } else { others += 1 }
            } else if depth == 0 {
                isKept = !text.hasPrefix("Traceback (most recent call last)")
            }
            if isKept { kept.append(line) }
        }
        guard own > 0 else { return nil }
        while kept.last?.isEmpty == true { kept.removeLast() }
        self.own = kept.joined(separator: "\n")
        self.others = others
    }
}
