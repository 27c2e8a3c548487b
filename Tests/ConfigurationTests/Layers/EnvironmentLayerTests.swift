import Testing

@testable import Configuration

struct EnvironmentLayerTests {
    private func read(_ environment: [String: String]) throws -> [String] {
        try EnvironmentLayer(environment).values.map { "\($0.name)=\($0.text)" }
    }

    @Test func readsOurVariablesAlone() throws {
        let environment = [
            "HERBARIUM_INSPECT_TIMEOUT": "1s", "HERBARIUM_PASSIVE": "no", "HOME": "/", "XHERBARIUM_A": "b",
        ]
        #expect(try read(environment) == ["inspect-timeout=1s", "passive=no"])
    }

    @Test func takesAnEmptyVariableAsNotGiven() throws {
        #expect(try read(["HERBARIUM_LISTEN": "", "HERBARIUM_BROKER": ""]).isEmpty)
    }

    @Test func refusesUnknownVariables() {
        #expect(
            throws: CommandError.at(.environment("HERBARIUM_LISTN"), .unknownVariable(nearest: "HERBARIUM_LISTEN"))
        ) { try read(["HERBARIUM_LISTN": "5s"]) }
        #expect(throws: CommandError.self) { try read(["HERBARIUM_": "5s"]) }
        #expect(throws: CommandError.self) { try read(["HERBARIUM_listen": "5s"]) }
    }

    @Test func refusesAValueThatIsNone() {
        #expect(throws: CommandError.at(.environment("HERBARIUM_PASSIVE"), .badValue("maybe", .notABoolean))) {
            try read(["HERBARIUM_PASSIVE": "maybe"])
        }
    }

    @Test func refusesWhatBelongsOnTheCommandLine() {
        #expect(throws: CommandError.at(.environment("HERBARIUM_TO"), .onlyOnCommandLine("to"))) {
            try read(["HERBARIUM_TO": "x"])
        }
    }

    @Test func leavesKubernetesItsVariables() throws {
        let service = ["HERBARIUM_PORT": "tcp://10.0.0.1:80", "HERBARIUM_SERVICE_HOST": "10.0.0.1"]
        #expect(throws: CommandError.self) { try read(service) }
        #expect(try read(service.merging(["KUBERNETES_SERVICE_HOST": "10.0.0.2"]) { $1 }).isEmpty)
    }

    @Test func readsCelerysOwnVariables() {
        let layer = CeleryLayer(["CELERY_BROKER_URL": "redis://h", "CELERY_RESULT_BACKEND": ""])
        #expect(layer.values.map(\.name) == ["broker"])
    }
}
