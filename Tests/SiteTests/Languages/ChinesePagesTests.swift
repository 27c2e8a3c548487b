import Templating
import Testing

@testable import Celery
@testable import Report
@testable import Site

struct ChinesePagesTests {
    private static let catalogue = Catalogue(
        BuiltInTemplates.all.filter { $0.name == Language.chinese.catalogue }, of: "zh-Hans",
        recorder: ChineseSites.recorder)

    @Test func canBeReadWhole() {
        #expect(Self.catalogue.mistakes.map(\.description) == [])
        #expect(Self.catalogue.keys.count > 800)
    }

    /// Pages of a cluster with everything, of hostile ones, of those of which nothing is known, and of several.
    @Test func haveNoEnglishWord() throws {
        let files = try ChineseSites.made.get()
        #expect(files.count > 100)
        let found = files.sorted { $0.key < $1.key }.flatMap { EnglishWords.found(in: $1, of: $0) }
        #expect(found == [])
    }

    /// Whatever templates, scripts and values ask for, the catalogue has.
    @Test func haveAnEntryForEveryMessage() throws {
        _ = try ChineseSites.made.get()
        #expect(ChineseSites.recorder.missing.filter { !EnglishWords.words(in: $0).isEmpty }.sorted() == [])
    }

    @Test func sayThatTheyAreChinese() throws {
        let files = try ChineseSites.made.get()
        for (path, text) in files {
            if path.hasSuffix(".html") { #expect(text.contains("<html lang=\"zh-Hans\">"), "\(path)") }
            if path.hasSuffix(".svg"), !path.contains("/assets/") {
                #expect(text.contains(" lang=\"zh-Hans\""), "\(path)")
            }
            if path.hasSuffix(".atom") { #expect(text.contains(" xml:lang=\"zh-Hans\""), "\(path)") }
        }
        let tasks = try #require(files["whole/tasks.html"])
        #expect(tasks.contains("<th scope=\"col\" class=\"l\" data-key=\"name\">名称"))
    }

    /// The English site is another only in what it says.
    @Test func leaveTheDataAsItIs() throws {
        let snapshot = SampleSnapshot(taskCount: 8).snapshot
        let chinese = try SiteBuilder.builtInChinese.get().files(for: snapshot, zone: .utc)
        let told = Dictionary(uniqueKeysWithValues: chinese.map { ($0.path, $0) })
        let english = try SiteBuilder.builtIn.get().files(for: snapshot, zone: .utc)
        for file in english where file.path.hasPrefix("data/") {
            #expect(told[file.path]?.bytes == file.bytes, "\(file.path)")
        }
        #expect(Set(english.map(\.path)).subtracting(told.keys).allSatisfy { $0.hasPrefix("assets/") })
    }

    @Test(arguments: ["report.md", "feed.atom", "charts/queues.svg"])
    func lookAsRecorded(page: String) throws {
        let text = try #require(try ChineseSites.made.get()["whole/\(page)"])
        let plain = text.replacing(/assets\/([a-z]+)-[0-9a-f]{10}/) { "assets/\($0.1)-0" }
        try expectGolden(Array(plain.utf8), page.split(separator: "/").last.map(String.init) ?? page)
    }

    @Test(arguments: ChineseFindings.all { $0 }) func tellEachFinding(finding: Finding) {
        let told = Self.catalogue.told(finding.message)
        #expect(EnglishWords.words(in: told.words) == [], "\(finding.message.text)")
        let names = { (phrase: Phrase) in
            phrase.parts.compactMap { part -> String? in
                switch part {
                case .words: nil
                case .name(let text), .place(let text), .quote(let text), .unparted(let text): text
                case .time(let time): time.iso8601
                }
            }.sorted()
        }
        #expect(names(told) == names(finding.message))
    }

    /// What no page asks for, and what nothing in the sources says, is no entry.
    @Test func haveNoEntryThatNothingAsksFor() throws {
        _ = try ChineseSites.made.get()
        let unused = Set(Self.catalogue.keys).subtracting(ChineseSites.recorder.used)
        let sources = try SourceWords()
        #expect(unused.flatMap { key in sources.missing(of: key).map { "\($0) of \(key)" } }.sorted() == [])
    }

    /// No entry differs from another only by the case of its first letter: the one in small letters does for both.
    @Test func haveNoEntryTwice() {
        let entries = Self.catalogue.exact
        let twice = entries.keys.filter { key in
            guard let first = key.first, first.isUppercase else { return false }
            return entries[first.lowercased() + key.dropFirst()] == entries[key]
        }
        #expect(twice.sorted() == [])
    }
}

extension Phrase {
    /// The words of ours alone.
    fileprivate var words: String {
        parts.map { if case .words(let words) = $0 { words } else { " " } }.joined()
    }
}
