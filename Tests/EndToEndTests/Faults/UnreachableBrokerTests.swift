import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// A broker that can't be asked: one line, and the old site stays.
    @Suite(.serialized, .timeLimit(.minutes(60)), .load(1, about: 20))
    struct UnreachableBrokerTests {
        private func expectRefusal(
            of broker: String, naming name: String, sourceLocation: SourceLocation = #_sourceLocation
        ) async throws {
            let folder = try TemporaryFolder()
            try FileManager.default.copyItem(atPath: try await DemoSite.shared.path, toPath: folder("site"))
            let before = try Site(folder("site"))
            let run = try await Herbarium.run(
                ["report", "--broker", broker, "--listen", "1s", "--deadline", "30s", "--output", folder("site")])
            #expect(run.status == 1, sourceLocation: sourceLocation)
            #expect(
                run.complaints.count == 1 && run.errors.hasPrefix("error: "), "\(run.errors)",
                sourceLocation: sourceLocation)
            #expect(run.errors.contains(name), "\(run.errors)", sourceLocation: sourceLocation)
            #expect(!run.errors.contains("hunter2"), sourceLocation: sourceLocation)
            #expect(run.output.isEmpty, sourceLocation: sourceLocation)
            #expect(
                try Site(folder("site")).files == before.files && !before.files.isEmpty, sourceLocation: sourceLocation)
        }

        @Test func saysWhatRefusedThePassword() async throws {
            let address = "127.0.0.1:\(try await Cluster.quiet.addresses.port)"
            try await expectRefusal(of: "redis://:hunter2@\(address)/0", naming: "redis://:***@\(address)/0")
            try await expectRefusal(of: "redis://\(address)/0", naming: "redis://\(address)/0")
        }

        @Test func saysWhereNobodyListens() async throws {
            try await expectRefusal(of: "redis://:hunter2@127.0.0.1:1/0", naming: "redis://:***@127.0.0.1:1/0")
            try await expectRefusal(of: "redis+socket:///no/such.sock", naming: "/no/such.sock")
        }

        @Test func saysWhichHostNobodyKnows() async throws {
            try await expectRefusal(of: "redis://:hunter2@no-such-host.invalid/0", naming: "no-such-host.invalid")
        }

        @Test(arguments: ["HTTP/1.1 400 Bad Request\r\n\r\n", "", "*-7\r\n", "\u{0}\u{1}\u{2}"])
        func saysWhatIsNoBroker(_ greeting: String) async throws {
            try await FakeServer.with(.greeting(greeting)) { server in
                try await expectRefusal(
                    of: "redis://:hunter2@127.0.0.1:\(server.port)/0", naming: "127.0.0.1:\(server.port)")
            }
        }
    }
}
