/// Writes a document in the markup of a ticket system.
protocol TicketMarkup {
    /// What is written so far.
    var text: String { get }

    /// Has written nothing yet.
    init()

    /// Begins what holds other things.
    mutating func open(_ container: MarkdownContainer)

    /// Ends it.
    mutating func close(_ container: MarkdownContainer)

    /// Writes what holds nothing else.
    mutating func write(_ leaf: MarkdownLeaf)
}

extension TicketMarkup {
    /// A whole document in this markup, with one line break at its end.
    static func text(of markdown: [UInt8]) -> String {
        var writer = Self()
        MarkdownDocument(markdown)?.forEachEvent { event in
            switch event {
            case .open(let container): writer.open(container)
            case .close(let container): writer.close(container)
            case .leaf(let leaf): writer.write(leaf)
            }
        }
        let lines = writer.text
        return (lines.lastIndex { !$0.isNewline && $0 != " " }.map { String(lines[...$0]) } ?? "") + "\n"
    }
}

/// Addresses in a ticket, which stands nowhere near the site.
enum TicketLink {
    /// The target of a link; `nil` for one that leads to a place beside the page, or is none.
    ///
    /// What ends an address in either markup is written by its number.
    static func absolute(_ target: MarkdownTarget) -> String? {
        guard ["http://", "https://"].contains(where: { target.url.starts(with: $0.utf8) }),
            WebAddress(target.url) != nil
        else { return nil }
        let digits = Array("0123456789ABCDEF".utf8)
        var result: [UInt8] = []
        for byte in target.url {
            if byte < 0x80, !"|[]{}<>\"^`\\!*".utf8.contains(byte) {
                result.append(byte)
            } else {
                result += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: result, as: UTF8.self)
    }
}

/// Text for markup in which no character may turn lines around or hide.
enum TicketText {
    /// The text without control characters, and without line breaks unless these are wanted.
    static func plain(_ bytes: [UInt8], keepsLines: Bool) -> String {
        var result = String.UnicodeScalarView()
        for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
            switch scalar.value {
            case 0x0A where keepsLines: result.append(scalar)
            case 0x09, 0x0A, 0x0D, 0x2028, 0x2029: result.append(" ")
            case 0..<0x20, 0x7F..<0xA0: continue
            case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: result.append("\u{FFFD}")
            default: result.append(scalar)
            }
        }
        return String(result)
    }

    /// The text with other words in the place of some characters, whatever accents follow them.
    static func replaced(_ text: String, by words: [Unicode.Scalar: String]) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if let word = words[scalar] {
                result.append(contentsOf: word.unicodeScalars)
            } else {
                result.append(scalar)
            }
        }
        return String(result)
    }

    /// The text with a space of no width behind the first byte of each place where it has these letters.
    static func interrupted(_ text: String, within letters: String) -> String {
        let (bytes, wanted) = (Array(text.utf8), Array(letters.utf8))
        var result: [UInt8] = []
        for place in bytes.indices {
            result.append(bytes[place])
            if bytes[place] == wanted.first, bytes[place...].starts(with: wanted) { result += "\u{200B}".utf8 }
        }
        return String(decoding: result, as: UTF8.self)
    }
}
