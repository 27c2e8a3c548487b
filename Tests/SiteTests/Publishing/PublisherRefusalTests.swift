import Foundation
import TestSupport
import Testing

@testable import Site

struct PublisherRefusalTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    @Test(arguments: [Publisher.Mode.exchange, .inPlace])
    func refusesAFolderWithFilesOfOthers(mode: Publisher.Mode) throws {
        for name in ["notes/c.txt", "a.txt", "b.txt", "notes/d/e.txt", "z.txt"] {
            try folder.write("x", to: "site/" + name)
        }
        let output = folder("site")
        let error = #expect(throws: PublishError.self) {
            try Publisher(output: output, mode: mode).publish(rendered(["a.txt": "y"]))
        }
        #expect(
            error?.description == """
                cannot publish to '\(output)': it holds files that are not herbarium's \
                ('a.txt', 'b.txt', 'notes/c.txt' and more); choose another folder, or empty it
                """)
        #expect(try folder.text("site/a.txt") == "x")
        #expect(try folder.names() == ["site"])
    }

    @Test(arguments: [Publisher.Mode.exchange, .inPlace])
    func refusesALinkInPlaceOfAFileOfOurs(mode: Publisher.Mode) throws {
        let publisher = Publisher(output: folder("site"), mode: mode)
        try publisher.publish(rendered(["a.txt": "x"]))
        try folder.write("mine", to: "mine.txt")
        #expect(unlink(folder("site/a.txt")) == 0)
        #expect(symlink("../mine.txt", folder("site/a.txt")) == 0)
        #expect(throws: PublishError.foreignFiles(folder: folder("site"), names: ["a.txt"], areMore: false)) {
            try publisher.publish(rendered(["a.txt": "y"]))
        }
        #expect(try folder.text("mine.txt") == "mine")
    }

    @Test func refusesAFolderThatIsALinkToAnother() throws {
        try folder.write("mine", to: "elsewhere/mine.txt")
        let publisher = Publisher(output: folder("site"))
        try publisher.publish(rendered(["index.html": "x"]))
        #expect(symlink("../elsewhere", folder("site/workers")) == 0)
        #expect(throws: PublishError.foreignFiles(folder: folder("site"), names: ["workers"], areMore: false)) {
            try publisher.publish(rendered(["workers/mine.txt": "y"]))
        }
        #expect(try folder.text("elsewhere/mine.txt") == "mine")
    }

    @Test func refusesANameThatIsNoText() throws {
        try folder.write("x", to: "site/.keep")
        let name: [CChar] = folder("site/.a").utf8CString.dropLast() + [-1, 0]
        close(open(name, O_CREAT | O_WRONLY, 0o644))
        #expect(throws: PublishError.foreignFiles(folder: folder("site"), names: [".a\u{FFFD}"], areMore: false)) {
            try Publisher(output: folder("site")).publish([])
        }
        unlink(name)
    }

    @Test(arguments: ["{", #"{"schema":"herbarium.manifest/1","files":["../../x"],"kept":[]}"#])
    func refusesADamagedManifest(json: String) throws {
        try folder.write(json, to: "site/.herbarium-manifest.json")
        let error = #expect(throws: PublishError.self) { try Publisher(output: folder("site")).publish([]) }
        #expect(error?.description.hasPrefix("cannot read '\(folder("site"))/.herbarium-manifest.json': it ") == true)
    }

    @Test func refusesAnOutputThatIsAFile() throws {
        try folder.write("x", to: "site")
        #expect(throws: PublishError.notAFolder(folder("site"))) { try Publisher(output: folder("site")).publish([]) }
        let error = #expect(throws: PublishError.self) { try Publisher(output: folder("site/b/c")).publish([]) }
        #expect(error?.description == "cannot read '\(folder("site/b/c"))': not a directory")
        #expect(try folder.names() == ["site"])
    }

    @Test func refusesALinkThatGoesInCircles() throws {
        #expect(symlink("two", folder("one")) == 0)
        #expect(symlink("one", folder("two")) == 0)
        let error = #expect(throws: PublishError.self) { try Publisher(output: folder("one")).publish([]) }
        #expect(error?.description == "cannot read '\(folder("one"))': too many levels of symbolic links")
    }

    @Test(arguments: ["", "/", "//"])
    func refusesWhatIsNoPlaceForASite(output: String) throws {
        #expect(throws: PublishError.self) { try Publisher(output: output).publish([]) }
        #expect(throws: PublishError.self) { try Publisher(output: output, mode: .inPlace).publish([]) }
    }

    @Test func saysWhichFileHasTooLongAName() throws {
        let name = String(repeating: "x", count: 300)
        let error = #expect(throws: PublishError.self) {
            try Publisher(output: folder("site")).publish(rendered([name: "x"]))
        }
        #expect(error?.description == "cannot write '\(name)' for '\(folder("site"))': file name too long")
        #expect(try folder.names() == [])
    }

    @Test(arguments: ["archive/gone", "gone"])
    func saysWhichCarriedFileIsMissing(path: String) throws {
        let carried = try CarriedFile(from: "gone", to: path)
        for mode in [Publisher.Mode.exchange, .inPlace] {
            try Publisher(output: folder("site"), mode: mode).publish(rendered(["a": "x"]))
            let error = #expect(throws: PublishError.self) {
                try Publisher(output: folder("site"), mode: mode).publish(rendered(["a": "y"]), carrying: [carried])
            }
            #expect(error?.description == "cannot link 'gone' for '\(folder("site"))': no such file or directory")
            #expect(try folder.text("site/a") == "x")
            #expect(try folder.names("site") == [".herbarium-manifest.json", "a"])
        }
        #expect(try folder.names() == ["site"])
    }

    @Test(arguments: [Publisher.Mode.exchange, .inPlace])
    func refusesWhileAnotherRunIsAtIt(mode: Publisher.Mode) throws {
        let publisher = Publisher(output: folder("site"), mode: mode)
        try publisher.publish(rendered(["a": "x"]))
        let lock = try PublishLock(folder(".site.herbarium-lock"), to: .write, disk: Disk(output: "other"))
        let error = #expect(throws: PublishError.self) { try publisher.publish(rendered(["a": "y"])) }
        #expect(
            error?.description == "cannot publish to '\(folder("site"))': another herbarium run is publishing to it")
        #expect(try folder.text("site/a") == "x")
        lock.release()
        try publisher.publish(rendered(["a": "y"]))
        #expect(try folder.names() == ["site"])
    }
}
