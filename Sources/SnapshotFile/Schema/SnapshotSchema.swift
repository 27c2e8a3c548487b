import Celery

/// What a snapshot's file holds, from the declarations that write and read it.
package struct SnapshotSchema {
    private let records: [any Record.Type]

    /// Collects the records of a snapshot.
    package init() {
        var found: [any Record.Type] = []
        Self.collect(Snapshot.self, into: &found)
        records = [found[0]] + found.dropFirst().sorted { $0.term.precedes($1.term) }
    }

    private static func collect(_ record: any Record.Type, into found: inout [any Record.Type]) {
        guard !found.contains(where: { $0 == record }) else { return }
        found.append(record)
        for member in MemberCollector.members(of: record) {
            if let record = member.form.record { collect(record, into: &found) }
        }
    }

    /// The JSON Schema, draft 2020-12.
    ///
    /// It says what this version writes. A reader has to put up with members that it doesn't know.
    package var jsonSchema: [UInt8] {
        var json = JSONWriter()
        json.object { json in
            json.member("$schema", "https://json-schema.org/draft/2020-12/schema")
            json.member("$id", "urn:\(Snapshot.schema.replacing("/", with: ":"))")
            describe(records[0], to: &json)
            json.key("$defs")
            json.object { json in
                for record in records.dropFirst() {
                    json.key("\(record.term)")
                    json.object { describe(record, to: &$0) }
                }
            }
        }
        json.endLine()
        return json.bytes
    }

    private func describe(_ record: any Record.Type, to json: inout JSONWriter) {
        let members = MemberCollector.members(of: record)
        json.member("title", "\(record.term)")
        json.member("description", "\(record.meaning)")
        json.member("type", "object")
        json.key("properties")
        json.object { json in
            for member in members {
                json.key("\(member.name)")
                json.object { json in
                    json.member("description", "\(member.meaning)")
                    if let unit = member.unit { json.member("x-unit", unit.rawValue) }
                    member.form.describe(to: &json)
                }
            }
        }
        json.member("required", members.filter { !$0.isRare }.map { "\($0.name)" })
    }

    /// The same for people: a table for each record, in Markdown.
    package var reference: String {
        records.map { record in
            let rows = MemberCollector.members(of: record).map { member in
                let meaning = "\(member.meaning)" + (member.unit.map { " In \($0.rawValue)." } ?? "")
                return "| `\(member.name)` | \(member.form.words) | \(meaning) |"
            }
            let head = [
                "## `\(record.term)`", "", "\(record.meaning)", "", "| member | value | meaning |", "|---|---|---|",
            ]
            return (head + rows).joined(separator: "\n")
        }.joined(separator: "\n\n") + "\n"
    }
}

extension ValueForm {
    /// The record that it is of; `nil` where it is of none.
    var record: (any Record.Type)? {
        switch self {
        case .record(let record): record
        case .list(let form), .optional(let form), .dictionary(let form): form.record
        default: nil
        }
    }

    /// Writes the keywords of the schema that tell it.
    func describe(to json: inout JSONWriter) {
        switch self {
        case .text: json.member("type", "string")
        case .wholeNumber: json.member("type", "integer")
        case .number: json.member("type", "number")
        case .truth: json.member("type", "boolean")
        case .scalar: json.member("type", ["number", "string", "boolean", "null"])
        case .time:
            json.member("type", "string")
            json.member("format", "date-time")
        case .word(let words): json.member("enum", words)
        case .pair(let first, let second):
            json.member("type", "array")
            json.key("prefixItems")
            json.array([first, second]) { json, form in json.object { form.describe(to: &$0) } }
            json.member("minItems", 2)
            json.member("maxItems", 2)
        case .list(let form):
            json.member("type", "array")
            json.key("items")
            json.object { form.describe(to: &$0) }
        case .dictionary(let form):
            json.member("type", "object")
            json.key("additionalProperties")
            json.object { form.describe(to: &$0) }
        case .choice(let members):
            json.key("oneOf")
            json.array(members) { json, member in
                json.object { json in
                    json.member("type", "object")
                    json.key("properties")
                    json.object { json in
                        json.key(member.name)
                        json.object { json in
                            json.member("description", member.meaning)
                            json.member("type", "string")
                        }
                    }
                    json.member("required", [member.name])
                }
            }
        case .optional(let form):
            json.key("anyOf")
            json.array([form, nil]) { json, form in
                json.object { json in
                    if let form { form.describe(to: &json) } else { json.member("type", "null") }
                }
            }
        case .record(let record): json.member("$ref", "#/$defs/\(record.term)")
        }
    }

    /// The same in words.
    var words: String {
        switch self {
        case .text: "text"
        case .wholeNumber: "whole number"
        case .number: "number"
        case .truth: "`true` or `false`"
        case .scalar: "number, text, `true`, `false` or null"
        case .time: "time"
        case .word(let words): words.map { "`\($0)`" }.joined(separator: ", ")
        case .pair(let first, let second): "[\(first.words), \(second.words)]"
        case .list(let form): "list of \(form.words)"
        case .dictionary(let form): "object of \(form.words)"
        case .choice(let members): "object with one of \(members.map { "`\($0.name)`" }.joined(separator: ", "))"
        case .optional(let form): "\(form.words), or null"
        case .record(let record): "[`\(record.term)`](#\(record.term))"
        }
    }
}
