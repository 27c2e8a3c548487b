import Testing

@testable import Decoding

struct PythonTextTests {
    private func repr(_ json: String) throws -> String {
        var parser = JSONParser()
        return try parser.withParsed(json.utf8) { PythonText.repr($0) }
    }

    /// Left what `json.dumps` writes, right what `repr` writes, of the same value by Python 3.12.
    @Test(arguments: [
        ("1.0", "1.0"), ("1e+16", "1e+16"), ("1000000000000000.0", "1000000000000000.0"), ("1.5e-07", "1.5e-07"),
        ("0.0001", "0.0001"), ("1e+22", "1e+22"), ("123456789.123", "123456789.123"), ("-0.0", "-0.0"),
        ("1e+300", "1e+300"), ("1.2345678901234568e+16", "1.2345678901234568e+16"), ("5e-324", "5e-324"),
        ("9500000000000000.0", "9500000000000000.0"), ("12000000000000000.0", "1.2e+16"),
        ("10000000000000000000000000", "10000000000000000000000000"), ("18446744073709551615", "18446744073709551615"),
        ("-7", "-7"), ("NaN", "nan"), ("Infinity", "inf"), ("-Infinity", "-inf"), ("1e999", "inf"), ("-1e999", "-inf"),
        ("true", "True"), ("false", "False"), ("null", "None"), ("[]", "[]"), ("{}", "{}"),
        (#"{"a": [1, null, true], "b": {}}"#, "{'a': [1, None, True], 'b': {}}"), (#""it's""#, #""it's""#),
        (#""a\"b'c""#, #"'a"b\'c'"#), (#""back\\slash""#, #"'back\\slash'"#),
        (
            #""\u0000\n\t\r\u007f\u00a0\u00e9\u200b\ud83d\ude00\ue000\u2028""#,
            #"'\x00\n\t\r\x7f\xa0é\u200b😀\ue000\u2028'"#
        ),
    ])
    func writesAsPythonDoes(json: String, expected: String) throws {
        #expect(try repr(json) == expected)
    }

    @Test(arguments: [("[]", "()"), ("[1]", "(1,)"), (#"[1, ["x"]]"#, "(1, ['x'])"), ("{}", "{}"), ("null", "None")])
    func writesArgumentsAsATuple(json: String, expected: String) throws {
        var parser = JSONParser()
        #expect(try parser.withParsed(json.utf8) { PythonText.tuple($0) } == expected)
    }

    @Test func writesTheDeepestThatTheParserTakes() throws {
        let depth = JSONParser.depthLimit - 1
        let json = String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        #expect(try repr(json) == json)
    }
}
