import Celery
import Testing

@testable import Decoding

struct ManagementDecoderTests {
    private let now = Instant(microseconds: 1_790_000_000_000_000)

    @Test func readsAPageOfQueues() throws {
        var decoder = ManagementDecoder(now: now)
        let page = try decoder.queues(
            Array(
                """
                {"page_count": 3, "items": [
                 {"name": "mail", "type": "classic", "arguments": {"x-max-priority": 9, "x-queue-mode": "lazy", "x": {}},
                  "exclusive": false, "messages_ready": 4, "messages_unacknowledged": 2, "consumers": 1, "policy": "ha",
                  "effective_policy_definition": {"message-ttl": 60000, "ha-params": [1], "overflow": "drop-head"},
                  "idle_since": "2026-11-24 15:00:00", "state": "running",
                  "backing_queue_status": {"priority_lengths": {"0": 3, "9": 1}}, "message_stats": {"redeliver": 7}},
                 {"name": "q", "type": "quorum", "policy": "", "idle_since": "2026-11-24T15:00:00.000+00:00"},
                 {"type": "nameless"}]}
                """.utf8))
        #expect(page.pages == 3 && page.queues.map(\.name) == ["mail", "q"])
        let mail = page.queues[0]
        #expect(mail.ready == 4 && mail.unacknowledged == 2 && mail.consumers == 1 && mail.redelivered == 7)
        #expect(mail.arguments == [NamedValue("x-max-priority", "9"), NamedValue("x-queue-mode", "lazy")])
        #expect(mail.rules == [NamedValue("message-ttl", "60000"), NamedValue("overflow", "drop-head")])
        #expect(mail.priorities == [0: 3, 9: 1] && mail.policy == "ha" && mail.state == "running")
        #expect(
            mail.idleSince == Instant(iso8601: "2026-11-24T15:00:00Z") && mail.idleSince == page.queues[1].idleSince)
        #expect(page.queues[1].ready == nil && page.queues[1].consumers == nil && page.queues[1].policy == nil)
    }

    @Test(arguments: ["", "<html>", "[]", "{}", "null", #"{"items": 5}"#])
    func refusesWhatIsNoPage(_ text: String) {
        var decoder = ManagementDecoder(now: now)
        #expect(throws: DecodingFailure.self) { try decoder.queues(Array(text.utf8)) }
    }

    @Test func readsAQueue() throws {
        var decoder = ManagementDecoder(now: now)
        let queue = try decoder.queue(Array(#"{"name": "kept", "arguments": {"x-max-length": 20}}"#.utf8))
        #expect(queue.name == "kept" && queue.arguments == [NamedValue("x-max-length", "20")] && queue.rules.isEmpty)
        #expect(throws: DecodingFailure.self) { try decoder.queue(Array("{}".utf8)) }
    }

    @Test func takesZerosBeforeTheFirstMessageForUnknown() throws {
        var decoder = ManagementDecoder(now: now)
        let samples = [(1_790_000_060_000, 9), (1_790_000_000_000, 3), (1_789_999_940_000, 0), (1_789_999_880_000, 5)]
        let listed = (samples + [(1_789_999_820_000, 0), (1_789_999_760_000, 0)])
            .map { #"{"timestamp": \#($0.0), "sample": \#($0.1)}"# }.joined(separator: ",")
        let lengths = try decoder.lengths(Array(#"{"messages_ready_details": {"samples": [\#(listed)]}}"#.utf8))
        // Not the sample of a minute that is still to come, nor those of the time before there was anything.
        #expect(lengths.ready.map(\.value) == [5, 0, 3])
        #expect(lengths.ready.map(\.time.seconds) == [1_789_999_880, 1_789_999_940, 1_790_000_000])
        #expect(lengths.unacknowledged.isEmpty)
    }
}
