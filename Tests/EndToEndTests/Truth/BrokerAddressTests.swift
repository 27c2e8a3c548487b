import Foundation
import Testing

extension EndToEnd {
    /// A broker that is reached in an unusual way.
    @Suite(.serialized, .timeLimit(.minutes(4)))
    struct BrokerAddressTests {
        @Test func namesTheBrokerWithoutItsPassword() async throws {
            let run = try await WatchedCluster.elsewhere.observed
            #expect(run.snapshot.broker.url.hasPrefix("redis+socket://"))
            let text = String(decoding: run.bytes, as: UTF8.self)
            for secret in ["w@rd", "w%40rd"] { #expect(!text.contains(secret)) }
        }
    }
}
