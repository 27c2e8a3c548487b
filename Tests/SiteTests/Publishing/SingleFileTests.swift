import Foundation
import Site
import TestSupport
import Testing

struct SingleFileTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    @Test func replacesAFileInOneStepAndKeepsItsPermissions() throws {
        try Publisher.write(Array("a".utf8), to: folder("report.html"))
        #expect(try folder.mode("report.html") == 0o644)
        #expect(chmod(folder("report.html"), 0o600) == 0)
        #expect(link(folder("report.html"), folder("mine.html")) == 0)
        try Publisher.write(Array("b".utf8), to: folder("report.html"))
        #expect(try folder.text("report.html") == "b")
        #expect(try folder.text("mine.html") == "a")
        #expect(try folder.mode("report.html") == 0o600)
        #expect(try folder.names() == ["mine.html", "report.html"])
    }

    @Test func leavesAnEqualFileUntouched() throws {
        try Publisher.write(Array("a".utf8), to: folder("report.html"))
        let number = try folder.number("report.html")
        try Publisher.write(Array("a".utf8), to: folder("report.html"))
        #expect(try folder.number("report.html") == number)
    }

    @Test func followsALink() throws {
        try folder.write("a", to: "real.html")
        #expect(symlink("real.html", folder("report.html")) == 0)
        try Publisher.write(Array("b".utf8), to: folder("report.html"))
        #expect(try folder.text("real.html") == "b")
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: folder("report.html")) == "real.html")
    }

    @Test func writesToADeviceWithoutReplacingIt() throws {
        try Publisher.write(Array("a".utf8), to: "/dev/null")
        var status = stat()
        #expect(stat("/dev/null", &status) == 0 && status.st_mode & S_IFMT == S_IFCHR)
        let error = #expect(throws: PublishError.self) { try Publisher.write(Array("a".utf8), to: "/dev/full") }
        #expect(error?.description == "cannot write '/dev/full': no space left on device")
    }

    @Test func saysWhatIsInTheWay() throws {
        let nowhere = #expect(throws: PublishError.self) { try Publisher.write([], to: folder("a/b.html")) }
        #expect(nowhere?.description == "cannot create '\(folder("a/b.html"))': no such file or directory")
        let aFolder = #expect(throws: PublishError.self) { try Publisher.write([], to: folder.path) }
        #expect(aFolder?.description == "cannot write '\(folder.path)': is a directory")
    }

    @Test func sweepsWhatAKilledRunLeft() throws {
        try folder.write("half", to: ".report.html.herbarium-abc123")
        try folder.write("mine", to: ".report.html.herbarium-mine")
        try Publisher.write(Array("a".utf8), to: folder("report.html"))
        #expect(try folder.names() == [".report.html.herbarium-mine", "report.html"])
    }
}
