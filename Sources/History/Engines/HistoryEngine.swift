/// What keeps a history: a file, or a server's database.
protocol HistoryEngine: Sendable {
    /// Where it is, without a password.
    var place: String { get }

    /// Reads in one transaction, which sees one state.
    func read<Value: Sendable>(_ body: (any HistoryDatabase) throws -> Value) throws(HistoryError) -> Value

    /// Writes in one transaction, as the only one who writes into this history.
    func write<Value: Sendable>(_ body: (any HistoryDatabase) throws -> Value) throws(HistoryError) -> Value

    /// Makes what has to be there before a batch can be written, such as the partitions that its times fall into.
    func makeRoom(for batch: HistoryBatch, keeping: HistoryWriter.Keeping) throws(HistoryError)

    /// Gets ready for more commits than there usually are.
    func expectMuch() throws(HistoryError)

    /// Tries to write, and takes it back.
    func rehearse() throws(HistoryError)

    /// The broker that the history belongs to, without credentials; `nil` where none is named yet.
    func owner() throws(HistoryError) -> String?

    /// The version of its tables, its bytes, and how many of them hold nothing any more; `nil` where others use them, too.
    func extent() throws(HistoryError) -> (version: Int, size: Int, free: Int?)

    /// What the engine itself finds wrong; nothing where it is sound.
    func flaws() throws(HistoryError) -> [String]

    /// Gives room back that nothing is in any more; returns whether it did.
    func shrink() throws(HistoryError) -> Bool

    /// Copies the history to a file, as it is at one moment.
    func backUp(to copy: String) throws(HistoryError)
}
