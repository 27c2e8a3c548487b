import Foundation
import TestSupport
import Testing

@testable import Site

/// What readers find while a run publishes, and after one was killed on the way.
struct PublisherCrashTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    @Test func leavesTheOldSiteOrTheNewWhenKilled() async throws {
        try Publisher(output: folder("site")).publish(generation(0))
        for round in 1...25 {
            await #expect(processExitsWith: .signal(SIGKILL)) {
                [output = folder("site") as String, round = round as Int] in
                die(in: round, of: 25)
                try publishForever(to: output, mode: .exchange, from: round * 10_000)
            }
            let files = try folder.files("site")
            #expect(try files == Manifest.files(of: folder("site")))
            let generations = try Set(files.filter { !$0.hasPrefix("assets/") }.map { try folder.text("site/" + $0) })
            #expect(generations.count == 1)
        }
        try Publisher(output: folder("site")).publish(generation(0))
        #expect(try folder.names() == ["site"])
    }

    @Test func goesOnAfterAnUpdateInPlaceWasKilled() async throws {
        let publisher = Publisher(output: folder("site"), mode: .inPlace)
        try publisher.publish(generation(0))
        for round in 1...15 {
            await #expect(processExitsWith: .signal(SIGKILL)) {
                [output = folder("site") as String, round = round as Int] in
                die(in: round, of: 15)
                try publishForever(to: output, mode: .inPlace, from: round * 10_000)
            }
            try publisher.publish(generation(round))
            let pages = try folder.files("site").filter { !$0.hasPrefix("assets/") }
            #expect(pages == (try generation(round).map(\.path).filter { !$0.hasPrefix("assets/") }.sorted()))
            #expect(try pages.allSatisfy { try folder.text("site/" + $0) == "\(round)" })
        }
        #expect(try folder.names() == ["site"])
        #expect(try folder.names("site").filter { $0.hasPrefix(".") } == [".herbarium-manifest.json"])
    }

    @Test func showsReadersNoMixture() async throws {
        let publisher = Publisher(output: folder("site"))
        try publisher.publish(generation(0))
        async let publishing: Void = publishOffThread(publisher, generations: 1...150)
        var newest = 0
        let deadline = ContinuousClock.now + .seconds(600)
        while newest < 150 {
            try #require(ContinuousClock.now < deadline)
            // The page that is read later may be newer, never older; neither may be missing.
            let first = try #require(Int(try folder.text("site/index.html")))
            let second = try #require(Int(try folder.text("site/zz.html")))
            #expect(newest <= first && first <= second)
            newest = second
            // Reading all the time, it would keep the other from publishing.
            try await Task.sleep(for: .milliseconds(1))
        }
        try await publishing
    }

    @Test func letsOneOfTwoRunsPublish() async throws {
        let publisher = Publisher(output: folder("site"))
        try publisher.publish(generation(0))
        let outcomes = await withTaskGroup(of: Bool.self) { group in
            for number in 1...40 {
                group.addTask { @concurrent in
                    do {
                        try publisher.publish(generation(number))
                        return true
                    } catch {
                        #expect(error as? PublishError == .busy(folder("site")))
                        return false
                    }
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(outcomes.contains(true))
        #expect(try folder.names() == ["site"])
    }
}

extension Manifest {
    /// The files that the manifest of a folder lists.
    static func files(of folder: String) throws -> [String] {
        let path = folder + "/" + name
        return try Manifest(parsing: Array(Data(contentsOf: URL(filePath: path))), path: path).files
    }
}

@concurrent
private func publishOffThread(_ publisher: Publisher, generations: ClosedRange<Int>) async throws {
    for number in generations { try publisher.publish(generation(number)) }
}

/// Ends this process within 20 milliseconds, a little later in every round.
private func die(in round: Int, of rounds: Int) {
    let delay = UInt32(20_000 * round / rounds)
    Thread.detachNewThread {
        usleep(delay)
        kill(getpid(), SIGKILL)
    }
}

private func publishForever(to output: String, mode: Publisher.Mode, from first: Int) throws {
    var number = first
    while true {
        try Publisher(output: output, mode: mode).publish(generation(number))
        number += 1
    }
}
