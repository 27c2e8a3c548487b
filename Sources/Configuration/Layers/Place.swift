/// Where the value of an option stands.
package enum Place: Equatable, Sendable {
    /// On the command line, by its option's name.
    case commandLine(String)
    /// In a variable of the environment.
    case environment(String)
    /// In a configuration file; lines and columns count from 1.
    case file(String, line: Int, column: Int? = nil)
}

extension Place: CustomStringConvertible {
    /// The beginning of a message: `--listen`, `HERBARIUM_LISTEN`, `herbarium.yaml:3`.
    package var description: String {
        switch self {
        case .commandLine(let name): "--\(name)"
        case .environment(let name): name
        case .file(let path, let line, let column): "\(path):\(line)" + (column.map { ":\($0)" } ?? "")
        }
    }
}
