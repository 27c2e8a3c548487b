import Celery
import Foundation
import FoundationXML
import TestSupport
import Testing

@testable import Rules

struct JUnitReportTests {
    /// What a parser of XML finds: elements with their attributes, and their texts.
    private final class Reader: NSObject, XMLParserDelegate {
        var elements: [(name: String, attributes: [String: String], text: String)] = []

        func parser(
            _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
            attributes: [String: String]
        ) { elements.append((name, attributes, "")) }

        func parser(_ parser: XMLParser, foundCharacters text: String) { elements[elements.count - 1].text += text }
    }

    private func elements(
        _ rules: [String], queue: String
    ) throws -> [(name: String, attributes: [String: String], text: String)] {
        var hour = Snapshot.hour()
        hour.add(queue: queue, ready: 12)
        hour.report.checks = rules
        let report = JUnitReport(Judgement.all(of: hour), capturedAt: hour.capturedAt)
        let (parser, reader) = (XMLParser(data: Data(report.bytes)), Reader())
        parser.delegate = reader
        try #require(parser.parse(), "\(String(describing: parser.parserError))")
        return reader.elements
    }

    @Test func writesACaseForEachRule() throws {
        let found = try elements(["queue.ready <= 100", "queue.ready <= 1", "wait.max < 1s"], queue: "mail")
        let names = ["testsuites", "testsuite", "testcase", "testcase", "failure", "testcase", "error"]
        #expect(found.map(\.name) == names)
        for suite in found[...1] {
            #expect(suite.attributes["tests"] == "3")
            #expect(suite.attributes["failures"] == "1" && suite.attributes["errors"] == "1")
        }
        #expect(found[1].attributes["timestamp"] == "2026-11-22T08:00:00")
        #expect(found[3].attributes["name"] == "queue.ready <= 1" && found[3].attributes["classname"] != nil)
        #expect(found[4].attributes == ["type": "fail", "message": "12 of 'mail'"])
        #expect(found[6].attributes == ["type": "unknown", "message": "nothing matches"])
    }

    @Test(arguments: ["</failure><x>", "\"&amp;<![CDATA[", "\u{0}\u{1}\u{FFFE}\u{1F600}\n\t", "]]>"])
    func escapesStrangersNames(name: String) throws {
        let found = try elements(["queue.ready <= 1"], queue: name)
        #expect(found.map(\.name) == ["testsuites", "testsuite", "testcase", "failure"])
        let message = try #require(found.last?.attributes["message"])
        let legal = String(
            String.UnicodeScalarView(
                name.unicodeScalars.map {
                    ($0.value < 32 && $0 != "\n" && $0 != "\t") || $0.value == 0xFFFE ? "\u{FFFD}" : $0
                }))
        #expect(message == "12 of '\(legal)'")
    }
}
