import Application
import Testing

@testable import History

struct HistoryAccountTests {
    /// Of a file it is known how much of it is free, of a database that others use, too, it isn't.
    @Test(arguments: [(0, "0 of them free"), (nil, "of all clusters in the database")] as [(Int?, String)])
    func tellsWhatIsFreeOnlyWhereThatIsKnown(free: Int?, words: String) {
        var info = HistoryInfo()
        (info.size, info.free) = (4096, free)
        #expect(HistoryAccount(path: "h", info: info).lines.contains("size: 4096 bytes, \(words)"))
    }
}
