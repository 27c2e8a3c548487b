import Synchronization

/// What was told before; a bounded number of texts.
final class CatalogueMemory: Sendable {
    private static let most = 20_000
    private let texts = Mutex<[String: String?]>([:])

    /// What a text was told as; `nil` within where nothing is said for it.
    func translation(of text: String) -> String?? { texts.withLock { $0[text] } }

    func keep(_ translation: String?, for text: String) {
        texts.withLock { if $0.count < Self.most { $0[text] = .some(translation) } }
    }
}

/// Notes what is asked of a catalogue, for tests: which entries are used, and which messages have none.
package final class CatalogueRecorder: Sendable {
    private let notes = Mutex<(used: Set<String>, missing: Set<String>)>(([], []))

    /// Begins with nothing.
    package init() {}

    /// The messages of entries that were asked for.
    package var used: Set<String> { notes.withLock { $0.used } }

    /// The messages that no entry is there for.
    package var missing: Set<String> { notes.withLock { $0.missing } }

    func note(used keys: Set<String>) { notes.withLock { $0.used.formUnion(keys) } }

    func note(missing text: String) { notes.withLock { _ = $0.missing.insert(text) } }
}
