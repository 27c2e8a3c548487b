/// Writes the events of a Markdown document as Jira's wiki markup.
///
/// Whatever could mean something to the wiki, to its macros, mentions, emoticons and links, is written as a numeric
/// reference, which only the browser reads: https://jira.atlassian.com/secure/WikiRendererHelpAction.jspa
struct JiraWriter: TicketMarkup {
    private(set) var text = ""
    private var lists: [Character] = []
    private var links: [String?] = []
    private var quotes = 0
    private var isRowEmpty = true
    private var isCellEmpty = true

    init() {}

    mutating func open(_ container: MarkdownContainer) {
        switch container {
        case .paragraph: break
        case .heading(let level): text += "h\(min(max(level, 1), 6)). "
        case .blockQuote:
            // Both ends are the same sign, so that one within another would turn them round.
            if quotes == 0 { text += "{quote}\n" }
            quotes += 1
        case .bulletList: lists.append("*")
        case .orderedList: lists.append("#")
        case .item: text += String(lists) + " "
        case .emphasis: text += "{_}"
        case .strong: text += "{*}"
        case .strikethrough: text += "{-}"
        case .link(let target):
            let address = TicketLink.absolute(target)
            links.append(address)
            if address != nil { text += "[" }
        case .table: break
        case .tableRow: isRowEmpty = true
        case .tableCell(let isHeader, _):
            text += isHeader ? "||" : "|"
            (isRowEmpty, isCellEmpty) = (false, true)
        }
    }

    mutating func close(_ container: MarkdownContainer) {
        switch container {
        case .paragraph: text += lists.isEmpty ? "\n\n" : "\n"
        case .heading: text += "\n\n"
        case .blockQuote:
            quotes -= 1
            if quotes == 0 { text += "{quote}\n\n" }
        case .bulletList, .orderedList:
            lists.removeLast()
            if lists.isEmpty { text += "\n" }
        case .item: if !text.hasSuffix("\n") { text += "\n" }
        case .emphasis: text += "{_}"
        case .strong: text += "{*}"
        case .strikethrough: text += "{-}"
        case .link: if let address = links.popLast() ?? nil { text += "|\(address)]" }
        case .table: text += "\n"
        case .tableRow(let isHeader): text += (isHeader ? "||" : "|") + "\n"
        // An empty cell would make two bars, which begin a heading.
        case .tableCell: if isCellEmpty { text += " " }
        }
    }

    mutating func write(_ leaf: MarkdownLeaf) {
        isCellEmpty = false
        switch leaf {
        case .text(let bytes), .html(let bytes): text += Self.escaped(bytes, keepsPlainSigns: true)
        case .htmlBlock(let bytes): text += Self.escaped(bytes, keepsPlainSigns: true) + "\n\n"
        case .code(let bytes):
            let code = Self.escaped(bytes, keepsPlainSigns: false)
            text += code.isEmpty ? " " : "{{\(code)}}"
        case .codeBlock(_, let bytes):
            // Nothing is read in it but its own end.
            let lines = TicketText.interrupted(TicketText.plain(bytes, keepsLines: true), within: "{noformat")
            text += "{noformat}\n\(lines)\(lines.hasSuffix("\n") ? "" : "\n"){noformat}\n\n"
        case .softBreak: text += " "
        case .lineBreak: text += "\n"
        case .rule: text += "----\n\n"
        case .image(let target, let alt): image(target, alt)
        case .figure(let target, let alt):
            image(target, alt)
            text += "\n\n"
        }
    }

    private mutating func image(_ target: MarkdownTarget, _ alt: [UInt8]) {
        let words = Self.escaped(alt, keepsPlainSigns: true)
        guard links.isEmpty, let address = TicketLink.absolute(target) else {
            text += words
            return
        }
        text += "[\(words.isEmpty ? "image" : words)|\(address)]"
    }

    /// Text of which nothing comes alive. Between two letters or digits a hyphen, and between two digits a colon, mean
    /// nothing: dates and times stay readable in the source.
    private static func escaped(_ bytes: [UInt8], keepsPlainSigns: Bool) -> String {
        let scalars = Array(TicketText.plain(bytes, keepsLines: false).unicodeScalars)
        var result = ""
        for (place, scalar) in scalars.enumerated() {
            let before = place > 0 ? scalars[place - 1] : " "
            let after = place + 1 < scalars.count ? scalars[place + 1] : " "
            switch scalar {
            case "a"..."z", "A"..."Z", "0"..."9", " ", ",", ".": result.unicodeScalars.append(scalar)
            case "-" where keepsPlainSigns && isDigit(before) && isDigit(after): result.unicodeScalars.append(scalar)
            case ":" where keepsPlainSigns && isDigit(before) && isDigit(after): result.unicodeScalars.append(scalar)
            case _ where scalar.value >= 0x80: result.unicodeScalars.append(scalar)
            default: result += "&#\(scalar.value);"
            }
        }
        return result
    }

    private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }
}
