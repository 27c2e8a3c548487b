import Celery
import Decoding
import Foundation
import Testing

@testable import SnapshotFile

struct SnapshotSchemaTests {
    /// Each value that is written is of the form that the schema gives it, and each member that it wants is there.
    @Test func describesWhatIsWritten() throws {
        #expect(try Self.flaws(SnapshotFile.bytes(of: SnapshotFileTests.full())) == [])
        for flawed in [#"{"schema": "other/1"}"#, "[]"] { #expect(try Self.flaws(Array(flawed.utf8)) != []) }
    }

    private static func flaws(_ document: [UInt8]) throws -> [String] {
        var parser = JSONParser()
        return try parser.withParsed(SnapshotSchema().jsonSchema) { schema throws(DecodingFailure) in
            var reader = JSONParser()
            return try reader.withParsed(document) { file throws(DecodingFailure) in
                SchemaJudge(root: schema).flaws(file, schema, at: "snapshot")
            }
        }
    }

    @Test func givesEachMemberItsMeaning() {
        let reference = SnapshotSchema().reference
        #expect(!reference.contains("|  |"))
        for term in ["worker", "task", "attempt", "queue", "finding", "inspection"] {
            #expect(reference.contains("## `\(term)`"))
        }
    }

    /// The reference in the documentation is written by this test: see `UPDATE_GOLDEN` in CONTRIBUTING.
    @Test func isWhatTheDocumentationHas() throws {
        let file = URL(filePath: #filePath).appending(path: "../../../Documentation/snapshot.md").standardized
        let head = """
            # data/snapshot.json

            UTF-8, sorted keys, a line for each row. Times are ISO 8601 in UTC with microseconds, and what is not known is `null`. Further
            members may come; a reader ignores what it doesn't know. `herbarium schema` prints the same as a JSON Schema.


            """
        let expected = head + SnapshotSchema().reference
        if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] != nil {
            try expected.write(to: file, atomically: true, encoding: .utf8)
        }
        #expect(try String(contentsOf: file, encoding: .utf8) == expected)
        #expect(ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == nil, "rewritten")
    }
}

/// Judges a document by as much of JSON Schema as ours uses.
private struct SchemaJudge {
    let root: JSONNode

    func flaws(_ value: JSONNode, _ schema: JSONNode, at place: String) -> [String] {
        if let reference = schema["$ref"]?.string {
            let name = reference.split(separator: "/").last.map(String.init) ?? ""
            guard let target = definition(name) else { return ["\(place): no \(reference)"] }
            return flaws(value, target, at: place)
        }
        if let choices = (schema["anyOf"] ?? schema["oneOf"])?.elements {
            let all = choices.map { flaws(value, $0, at: place) }
            return all.contains(where: \.isEmpty) ? [] : all.flatMap { $0 }
        }
        if let words = schema["enum"]?.elements {
            return words.contains { $0.string == value.string } ? [] : ["\(place): no such word"]
        }
        var found: [String] = []
        let types = schema["type"].map { $0.string.map { [$0] } ?? $0.elements?.compactMap(\.string) ?? [] } ?? []
        if !types.isEmpty, !types.contains(where: { fits(value, $0) }) { found.append("\(place): no \(types)") }
        if let items = schema["items"], let elements = value.elements {
            found += elements.flatMap { flaws($0, items, at: "\(place)[]") }
        }
        if let items = schema["prefixItems"]?.elements, let elements = value.elements {
            found += zip(elements, items).flatMap { flaws($0, $1, at: "\(place)[]") }
        }
        guard let fields = value.fields else { return found }
        for (key, member) in fields {
            if let form = property(key.text, of: schema) ?? schema["additionalProperties"] {
                found += flaws(member, form, at: "\(place).\(key.text)")
            } else if schema["properties"] != nil {
                found.append("\(place).\(key.text): not declared")
            }
        }
        let names = Set(fields.map(\.key.text))
        for name in schema["required"]?.elements?.compactMap(\.string) ?? [] where !names.contains(name) {
            found.append("\(place).\(name): lacks")
        }
        return found
    }

    private func definition(_ name: String) -> JSONNode? {
        root["$defs"]?.fields?.first { $0.key.text == name }?.value
    }

    private func property(_ name: String, of schema: JSONNode) -> JSONNode? {
        schema["properties"]?.fields?.first { $0.key.text == name }?.value
    }

    private func fits(_ value: JSONNode, _ type: String) -> Bool {
        switch type {
        case "object": value.fields != nil
        case "array": value.elements != nil
        case "string": value.string != nil
        case "integer": value.int != nil
        case "number": value.double != nil
        case "boolean": value.bool != nil
        default: value.isNull
        }
    }
}
