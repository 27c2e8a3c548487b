import Brokers
import History
import Testing

@testable import Application

struct HistoryIdentityTests {
    private func identity(_ text: String, master: String? = nil) throws -> HistoryIdentity {
        HistoryIdentity(try #require(try BrokerURL.list(text).first), keyPrefix: "", master: master)
    }

    @Test func isTheSameForWhoeverConnects() throws {
        #expect(try identity("redis://H/1") == identity("rediss://u:p@h:6379/1"))
        #expect(try identity("amqp://h") == identity("pyamqp://u:p@h:5672/%2F"))
    }

    @Test func isTheSameInWhateverOrderSentinelsAreNamed() throws {
        let one = try identity("sentinel://a/1;sentinel://b/1", master: "m")
        #expect(try one == identity("sentinel://:p@b:26379/1;sentinel://a/1", master: "m"))
        #expect(try one != identity("sentinel://a/1;sentinel://b/1", master: "other"))
        #expect(try one != identity("redis://a:26379/1"))
    }
}
