import Templating
import Testing

struct CSVEscapingTests {
    @Test func bringsTextsBackOutOfTheFieldsOfAFile() throws {
        let texts = Array(HostileTexts(count: 5_000, seed: 4))
        let sample = Sample(rows: texts.map { Row(name: $0) })
        let page = try render("{{#rows}}{{name}},{{processed}}\r\n{{/rows}}", sample, as: "csv")
        let records = try #require(parse(page))
        try #require(records.count == texts.count)
        for (text, record) in zip(texts, records) {
            #expect(record == [Array(guarded(text).unicodeScalars), ["0"]], "\(text.debugDescription)")
        }
    }

    @Test(arguments: [
        ("", "\"\""), ("a", "a"), ("celery@w-1.x", "celery@w-1.x"), ("08:00:00.1Z", "08:00:00.1Z"),
        ("a b", "\"a b\""), ("a,b", "\"a,b\""), ("é", "\"é\""), ("_a", "\"_a\""),
        ("a\"b", "\"a\"\"b\""), ("=1", "\"'=1\""), ("\0=1", "\"'=1\""),
        ("a=1", "\"a=1\""),
        ("\tx", "\"'\tx\""), ("＝1", "\"'＝1\""), ("-1", "\"'-1\""),
    ])
    func guardsAgainstFormulas(text: String, field: String) throws {
        #expect(try render("{{title}}", Sample(title: text), as: "csv") == field)
    }

    @Test func leavesNumbersAndWhatIsAbsentAlone() throws {
        let page = try render("{{title}},{{best.processed}}", Sample(title: nil, best: Row(processed: -5)), as: "csv")
        #expect(page == ",-5")
    }

    @Test func dropsControlCharactersFromPlainText() throws {
        let text = "a\u{1B}[31m\u{9B}\0<b>\"|`\t\r\n\u{202E}é"
        #expect(try render("{{title}}", Sample(title: text), as: "txt") == "a[31m<b>\"|`\t\r\n\u{202E}é")
    }

    /// What a spreadsheet is given to see.
    private func guarded(_ text: String) -> String {
        let kept = text.unicodeScalars.filter { $0 != "\0" }
        let isFormula = kept.first.map { "=+-@\t\r\n＝＋－＠".unicodeScalars.contains($0) } ?? false
        return (isFormula ? "'" : "") + String(String.UnicodeScalarView(kept))
    }

    /// Reads a file as RFC 4180 has it; nil if it isn't one.
    private func parse(_ file: String) -> [[[Unicode.Scalar]]]? {
        var (records, record, field): ([[[Unicode.Scalar]]], [[Unicode.Scalar]], [Unicode.Scalar]) = ([], [], [])
        var (isQuoted, wasQuote) = (false, false)
        for scalar in file.unicodeScalars {
            switch scalar {
            case "\"" where isQuoted: (isQuoted, wasQuote) = (false, true)
            case "\"" where wasQuote:
                field.append(scalar)
                (isQuoted, wasQuote) = (true, false)
            case "\"": if field.isEmpty { isQuoted = true } else { return nil }
            case _ where isQuoted: field.append(scalar)
            case ",": (record, field, wasQuote) = (record + [field], [], false)
            case "\n":
                records.append(record + [field])
                (record, field, wasQuote) = ([], [], false)
            case "\r": break
            default: if wasQuote { return nil } else { field.append(scalar) }
            }
        }
        return isQuoted || !field.isEmpty || !record.isEmpty ? nil : records
    }
}
