package import Testing

/// Lets the tests of a suite, and of all suites in it, run side by side as far as the machine bears it.
///
/// A serialized suite takes its share of the machine as one, of any other each test for itself; how much, and about for
/// how long, `load(_:about:)` says. What has waited for a share is not part of a time limit.
package struct Lanes: SuiteTrait, TestTrait, TestScoping {
    @TaskLocal private static var isInside = false

    /// So that suites which are added later are lanes too.
    package var isRecursive: Bool { true }

    /// Each suite and each function once, whatever its arguments are.
    package func scopeProvider(for test: Test, testCase: Test.Case?) -> Self? {
        guard testCase == nil else { return nil }
        return !test.isSuite || test.traits.contains { $0 is ParallelizationTrait } ? self : nil
    }

    /// Waits for a share of the machine.
    package func provideScope(
        for test: Test, testCase: Test.Case?, performing function: @concurrent @Sendable () async throws -> Void
    ) async throws {
        guard !Self.isInside else { return try await function() }
        let load = test.traits.compactMap { $0 as? Load }.last ?? Load(share: 1, seconds: 30)
        let name = test.id.nameComponents.suffix(test.isSuite ? 1 : 2).joined(separator: ".")
        // Else whatever it does next would wait behind all tests that only compute, of which hundreds begin at once.
        withUnsafeCurrentTask { task in
            task?.escalatePriority(to: .high)
        }
        try await Machine.shared.run(name, load: load.share, about: load.seconds) {
            try await Self.$isInside.withValue(true, operation: function)
        }
    }
}

/// How much of the machine a test takes, and about for how many seconds.
package struct Load: SuiteTrait, TestTrait {
    let share: Int
    let seconds: Int

    /// For every test of a suite that isn't serialized.
    package var isRecursive: Bool { true }
}

extension Trait where Self == Lanes {
    /// Lets what is in it run side by side as far as the machine bears it.
    package static var lanes: Lanes { Lanes() }
}

extension Trait where Self == Load {
    /// Takes so much of the machine: 1 for what mostly waits, 2 for what works, 0 for what only looks at what others
    /// do.
    package static func load(_ share: Int, about seconds: Int) -> Load { Load(share: share, seconds: seconds) }

    /// Takes all of the machine, after everything else.
    package static var alone: Load { Load(share: .max, seconds: 0) }
}
