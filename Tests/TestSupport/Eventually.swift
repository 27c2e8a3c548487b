package import Testing

/// Returns once something is so; if it isn't within `patience`, that is an issue.
///
/// The patience is for what went wrong, and generous: a machine may be busy with other things.
package func eventually(
    within patience: Duration = .seconds(60), sourceLocation: SourceLocation = #_sourceLocation,
    _ condition: () async throws -> Bool
) async throws {
    let end = ContinuousClock.now + patience
    repeat {
        if try await condition() { return }
        try await Task.sleep(for: .milliseconds(50))
    } while ContinuousClock.now < end
    Issue.record("it never came to be", sourceLocation: sourceLocation)
}
