import Celery
import Decoding
import Testing

struct ResultDecoderTests {
    private func decode(_ text: String) throws -> StoredResult {
        var decoder = ResultDecoder()
        return try decoder.decode(text.utf8)
    }

    @Test func readsAnExtendedResult() throws {
        let found = try decode(
            #"""
            {"status": "SUCCESS", "result": ["a.jpg", 1], "traceback": null, "children": [], "parent_id": "p",
            "date_done": "2026-11-22T09:29:25.435586+00:00", "name": "shop.images.resize", "args": ["a.png", [320]],
            "kwargs": {"megapixels": 4.7}, "worker": "celery@images-1", "retries": 1, "queue": "images", "task_id": "a"}
            """#)
        var facts = TaskFacts()
        facts.name = "shop.images.resize"
        // The arguments are the real ones, which the caller may have masked for everybody else.
        facts.result = "['a.jpg', 1]"
        facts.retries = 1
        facts.queue = "images"
        facts.parent = TaskID("p")
        #expect(
            found
                == StoredResult(
                    task: TaskID("a"), state: "SUCCESS", facts: facts, worker: WorkerName("celery@images-1"),
                    finished: Instant(iso8601: "2026-11-22T09:29:25.435586Z")))
    }

    @Test(arguments: [
        ("null", "None"), ("\"text\"", "'text'"), ("NaN", "nan"), ("{\"a\": true}", "{'a': True}"),
        (#"{"exc_type": "E", "exc_message": ["x"]}"#, "{'exc_type': 'E', 'exc_message': ['x']}"),
    ])
    func writesAResultAsPythonDoes(result: String, expected: String) throws {
        let found = try decode(#"{"status": "SUCCESS", "result": \#(result), "task_id": "a"}"#)
        #expect(found.facts.result == expected)
        #expect(found.facts.exception == nil)
        #expect(found.finished == nil)
    }

    @Test(arguments: [
        (#"{"exc_type": "CardDeclined", "exc_message": ["insufficient funds"]}"#, "CardDeclined('insufficient funds')"),
        (#"{"exc_type": "E", "exc_message": ["it's", 1, null], "exc_module": "m"}"#, #"E("it's", 1, None)"#),
        (#"{"exc_type": "E", "exc_message": "text"}"#, "E('text')"),
        (#"{"exc_type": "E", "exc_message": []}"#, "E()"), (#"{"exc_type": "E"}"#, "E()"),
    ])
    func writesAnExceptionAsPythonDoes(result: String, expected: String) throws {
        for state in ["FAILURE", "RETRY", "REVOKED"] {
            let found = try decode(#"{"status": "\#(state)", "result": \#(result), "task_id": "a", "traceback": "t"}"#)
            #expect(found.state == state)
            #expect(found.facts.exception == expected)
            #expect(found.facts.result == nil)
            #expect(found.facts.traceback == "t")
        }
    }

    @Test func keepsTheMetaOfARunningTask() throws {
        let found = try decode(#"{"status": "STARTED", "result": {"pid": 6779}, "date_done": null, "task_id": "a"}"#)
        #expect(found.facts.result == "{'pid': 6779}")
        #expect(try decode(#"{"status": "PENDING", "result": null, "task_id": "a"}"#).facts == TaskFacts())
    }

    @Test(arguments: [
        ("[]", "not a result"), ("{}", "not a result: no usable 'task_id'"),
        (#"{"task_id": "a"}"#, "not a result: no usable 'status'"),
        (#"{"task_id": 5, "status": "SUCCESS"}"#, "not a result: no usable 'task_id'"),
        ("\u{80}\u{4}pickle", "not JSON: a bracket, comma, colon or value is missing or too many"),
    ])
    func saysWhatLacks(text: String, message: String) {
        let error = #expect(throws: DecodingFailure.self) { try decode(text) }
        #expect(error?.description == message)
    }
}
