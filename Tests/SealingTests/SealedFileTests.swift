import TestSupport
import Testing

@testable import Sealing

struct SealedFileTests {
    private let key = SiteKey()

    private func seal(_ stretches: [[UInt8]], path: String = "tasks.html", piece: Int = 96) -> [UInt8] {
        var sealed: [UInt8] = []
        SealedFile.seal(
            path: path, by: key, inPiecesOf: piece,
            { reader in for stretch in stretches { stretch.withUnsafeBufferPointer(reader) } },
            to: { sealed += $0 })
        return sealed
    }

    private func open(_ sealed: [UInt8], path: String = "tasks.html", by key: SiteKey? = nil) throws -> [UInt8] {
        var plain: [UInt8] = []
        try sealed.withUnsafeBufferPointer { sealed throws(SealError) in
            try SealedFile.open(sealed, path: path, by: key ?? self.key) { plain += $0 }
        }
        return plain
    }

    /// Bytes of which hardly two stretches are alike.
    private func random(_ count: Int) -> [UInt8] {
        var random = SeededGenerator(seed: UInt64(count))
        let some = (0..<1_021).map { _ in UInt8.random(in: 0...255, using: &random) }
        return Array(Array(repeatElement(some, count: count / some.count + 1)).joined().prefix(count))
    }

    @Test(arguments: [[], [0], [1], [5, 0, 7], [96], [97], [95, 2], [96, 96], [96, 1], [1, 96], [300, 7, 1_000]])
    func givesBackWhatWasSealed(sizes: [Int]) throws {
        let stretches = sizes.map(random)
        let sealed = seal(stretches)
        #expect(try open(sealed) == Array(stretches.joined()))
        let pieces = max(1, (sizes.reduce(0, +) + 95) / 96)
        #expect(sealed.split(separator: UInt8(ascii: "\n")).count == pieces + 3, "a line for each piece and the head")
        #expect(String(decoding: sealed.prefix(18), as: UTF8.self) == "herbariumSealed([\n")
    }

    @Test func cutsALongFileIntoPiecesOfItsOwnLength() throws {
        let plain = random(SealedFile.piece + 1)
        var (sealed, lengths) = ([UInt8](), [Int]())
        SealedFile.seal(
            path: "a", by: key, { plain.withUnsafeBufferPointer($0) },
            to: {
                sealed += $0
                lengths.append($0.count)
            })
        #expect(lengths.contains((SealedFile.piece + 16) / 3 * 4), "no digit stands for nothing")
        #expect(try open(sealed, path: "a") == plain)
    }

    @Test func sealsEachTimeInAnotherWay() {
        let (one, other) = (seal([[1, 2, 3]]), seal([[1, 2, 3]]))
        #expect(one != other && one.count == other.count)
        #expect(SiteKey() != SiteKey())
    }

    @Test func noticesAnyByteThatChanged() throws {
        let sealed = seal([Array("to be read by two".utf8)])
        for place in sealed.indices {
            for change: UInt8 in [1, 0x80, 0x20] {
                var changed = sealed
                changed[place] ^= change
                #expect(throws: SealError.changed("tasks.html"), "\(place)") { _ = try open(changed) }
            }
            #expect(throws: SealError.changed("tasks.html")) { _ = try open(Array(sealed[..<place])) }
            #expect(throws: SealError.changed("tasks.html")) {
                _ = try open(sealed[..<place] + [UInt8(ascii: " ")] + sealed[place...])
            }
        }
    }

    @Test func noticesPiecesThatAreLeftOutOrMoved() throws {
        let sealed = seal([random(2 * 96 + 9)])
        let lines = sealed.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map(Array.init)
        #expect(lines.count == 7, "a beginning, a head, three pieces, an end, and nothing behind it")
        func file(_ order: [Int]) -> [UInt8] {
            let texts = order.map { lines[$0].filter { $0 != UInt8(ascii: ",") } }
            let body = Array(texts.joined(separator: Array(",\n".utf8)))
            return lines[0] + [10] + body + [10] + lines[5] + [10]
        }
        #expect(try open(file([1, 2, 3, 4])).count == 2 * 96 + 9)
        for order in [[1, 3, 2, 4], [1, 2, 3], [1, 2, 4], [1, 2, 3, 3, 4], [1, 2, 3, 4, 4], [1], [2, 3, 4], []] {
            #expect(throws: SealError.changed("tasks.html"), "\(order)") { _ = try open(file(order)) }
        }
    }

    @Test func opensInItsPlaceAndByItsKeyAlone() throws {
        let sealed = seal([[1]])
        #expect(throws: SealError.changed("index.html")) { _ = try open(sealed, path: "index.html") }
        #expect(throws: SealError.changed("tasks.html")) { _ = try open(sealed, by: SiteKey()) }
    }

    @Test func namesTellNothing() {
        let paths = ["index.html", "workers/celery-w1-host.html", "", "a", "index.htm"]
        let names = paths.map(key.name)
        #expect(Set(names).count == paths.count && names == paths.map(key.name))
        #expect(names.allSatisfy { $0.count == 32 && $0.allSatisfy { "0123456789abcdef".contains($0) } })
        #expect(names != paths.map(SiteKey().name))
    }
}
