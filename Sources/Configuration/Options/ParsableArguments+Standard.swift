package import ArgumentParser

extension ParsableArguments {
    /// These options where nothing is given.
    package static func standard() throws -> Self { try parse([]) }
}
