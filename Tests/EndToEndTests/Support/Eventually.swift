import Testing

/// Returns once something is so; if it isn't within `patience`, that is an issue.
func eventually(
    within patience: Duration = .seconds(5), sourceLocation: SourceLocation = #_sourceLocation,
    _ condition: () async throws -> Bool
) async throws {
    let end = ContinuousClock.now + patience
    repeat {
        if try await condition() { return }
        try await Task.sleep(for: .milliseconds(50))
    } while ContinuousClock.now < end
    Issue.record("it never came to be", sourceLocation: sourceLocation)
}
