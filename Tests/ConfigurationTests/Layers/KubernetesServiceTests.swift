import Testing

@testable import Configuration

/// What Kubernetes tells a pod of the services beside it is no option of ours, and no mistake.
struct KubernetesServiceTests {
    private func read(_ variables: [String: String]) throws -> [String] {
        let pod = ["KUBERNETES_SERVICE_HOST": "10.0.0.1"].merging(variables) { $1 }
        return try EnvironmentLayer(pod).values.map { "\($0.name)=\($0.text)" }
    }

    @Test(arguments: ["HERBARIUM", "HERBARIUM_NGINX", "HERBARIUM_SITE_V2", "HERBARIUM_BROKER"])
    func leavesEveryServiceItsVariables(_ service: String) throws {
        let port = "\(service)_PORT_8080_TCP"
        #expect(
            try read([
                "\(service)_SERVICE_HOST": "10.0.0.2", "\(service)_SERVICE_PORT": "8080",
                "\(service)_SERVICE_PORT_HTTP_ALT": "8080", "\(service)_PORT": "tcp://10.0.0.2:8080",
                port: "tcp://10.0.0.2:8080", port + "_PROTO": "tcp", port + "_PORT": "8080", port + "_ADDR": "10.0.0.2",
                "\(service)_PORT_53_UDP": "udp://10.0.0.2:53", "HERBARIUM_LISTEN": "1s",
            ]) == ["listen=1s"])
    }

    @Test(arguments: ["HERBARIUM_LISTN", "HERBARIUM_SENTINEL_PORT", "HERBARIUM_PORT_80", "HERBARIUM_SERVICE"])
    func refusesAMistakeInAPodAsWell(_ variable: String) {
        #expect(throws: CommandError.self) { try read([variable: "5"]) }
    }
}
