import Celery
import Synchronization

/// What failures have in common, by their group: several pages tell it, and it takes a look at thousands of tasks.
final class TraitMemory: Sendable {
    private let known = Mutex<[[String]: [CommonTrait]]>([:])

    /// What is known of a group, or what `find` finds, which is then kept.
    func of(_ group: FailureGroup, find: () -> [CommonTrait]) -> [CommonTrait] {
        let key = [group.id, group.name ?? ""]
        // Who asks for the same meanwhile waits for it.
        return known.withLock { known in
            if let traits = known[key] { return traits }
            let traits = find()
            known[key] = traits
            return traits
        }
    }
}
