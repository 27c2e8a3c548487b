/// Writes the events of a Markdown document as Slack's mrkdwn, in which there are neither headings nor tables.
///
/// `&`, `<` and `>` are escaped, so that no mention and no link comes of a text; a grave accent in code becomes another
/// sign, since nothing else would keep it in: https://docs.slack.dev/messaging/formatting-message-text
struct SlackWriter: TicketMarkup {
    private(set) var text = ""
    private var lists: [Int?] = []
    private var links: [String?] = []
    private var quotes = 0
    private var headings = 0
    private var rows: [[String]]?

    init() {}

    /// Adds to the cell that is open, or to the text.
    private mutating func add(_ words: String) {
        if rows != nil {
            let row = (rows?.count ?? 1) - 1
            guard row >= 0, let cell = rows?[row].indices.last else { return }
            rows?[row][cell] += words
        } else {
            // A line of a quotation begins with its sign.
            text += quotes > 0 ? words.replacing("\n", with: "\n> ") : words
        }
    }

    mutating func open(_ container: MarkdownContainer) {
        switch container {
        case .paragraph: break
        case .heading:
            headings += 1
            add("*")
        case .blockQuote:
            text += quotes == 0 ? "> " : ""
            quotes += 1
        case .bulletList: lists.append(nil)
        case .orderedList(let start): lists.append(start)
        case .item:
            let indent = String(repeating: "    ", count: max(0, lists.count - 1))
            if let number = lists.last ?? nil {
                add("\(indent)\(number). ")
                lists[lists.count - 1] = number + 1
            } else {
                add("\(indent)• ")
            }
        case .emphasis: if rows == nil { add("_") }
        case .strong: if rows == nil, headings == 0 { add("*") }
        case .strikethrough: if rows == nil { add("~") }
        case .link(let target):
            let address = rows == nil ? TicketLink.absolute(target) : nil
            links.append(address)
            if let address { add("<\(Self.escaped(address))|") }
        case .table: rows = []
        case .tableRow: rows?.append([])
        case .tableCell:
            let row = (rows?.count ?? 0) - 1
            if row >= 0 { rows?[row].append("") }
        }
    }

    mutating func close(_ container: MarkdownContainer) {
        switch container {
        case .paragraph: add(lists.isEmpty ? "\n\n" : "\n")
        case .heading:
            headings -= 1
            add("*\n")
        case .blockQuote:
            quotes -= 1
            if quotes == 0 {
                while text.hasSuffix("\n> ") { text.removeLast(3) }
                text += "\n\n"
            }
        case .bulletList, .orderedList:
            lists.removeLast()
            if lists.isEmpty { add("\n") }
        case .item: if !text.hasSuffix("\n"), !text.hasSuffix("\n> ") { add("\n") }
        case .emphasis: if rows == nil { add("_") }
        case .strong: if rows == nil, headings == 0 { add("*") }
        case .strikethrough: if rows == nil { add("~") }
        case .link: if (links.popLast() ?? nil) != nil { add(">") }
        case .table:
            let block = Self.table(rows ?? [])
            rows = nil
            add("```\n\(block)```\n\n")
        case .tableRow, .tableCell: break
        }
    }

    mutating func write(_ leaf: MarkdownLeaf) {
        switch leaf {
        case .text(let bytes), .html(let bytes): add(rows == nil ? Self.words(bytes) : Self.code(bytes))
        case .htmlBlock(let bytes): add(Self.words(bytes) + "\n\n")
        case .code(let bytes):
            let code = Self.code(bytes)
            add(rows != nil || code.isEmpty ? code : "`\(code)`")
        case .codeBlock(_, let bytes):
            let lines = Self.code(bytes, keepsLines: true)
            add("```\n\(lines)\(lines.hasSuffix("\n") ? "" : "\n")```\n\n")
        case .softBreak: add(" ")
        case .lineBreak: add(rows == nil ? "\n" : " ")
        case .rule: add("———\n\n")
        case .image(let target, let alt): image(target, alt)
        case .figure(let target, let alt):
            image(target, alt)
            add("\n\n")
        }
    }

    private mutating func image(_ target: MarkdownTarget, _ alt: [UInt8]) {
        let words = Self.words(alt)
        guard rows == nil, links.isEmpty, let address = TicketLink.absolute(target) else { return add(words) }
        add("<\(Self.escaped(address))|\(words.isEmpty ? "image" : words)>")
    }

    /// Columns side by side, two spaces between them; the last one is as wide as it is.
    private static func table(_ rows: [[String]]) -> String {
        var widths: [Int] = []
        for row in rows {
            for (column, cell) in row.enumerated() {
                if column == widths.count { widths.append(0) }
                widths[column] = max(widths[column], shown(cell))
            }
        }
        return rows.map { row in
            var line = ""
            for (column, cell) in row.enumerated() {
                let padding = column + 1 < row.count ? widths[column] - shown(cell) + 2 : 0
                line += cell + String(repeating: " ", count: padding)
            }
            return (line.lastIndex { $0 != " " }.map { String(line[...$0]) } ?? "") + "\n"
        }.joined()
    }

    /// How many characters a reader sees of escaped text.
    private static func shown(_ cell: String) -> Int {
        cell.replacing("&amp;", with: "&").replacing("&lt;", with: "<").replacing("&gt;", with: ">").count
    }

    private static let entities: [Unicode.Scalar: String] = ["&": "&amp;", "<": "&lt;", ">": "&gt;"]

    private static func escaped(_ text: String) -> String { TicketText.replaced(text, by: entities) }

    /// Running text: signs that would begin bold, italic, struck or code lose that by a space of no width.
    private static func words(_ bytes: [UInt8]) -> String {
        let signs = entities.merging("*_~`@".unicodeScalars.map { ($0, "\u{200B}\($0)") }) { $1 }
        return TicketText.replaced(TicketText.plain(bytes, keepsLines: false), by: signs)
    }

    private static func code(_ bytes: [UInt8], keepsLines: Bool = false) -> String {
        let signs = entities.merging(["`": "ˋ"]) { $1 }
        return TicketText.replaced(TicketText.plain(bytes, keepsLines: keepsLines), by: signs)
    }
}
