/// Where the value of an option stands.
package enum Place: Equatable, Sendable {
    /// On the command line, by its option's name.
    case commandLine(String)
    /// In a variable of the environment.
    case environment(String)
    /// In a configuration file; lines count from 1.
    case file(String, line: Int)
}

extension Place: CustomStringConvertible {
    /// The beginning of a message: `--listen`, `HERBARIUM_LISTEN`, `herbarium.yaml:3`.
    package var description: String {
        switch self {
        case .commandLine(let name): "--\(name)"
        case .environment(let name): name
        case .file(let path, let line): "\(path):\(line)"
        }
    }
}
