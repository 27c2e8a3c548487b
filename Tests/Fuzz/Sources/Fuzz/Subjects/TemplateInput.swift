import Templating

/// What a run is about: templates, and a stranger's text for them to show.
struct TemplateInput {
    /// The endings that pages can have; the first byte chooses.
    private static let endings = [".html", ".svg", ".md", ".csv", ".txt", ""]

    /// The ending of all templates.
    let ending: String
    /// A page and two partials.
    let library: TemplateLibrary
    /// A text that may hold anything.
    let text: String
    /// Whether lists may have two elements; sections in sections double the work, so only in small templates.
    let isSmall: Bool

    /// Cuts the bytes at each 0xFF, which no UTF-8 holds, into the text, the page and two partials.
    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        ending = TemplateInput.endings[Int(bytes.first ?? 0) % TemplateInput.endings.count]
        let parts = bytes.dropFirst().split(separator: 0xFF, maxSplits: 3, omittingEmptySubsequences: false)
        text = parts.first.map { String(decoding: $0, as: UTF8.self) } ?? ""
        let names = ["page", "a", "b"].map { [ending] in $0 + ending }
        library = TemplateLibrary(
            zip(names, parts.dropFirst()).map { TemplateSource(name: $0, text: Array($1)) })
        isSmall = bytes.count { $0 == UInt8(ascii: "#") } < 6
    }

    /// The name of the page.
    var page: String { "page" + ending }
}
