import Celery
import Decoding
import Testing

struct MessageDecoderTests {
    private static let id = "0b9d8ad3-9e52-4ab4-8f0f-0e1f5b5f9a11"

    private func message(_ text: String) -> WaitingMessage {
        var decoder = MessageDecoder()
        return decoder.task(text.utf8)
    }

    private func body(_ text: String) throws -> String {
        var decoder = MessageDecoder()
        return String(decoding: try decoder.body(of: text.utf8), as: UTF8.self)
    }

    private func content(_ text: String) throws -> MessageContent {
        var decoder = MessageDecoder()
        return try decoder.content(of: text.utf8)
    }

    private func unacknowledged(_ text: String) -> UnacknowledgedEntry? {
        var decoder = MessageDecoder()
        return decoder.unacknowledged(text.utf8)
    }

    private func protocol2(_ headers: String, body: String = "[[1, \\\"two\\\", null], {\\\"a\\\": [true]}, {}]")
        -> String
    {
        """
        {"body": "\(body)", "content-type": "application/json", "content-encoding": "utf-8",
        "headers": {"lang": "py", "task": "shop.add", "id": "\(Self.id)"\(headers)}, "properties": {}}
        """
    }

    @Test func readsTheHeadersOfProtocol2() {
        let found = message(
            protocol2(
                #"""
                , "shadow": null, "eta": "2026-11-22T12:19:12.855590+00:00", "expires": null, "retries": 2,
                "root_id": "r", "parent_id": null, "argsrepr": "(1, 'two', None)", "kwargsrepr": "{}"
                """#))
        #expect(found.task == TaskID(Self.id))
        #expect(found.facts.name == "shop.add")
        #expect(found.facts.args == "(1, 'two', None)")
        #expect(found.facts.kwargs == "{}")
        #expect(found.facts.eta?.iso8601 == "2026-11-22T12:19:12.855590Z")
        #expect(found.facts.expires == nil)
        #expect(found.facts.retries == 2)
        #expect(found.facts.root == TaskID("r"))
        #expect(found.facts.parent == nil)
        #expect(found.facts.queue == nil)
    }

    @Test func rendersArgumentsThatNoHeaderTells() {
        let found = message(protocol2(""))
        #expect(found.facts.args == "(1, 'two', None)")
        #expect(found.facts.kwargs == "{'a': [True]}")
    }

    @Test func callsATaskByItsShadow() {
        #expect(message(protocol2(#", "shadow": "shop.alias""#)).facts.name == "shop.alias")
    }

    @Test func keepsTheHeadersOfABodyThatItCannotRead() {
        for body in ["%%", "[", "5", "[]", "{}"] {
            let found = message(protocol2("", body: body))
            #expect(found.task == TaskID(Self.id))
            #expect(found.facts.name == "shop.add")
            #expect(found.facts.kwargs == nil)
        }
        let pickled = protocol2("").replacing("application/json", with: "application/x-python-serialize")
        #expect(message(pickled).task == TaskID(Self.id))
    }

    @Test func readsTheBodyOfProtocol1() {
        let found = message(
            #"""
            {"body": "{\"task\": \"shop.add\", \"id\": \"abc\", \"args\": [1], \"kwargs\": {\"deep\": {\"a\": [true]}},
            \"group\": null, \"retries\": 2, \"eta\": null, \"expires\": \"2026-11-22T12:00:00+01:00\", \"utc\": true}",
            "content-type": "application/json", "content-encoding": "utf-8", "headers": {}, "properties": {}}
            """#.replacing("\n", with: " "))
        #expect(found.task == TaskID("abc"))
        #expect(found.facts.name == "shop.add")
        #expect(found.facts.args == "(1,)")
        #expect(found.facts.kwargs == "{'deep': {'a': [True]}}")
        #expect(found.facts.retries == 2)
        #expect(found.facts.expires?.iso8601 == "2026-11-22T11:00:00.000000Z")
    }

    @Test(arguments: [
        "", "hello", "{}", "[]", "5", #"{"body": 5}"#, #"{"headers": {"id": "x"}}"#,
        #"{"headers": {"id": 5, "task": "t"}}"#,
        #"{"body": "{\"id\": \"x\"}", "headers": {}}"#, #"{"job": "of another tool", "args": [1]}"#,
    ])
    func readsNoTaskFromWhatIsNotCelerys(text: String) {
        #expect(message(text) == WaitingMessage(task: nil))
    }

    @Test func readsDeliveredMessages() throws {
        let entry = try #require(unacknowledged("[\(protocol2("")), \"shop\", \"mail.#\"]"))
        #expect(entry.message.task == TaskID(Self.id))
        #expect(entry.message.facts.args == "(1, 'two', None)")
        #expect(entry.message.facts.queue == nil)
        #expect(entry.exchange == "shop")
        #expect(entry.routingKey == "mail.#")
        let stranger = try #require(unacknowledged(#"[{"x": 1}, "", "mail"]"#))
        #expect(stranger.message.task == nil)
        #expect(stranger.routingKey == "mail")
        for text in ["", "{}", "[]", "[{}, \"\"]", "[{}, 1, 2]", "[{}, null, \"k\"]"] {
            #expect(unacknowledged(text) == nil)
        }
    }

    @Test func tellsWhoseAnswerItIs() throws {
        let text = #"{"body": "{}", "headers": {"ticket": "t-1", "clock": 7, "expires": null}, "properties": {}}"#
        #expect(try content(text) == MessageContent(body: Array("{}".utf8), ticket: "t-1", clock: 7))
        #expect(try content(#"{"body": ""}"#) == MessageContent(body: []))
    }

    @Test(arguments: [
        (#"{"body": "x", "content-type": "application/x-python-serialize"}"#, "application/x-python-serialize"),
        (#"{"body": "x", "content-type": "application/x-yaml"}"#, "application/x-yaml"),
        (#"{"body": "x", "content-encoding": "utf-16"}"#, "utf-16"),
        (#"{"body": "x", "headers": {"compression": "application/x-gzip"}}"#, "application/x-gzip"),
        (#"{"body": "x", "content-type": "a\u001b[31m'b"}"#, "a?[31m'b"),
        (#"{"body": "****", "properties": {"body_encoding": "base64"}}"#, "Base64"),
        (#"{"headers": {}}"#, "no usable 'body'"), ("[]", "not a message"),
    ])
    func namesWhatItCannotOpen(text: String, named: String) {
        let error = #expect(throws: DecodingFailure.self) { try body(text) }
        #expect(error?.description.contains(named) == true)
    }

    @Test(arguments: ["", "application/json", "application/json; charset=utf-8", "Application/JSON"])
    func opensWhateverIsJSON(type: String) throws {
        let field = type.isEmpty ? "" : #", "content-type": "\#(type)""#
        #expect(try body(#"{"body": "[1]"\#(field)}"#) == "[1]")
    }
}
