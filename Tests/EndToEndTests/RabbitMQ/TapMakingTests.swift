import TestSupport
import Testing

extension EndToEnd {
    /// Making a tap where no worker has ever been, and where one is there already.
    @Suite(.serialized, .timeLimit(.minutes(60)))
    struct TapMakingTests {
        @Test func makesTheExchangeAndSaysWhichLimitDiffers() async throws {
            let options = ["--broker", "rabbitmq", "--scenario", "empty", "--results", "none"]
            try await Cluster.with(options) { cluster in
                let broker = ["--broker", cluster.addresses.broker]
                let made = try await Herbarium.run(["tap", "add", "kept", "--max-length", "20"] + broker)
                #expect(made.status == 0, "\(made.errors)")
                #expect(try await cluster.contents().keys.contains { $0.contains("celeryev") })
                let again = try await Herbarium.run(["tap", "add", "kept", "--max-length", "20"] + broker)
                #expect(again.status == 0, "\(again.errors)")
                for (limit, values) in [
                    ("--max-length", ["--max-length", "10"]),
                    ("--max-age", ["--max-length", "20", "--max-age", "1h"]),
                ] {
                    let other = try await Herbarium.run(["tap", "add", "kept"] + values + broker)
                    #expect(other.status == 1 && other.complaints.count == 1, "\(other.errors)")
                    #expect(other.errors.contains("its \(limit) is") && !other.errors.contains("PRECONDITION"))
                    #expect(other.errors.contains("herbarium tap remove kept"), "\(other.errors)")
                }
            }
        }
    }
}
