package import Celery
import Configuration
package import History
import Logging

extension CommandError {
    /// Whether other files may be read nevertheless.
    fileprivate var isOfOneFile: Bool {
        if case .stopped = self { return false }
        return status == .failed
    }
}

/// Adds files to a history: while one batch is stored, the next is decoded.
package struct ImportJob {
    /// How many lines held no event that could be read.
    package private(set) var badLines = 0
    /// How many files could not be read, or not to their end.
    package private(set) var badFiles = 0
    private var writer: HistoryWriter
    private let store: HistoryStore
    private let privacy: Privacy
    private let console: Console
    private var receipt = HistoryReceipt()
    /// How many of the events that were read are of workers: they are kept as far as they tell something new.
    private var workerEvents = 0
    /// What is being stored.
    private var stored: Task<HistoryReceipt, any Error>?

    /// So many events, or so much text of them, are gathered before they are stored.
    private static let commitSize = (events: 75_000, bytes: 40_000_000)

    package init(writer: HistoryWriter, committer: HistoryCommitter, privacy: Privacy, console: Console) {
        self.writer = writer
        store = HistoryStore(committer)
        self.privacy = privacy
        self.console = console
    }

    /// Adds a file, but for what waits; of one that can't be read to its end, what could be.
    package mutating func add(_ path: String) async throws {
        do {
            var file = try EventFile(path: path, privacy: privacy)
            while try await !gather(&file, path) {
                try Task.checkCancellation()
                try await store(writer.takeFinished())
            }
            console.progress.clear()
            guard let flaw = file.flaw else { return }
            badFiles += 1
            console.fail(CommandError.unreadable(path: path, reason: flaw))
        } catch let error as CommandError where error.isOfOneFile {
            console.progress.clear()
            badFiles += 1
            console.fail(error)
        } catch {
            try await settle()
            throw error
        }
    }

    /// Stores what waits.
    package mutating func finish() async throws {
        try await store(writer.takeAll())
        try await settle()
    }

    /// Begins to store a batch, once the one before is stored.
    private mutating func store(_ batch: consuming HistoryBatch) async throws {
        try await settle()
        let former = await store.exchange(for: batch)
        stored = Task { [store] in try await store.commit() }
        withExtendedLifetime(former) {}
    }

    private mutating func settle() async throws {
        let stored = stored
        self.stored = nil
        if let stored { receipt.add(try await stored.value) }
    }

    /// Decodes until there is enough for a batch; returns whether the file is at its end.
    private mutating func gather(_ file: inout EventFile, _ path: String) async throws -> Bool {
        let bar = file.share.map { "\(ProgressBar(share: $0)) " } ?? ""
        console.progress.show("\(bar)\(path), \(receipt.added) events added")
        var bytes = 0
        while writer.waitingEvents < Self.commitSize.events, bytes < Self.commitSize.bytes {
            try Task.checkCancellation()
            guard let part = try file.next() else { return true }
            bytes += part.bytes
            writer.add(part.events)
            workerEvents += part.events.count { if case .worker = $0 { true } else { false } }
            for span in part.watched { writer.addWatched(span, tolerance: KeptEvents.pause) }
            badLines += part.badLines
            for complaint in part.complaints { await console.diagnostics.add(.warning(complaint)) }
        }
        return false
    }

    /// Says what became of it.
    package func report() async {
        var parts = ["\(receipt.added) \(receipt.added == 1 ? "event" : "events") added"]
        if workerEvents > 0 {
            parts[0] = "\(receipt.added) \(receipt.added == 1 ? "event" : "events") of tasks added"
            parts.append("\(workerEvents) of workers read")
        }
        if receipt.repeated > 0 { parts.append("\(receipt.repeated) known before") }
        if receipt.refused > 0 {
            parts.append("\(receipt.refused) refused, since they are older than what is kept")
        }
        if receipt.lost > 0 { parts.append("\(receipt.lost) lost") }
        console.logger.notice("\(parts.joined(separator: ", "))")
        guard badLines > 0 else { return }
        await console.diagnostics.add(
            .warning(
                "\(badLines) \(badLines == 1 ? "line holds" : "lines hold") no event that can be read"))
    }
}
