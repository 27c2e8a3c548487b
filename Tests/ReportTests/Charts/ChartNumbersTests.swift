import Charts
import Templating
import Testing

@testable import Report

struct ChartNumbersTests {
    @Test func writesEveryNumberOfEverySeries() throws {
        let series = (0..<12).map { number in
            Series(
                name: "q\(number)",
                points: (0..<500).map { TimePoint(Int64($0) * 1_000_000, $0 == 7 ? nil : Double(number)) })
        }
        let chart = TimeChart(
            title: "t", unit: .count, style: .lines, series: series, span: TimeSpan(since: 0, until: 500_000_000))
        let source = "{{#names}}{{.}};{{/names}}\n{{#rows}}\n{{time}}{{#values}};{{.}}{{/values}}\n{{/rows}}\n"
        let library = TemplateLibrary([TemplateSource(name: "numbers.txt", text: Array(source.utf8))])
        let template = try library.compile("numbers.txt", for: ChartNumbers.self)
        let lines = String(decoding: template.render(ChartNumbers(chart)), as: UTF8.self).split(separator: "\n")
        #expect(lines.count == 501)
        #expect(lines[0].split(separator: ";").count == 12)
        #expect(lines[8] == "1970-01-01T00:00:07.000000Z;;;;;;;;;;;;")
        #expect(lines[9].hasSuffix(";11.0"))
    }
}
