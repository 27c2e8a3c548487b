import Celery
import Testing

@testable import Decoding

struct ManagedTrafficTests {
    private let now = Instant(microseconds: 1_790_000_000_000_000)

    private func samples(_ counts: [Int]) -> String {
        let listed = counts.enumerated().map { index, count in
            #"{"timestamp": \#((1_789_000_000 + index * 60) * 1000), "sample": \#(count)}"#
        }
        return #"{"samples": [\#(listed.joined(separator: ","))]}"#
    }

    @Test func sumsTheGrowthOfTheCountersOfSomeQueues() throws {
        var decoder = ManagementDecoder(now: now)
        let page = try decoder.traffic(
            Array(
                """
                {"page_count": 2, "items": [
                 {"name": "mail", "message_stats": {"publish_details": \(samples([0, 10, 40, 5, 5]))}},
                 {"name": "work", "message_stats": {"publish_details": \(samples([1, 2, 3, 4, 5])),
                  "deliver_get_details": \(samples([0, 0, 0, 0, 0]))}},
                 {"name": "monitor", "message_stats": {"publish_details": \(samples([100, 200, 300, 400, 500]))}},
                 {"name": "idle"}]}
                """.utf8))
        #expect(page.pages == 2)
        let rates = page.rates(of: ["mail", "work", "idle"])
        // A counter that fell began again with the server; that minute tells only of the other queue.
        #expect(rates[.published]?.map(\.value) == [1, 31, 1, 1])
        #expect(rates[.delivered] == nil)
    }

    @Test(arguments: ["", "[]", "{}"])
    func refusesWhatIsNoPage(_ text: String) {
        var decoder = ManagementDecoder(now: now)
        #expect(throws: DecodingFailure.self) { try decoder.traffic(Array(text.utf8)) }
    }

    @Test func tellsTheGrowthOfAQueueByItsSizes() throws {
        var decoder = ManagementDecoder(now: now)
        let text = #"{"name": "q", "messages_details": \#(samples([0, 10, 16, 40]))}"#
        #expect(try decoder.queue(Array(text.utf8)).growth == 15)
        #expect(try decoder.queue(Array(#"{"name": "q"}"#.utf8)).growth == nil)
        let idle = """
            {"name": "q", "messages_ready": 0, "messages_unacknowledged": 0, "messages_details": \(samples([0, 0, 0]))}
            """
        #expect(try decoder.queue(Array(idle.utf8)).growth == 0)
        // What is in flight makes a queue longer, and not what waits in it.
        let both = """
            {"name": "q", "messages_details": \(samples([40, 40])), "messages_ready_details": \(samples([40, 30]))}
            """
        let queue = try decoder.queue(Array(both.utf8))
        #expect(queue.growth == 0 && queue.readyGrowth == -10)
    }

    @Test(
        arguments: [
            // Messages wait all the time, and the counter stands still from the second minute on; or there never was
            // one.
            ([5, 5, 5, 5], [1, 9, 9, 9], 120), ([5, 5, 5, 5], nil, 180), ([5, 5, 5, 5], [0, 0, 0, 0], 180),
            ([0, 5, 5, 5], [9, 9, 9, 9], 120), ([5, 0, 5, 5], [9, 9, 9, 9], 60), ([5, 5, 5, 5], [1, 2, 3, 4], 0),
            ([5, 5, 5, 0], [9, 9, 9, 9], nil), ([0, 0, 0, 0], nil, nil),
        ] as [([Int], [Int]?, Double?)])
    func tellsForHowLongNothingIsDelivered(ready: [Int], delivered: [Int]?, seconds: Double?) throws {
        var decoder = ManagementDecoder(now: now)
        let stats = delivered.map { #", "message_stats": {"deliver_get_details": \#(samples($0))}"# } ?? ""
        let text = #"{"messages_ready_details": \#(samples(ready))\#(stats)}"#
        #expect(try decoder.standstill(Array(text.utf8)) == seconds)
    }

    @Test func readsBindingsToQueuesAlone() throws {
        var decoder = ManagementDecoder(now: now)
        let text = """
            [{"destination": "q", "destination_type": "queue", "routing_key": "a.#"},
             {"destination": "x", "destination_type": "exchange", "routing_key": ""}]
            """
        #expect(try decoder.routes(Array(text.utf8)) == [ManagedRoute(queue: "q", routingKey: "a.#")])
    }

    @Test func knowsAServerWithoutStatistics() throws {
        var decoder = ManagementDecoder(now: now)
        #expect(try !decoder.keepsStatistics(Array(#"{"disable_stats": true}"#.utf8)))
        #expect(try decoder.keepsStatistics(Array(#"{"disable_stats": false}"#.utf8)))
        #expect(try decoder.keepsStatistics(Array("{}".utf8)))
    }
}
