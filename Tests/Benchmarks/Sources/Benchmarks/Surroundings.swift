import Foundation

/// What everything is measured on.
enum Surroundings {
    /// Prints cores, system, and versions of what is compared.
    static func tell() throws {
        let processors = text(of: "/proc/cpuinfo").split(separator: "\n").filter { $0.hasPrefix("model name") }
        let model = processors.first?.split(separator: ":").last?.trimmingCharacters(in: .whitespaces) ?? "not known"
        let release = text(of: "/etc/os-release").split(separator: "\n").first { $0.hasPrefix("PRETTY_NAME=") }
        let system = release?.dropFirst("PRETTY_NAME=".count).filter { $0 != "\"" } ?? "Linux"
        let load = text(of: "/proc/loadavg").split(separator: " ").first ?? "not known"
        print("\(ProcessInfo.processInfo.activeProcessorCount) cores (\(model)), \(system), load \(load).")
        print(try Peer.run("versions.py", [try Program.variable("HERBARIUM"), try Program.variable("CELERY_PYTHON")]))
    }

    private static func text(of path: String) -> String { (try? String(contentsOfFile: path, encoding: .utf8)) ?? "" }
}
