import Celery
import Decoding
import Testing

struct JSONParserTests {
    private func parsed<Value>(
        _ text: String, _ body: (JSONNode) throws(DecodingFailure) -> Value
    ) throws(DecodingFailure) -> Value {
        try parsed(Array(text.utf8), body)
    }

    private func parsed<Value>(
        _ bytes: [UInt8], _ body: (JSONNode) throws(DecodingFailure) -> Value
    ) throws(DecodingFailure) -> Value {
        var parser = JSONParser()
        return try parser.withParsed(bytes, body)
    }

    @Test(arguments: [
        ("", JSONFlaw.empty), ("  \n ", .empty), ("{", .structure), ("[1,", .structure), ("[1 2]", .structure),
        ("{\"a\" 1}", .structure), ("{1: 2}", .structure), ("[1] []", .structure), ("\"abc", .unclosedString),
        ("[\"\\q\"]", .string), ("[truth]", .literal), ("[nul]", .literal), ("[01]", .number), ("[1.]", .number),
        ("[-]", .number), ("[1e]", .number), ("[NaN", .structure), ("[Infinit]", .structure), ("[--1]", .number),
    ])
    func namesWhatIsWrong(text: String, flaw: JSONFlaw) {
        #expect(throws: DecodingFailure.notJSON(flaw)) { try parsed(text) { _ in } }
    }

    @Test func refusesEveryTruncation() throws {
        let whole = #"{"a": [1, -2.5e3, true, null, "x\u00e9\ud83d\ude00"], "b": {"c": NaN, "d": "é"}}"#
        let bytes = Array(whole.utf8)
        try parsed(bytes) { _ in }
        for length in 0..<bytes.count {
            #expect(throws: DecodingFailure.self) { try parsed(Array(bytes[..<length])) { _ in } }
        }
    }

    @Test func bindsDepthWithAClearError() throws {
        func nested(_ depth: Int) -> String {
            String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        }
        try parsed(nested(JSONParser.depthLimit - 1)) { _ in }
        for depth in [JSONParser.depthLimit + 1, 1_000_000] {
            let error = #expect(throws: DecodingFailure.self) { try parsed(nested(depth)) { _ in } }
            #expect(error?.description == "not JSON: nested deeper than 512 levels")
        }
        #expect(throws: DecodingFailure.self) { try parsed(String(repeating: "[", count: 1_000_000)) { _ in } }
        #expect(throws: DecodingFailure.self) {
            try parsed(String(repeating: #"{"a":"#, count: 100_000) + "NaN") { _ in }
        }
    }

    @Test func givesTheLastOfDuplicateKeys() throws {
        try parsed(#"{"a": 1, "b": 0, "a": {"c": 2}, "a": 3}"#) { node in
            #expect(node["a"]?.int == 3)
            #expect(node["b"]?.int == 0)
            #expect(node["c"] == nil)
            #expect(node["a"]?["c"] == nil)
        }
    }

    @Test func readsNumbersOfEveryWidth() throws {
        let text = """
            [0, -1, 9223372036854775807, -9223372036854775808, 18446744073709551615, 9223372036854775808, 1.0, 0.5, 1e3]
            """
        try parsed(text) { node in
            let elements = node.elements.map(Array.init) ?? []
            #expect(elements.map(\.int) == [0, -1, .max, .min, nil, nil, 1, nil, 1000])
            #expect(elements[4].double == 18_446_744_073_709_551_616)
            #expect(elements[7].double == 0.5)
            #expect(elements.map(\.kind).count { $0 == .double } == 3)
        }
    }

    @Test func takesMegabytesOfString() throws {
        let long = String(repeating: "é\u{1F600}x", count: 200_000)
        try parsed("[\"\(long)\", \"end\"]") { node in
            let elements = node.elements.map(Array.init) ?? []
            #expect(elements.first?.string == long)
            #expect(elements.last?.string == "end")
        }
    }

    @Test func servesDocumentsOfAnySizeInTurn() throws {
        var parser = JSONParser()
        for count in [1, 100_000, 3, 0, 70_000] {
            let text = "[" + Array(repeating: "\"a\"", count: count).joined(separator: ",") + "]"
            let found = try parser.withParsed(text.utf8) { node in node.elements?.count { $0.string == "a" } }
            #expect(found == count)
            #expect(throws: DecodingFailure.self) { try parser.withParsed("[".utf8) { _ in } }
        }
    }

    @Test func takesCollectionsThatAreNotContiguous() throws {
        var parser = JSONParser()
        let reversed: ReversedCollection<[UInt8]> = Array("]2,1[".utf8).reversed()
        #expect(try parser.withParsed(reversed) { node in node.elements?.compactMap(\.int) } == [1, 2])
        #expect(try parser.withParsed(Array("xx[7]xx".utf8)[2..<5]) { $0.elements?.compactMap(\.int) } == [7])
    }

    @Test func tellsTypesApart() throws {
        try parsed(#"{"s": "1", "n": null, "t": true, "f": false, "o": {}, "a": [], "i": 1, "d": 1.5}"#) { node in
            #expect(node["s"]?.int == nil)
            #expect(node["i"]?.string == nil)
            #expect(node["t"]?.int == nil)
            #expect(node["i"]?.bool == nil)
            #expect(node["t"]?.bool == true)
            #expect(node["f"]?.bool == false)
            #expect(node["n"]?.isNull == true)
            #expect(node["o"]?.elements == nil)
            #expect(node["a"]?.fields == nil)
            #expect(node["o"]?.fields?.contains { _ in true } == false)
            #expect(node["d"]?.epoch?.microseconds == 1_500_000)
            #expect(node["s"]?.epoch == nil)
        }
    }
}
