import TestSupport
import Testing

extension EndToEnd {
    /// A report in a container: what is around it is not as on a machine of one's own.
    @Suite(.serialized, .timeLimit(.minutes(60)))
    struct PodTests {
        @Test func reportsWithoutAHomeAndWithStrangeVariables() async throws {
            try await Cluster.with(["--scenario", "empty"]) { cluster in
                let folder = try TemporaryFolder()
                // Nobody, not even root, can make a folder there.
                let environment = [
                    "HOME": "/proc", "HERBARIUM_NO_HISTORY": "", "KUBERNETES_SERVICE_HOST": "10.0.0.1",
                    "HERBARIUM_NGINX_SERVICE_HOST": "10.0.0.2", "HERBARIUM_NGINX_PORT": "tcp://10.0.0.2:80",
                    "CELERY_BROKER_URL": cluster.addresses.broker + "\n", "CELERY_RESULT_BACKEND": "django-db",
                ]
                let run = try await Herbarium.run(
                    ["report", "--output", folder("site"), "--listen", "0s"], environment: environment)
                // All that there is to say is that nothing of Celery's is there yet.
                #expect(run.status == 0 && run.complaints.count == 1, "\(run.errors)")
                #expect(run.errors.contains("no sign of Celery"), "\(run.errors)")
                let snapshot = try #require(try Site(folder("site")).snapshot())
                #expect(snapshot.status(of: "history") == "skipped" && snapshot.status(of: "results") == "skipped")
                #expect(!snapshot.findingCodes.contains("source_failed"))
            }
        }
    }
}
