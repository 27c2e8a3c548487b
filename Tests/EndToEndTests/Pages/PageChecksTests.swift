import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// The pages as all their readers have them: in a browser, without a mouse, without scripts, by a screen reader.
    @Suite(.timeLimit(.minutes(60)), .load(2, about: 120))
    struct PageChecksTests {
        /// Two pages of tasks: enough to search, little enough to look at all of it.
        private static let site = Task { try await PageCheck.site("smaller", tasks: 1_200) }

        @Test func areReadWhereverTheyAreOpened() async throws {
            try await PageCheck.expectNone("readable", Self.site.value("site"))
        }

        @Test func haveNoColumnThatIsCutOnOrdinaryScreens() async throws {
            try await PageCheck.expectNone("fitting", Self.site.value("site"))
        }

        @Test func letTasksBeSearchedByTheKeyboardAlone() async throws {
            let site = try await Self.site.value("site")
            try await PageCheck.expectNone("tasks", site)
            try await PageCheck.expectNone("rows", site)
        }

        @Test func leadFromEachCountToAsManyRows() async throws {
            try await PageCheck.expectNone("counts", DemoSite.shared.path)
        }

        @Test func haveRoomForALargeClusterAtEveryWidth() async throws {
            let site = try await PageCheck.site("crowded", tasks: 300)
            try await PageCheck.expectNone("crowded", site("site"))
        }

        @Test func haveNothingThatAxeObjectsTo() async throws {
            try await PageCheck.expectNone("accessible", Self.site.value("site"))
        }

        @Test func areTheSameWhateverTheClusterSays() async throws {
            for rotation in [0, 6, 12] {
                let harmless = try await PageCheck.site("harmless", tasks: 60, rotation: rotation)
                let hostile = try await PageCheck.site("hostile", tasks: 60, rotation: rotation)
                try await PageCheck.expectNone("same", harmless("site"), hostile("site"))
                try await PageCheck.expectNone("rows", hostile("site"))
                guard rotation == 0 else { continue }
                try await PageCheck.expectNone("readable", hostile("site"))
                try await PageCheck.expectNone("valid", hostile("site"), Self.site.value("site"))
            }
        }

        @Test func wouldBeFoundOutOtherwise() async throws {
            let (good, bad) = (try TemporaryFolder(), try TemporaryFolder())
            let words = (0..<20).map { "<p>word \($0)</p>" }.joined()
            try page("<table id=\"tasks\"></table>\(words)").write(to: URL(filePath: good("tasks.html")))
            try page("<p id=\"a\"></p><p id=\"a\" hidden>hidden</p><img src=\"http://127.0.0.1:9/x.png\">\(words)")
                .write(to: URL(filePath: bad("tasks.html")))
            for command in ["readable", "accessible", "valid"] {
                #expect(try await !PageCheck.mistakes(command, [bad.path]).isEmpty, "\(command)")
            }
            let wide = try TemporaryFolder()
            let cell =
                "<div style=\"width: 40em; overflow: auto\"><table><tr><td style=\"min-width: 60em\">x</table></div>"
            try page(cell).write(to: URL(filePath: wide("tasks.html")))
            #expect(try await !PageCheck.mistakes("fitting", [wide.path]).isEmpty)
            #expect(try await !PageCheck.mistakes("counts", [good.path]).isEmpty)
            let (crowd, long) = (try TemporaryFolder(), String(repeating: "word ", count: 400))
            try page(
                "<main><p style=\"margin-bottom: -3em\">one line</p><p>another</p><p style=\"white-space: nowrap\">\(long)</p></main>"
            )
            .write(to: URL(filePath: crowd("tasks.html")))
            let mistakes = try await PageCheck.mistakes("crowded", [crowd.path])
            #expect(mistakes.contains { $0.contains("lies upon") } && mistakes.contains { $0.contains("is cut at") })
            #expect(try await !PageCheck.mistakes("same", [good.path, bad.path]).isEmpty)
        }

        private func page(_ body: String) -> Data {
            Data("<!doctype html><html lang=\"en\"><title>t</title><body>\(body)</body></html>".utf8)
        }
    }
}
