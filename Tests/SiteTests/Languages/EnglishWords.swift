/// Finds what would be read as English on a page in another language.
struct EnglishWords {
    /// Terms that Celery's users write as they are, and names.
    private static let kept: Set<String> = [
        "worker", "broker", "args", "kwargs", "chord", "header", "body", "traceback", "solo", "tap", "json", "token",
        "herbarium", "Celery", "Worker", "Broker", "Redis", "Herbarium", "Chrome", "Perfetto", "Fisher", "Holm",
        "Linux",
        "Traceback", "trace", "text", "quot", "list", "utime", "stime", "nvcsw", "maxrss", "transport", "hostname",
        "clock", "exchange", "durable", "implementation",
    ]

    /// The words in what people read of a file, each with what stands around it.
    static func found(in text: String, of path: String) -> [String] {
        let hasTags = ![".md", ".txt"].contains(where: path.hasSuffix)
        let pieces =
            !hasTags
            ? text.replacing(/`[^`\n]*`/, with: " ").replacing(/\]\([^)]*\)/, with: "]").split {
                $0 == "|" || $0 == "\n"
            }
            : read(markup: text)
        return pieces.flatMap { piece in words(in: piece).map { "\(path): \($0) in \(piece.prefix(120))" } }
    }

    /// The words in small letters, or with one capital, that are no part of a name, a path or a number.
    static func words(in text: some StringProtocol) -> [String] {
        text.split { $0.isWhitespace || !$0.isASCII }.compactMap { token in
            let word = token.drop { !$0.isLetter }.reversed().drop { !$0.isLetter }.reversed()
            let isPlain =
                word.allSatisfy { $0.isLetter || $0 == "'" } && word.dropFirst().allSatisfy { !$0.isUppercase }
            guard isPlain, word.count > 2, !token.contains("="), !kept.contains(String(word)) else { return nil }
            return String(word)
        }
    }

    /// The texts between tags, and those of attributes that are read; code, style sheets and scripts apart.
    private static func read(markup: String) -> [Substring] {
        let bare = markup.replacing(
            #/<(script|style|code|pre)\b.*?<\/\1>/#.dotMatchesNewlines(), with: " ")
        let attributes = bare.matches(of: /(?:aria-label|title|alt|placeholder|summary)="([^"]*)"/).map(\.output.1)
        let texts = bare.replacing(/<[^>]*>/, with: "\u{1}").split(separator: "\u{1}")
        return (attributes + texts).map { Substring(plain($0)) }
    }

    private static func plain(_ text: Substring) -> String {
        String(text).replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&quot;", with: "\"")
            .replacing("&#39;", with: "'").replacing("&nbsp;", with: " ").replacing("&amp;", with: "&")
    }
}
