import TestSupport
import Testing

extension EndToEnd {
    /// A worker that holds messages behind long tasks, while another one that takes from the same queue has a free slot.
    @Suite(.timeLimit(.minutes(60)), .load(1, about: 105))
    struct HoardingWorkerTests {
        /// What holds others up has been executing for a minute and more, and begins a while after the listening.
        private static let listening = 90

        @Test(arguments: ["redis", "rabbitmq"])
        func isToldWithTheOneThatCouldBegin(broker: String) async throws {
            let options = ["--scenario", "small", "--results", "none", "--broker", broker]
            try await Cluster.with(options) { cluster in
                let arguments = ["--broker", try await LeastUser.broker(of: cluster)] + LeastUser.options(of: cluster)
                let capture = try Herbarium.start(
                    ["capture", "--to", "-", "--listen", "\(Self.listening)s"] + arguments)
                try await cluster.tell("await-listener")
                try await cluster.tell("hoard")
                let outcome = try await capture.outcome()
                #expect(outcome.status == 0, "\(outcome.errors)")
                let snapshot = try SnapshotFile.read(outcome.output)
                // On a busy machine events overtake each other, which is a note.
                let warnings = snapshot.findings.filter { $0.severity != "note" }
                let codes = warnings.map { "\($0.severity) \($0.code) \($0.subject)" }
                #expect(codes == ["warning prefetched_behind_long celery@prefork-1"], "\(snapshot.findings)")
                let message = try #require(warnings.first?.message)
                #expect(message.hasPrefix("3 tasks fetched by 'celery@prefork-1' wait behind 2 that have been running"))
                #expect(message.hasSuffix("'celery@solo', which takes from 'work', too, has a free slot"), "\(message)")
            }
        }
    }
}
