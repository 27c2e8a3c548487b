import Celery
import Testing

struct JSONWriterTests {
    private func text(_ write: (inout JSONWriter) -> Void) -> String {
        var json = JSONWriter()
        write(&json)
        return String(decoding: json.bytes, as: UTF8.self)
    }

    @Test func writesNestedValues() {
        let written = text {
            $0.object {
                $0.member("a", 1)
                $0.member("b", [1.5, 2])
                $0.member("c", String?.none)
                $0.member("d", true)
            }
        }
        #expect(written == #"{"a":1,"b":[1.5,2.0],"c":null,"d":true}"#)
    }

    @Test(arguments: [("\"\\\n\u{0}\u{1f}", #""\"\\\n\u0000\u001f""#), ("é😀</script>", "\"é😀</script>\"")])
    func escapesWhatHasTo(value: String, expected: String) {
        #expect(text { $0.value(value) } == expected)
    }

    @Test(arguments: [Double.nan, .infinity, -.infinity])
    func writesNullForWhatIsNoNumber(number: Double) {
        #expect(text { $0.value(number) } == "null")
    }
}
