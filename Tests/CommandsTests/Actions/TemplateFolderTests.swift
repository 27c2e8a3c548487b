import Foundation
import TestSupport
import Testing

@testable import Application
@testable import Commands
@testable import Configuration

/// What a folder of templates may hold: its own regular files, and links to them.
struct TemplateFolderTests {
    private let errors = Recorder()

    private func check(_ folder: TemporaryFolder) async -> RunStatus {
        await Program.run(arguments: ["templates", "check", folder.path + "/theme"], in: .test(errors: errors))
    }

    private func theme(_ link: String, to target: String) throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        let place = URL(filePath: folder.path + "/theme/" + link)
        try FileManager.default.createDirectory(
            at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(
            atPath: place.path(percentEncoded: false), withDestinationPath: target)
        return folder
    }

    @Test(arguments: ["index.html", "partials/mark.html", "assets/secret.txt", "assets/site.css"])
    func refusesALinkThatLeadsOut(name: String) async throws {
        let folder = try theme(name, to: "/etc/hostname")
        #expect(await check(folder) == .failed)
        #expect(
            errors.text.contains("theme/\(name)': a link that leads out of the folder of templates"), "\(errors.text)")
        let status = await Program.run(
            arguments: ["demo", "--templates", folder.path + "/theme", "--output", folder.path + "/site"],
            in: .test(errors: errors))
        #expect(status == .failed && !FileManager.default.fileExists(atPath: folder.path + "/site/index.html"))
    }

    @Test(arguments: ["page.html", "row.html"])
    func refusesToRenderALinkThatLeadsOut(name: String) async throws {
        let folder = try theme(name, to: "../secret.html")
        _ = try folder.write("hunter2", to: "secret.html")
        _ = try folder.write("{}", to: "data.json")
        if name != "page.html" { _ = try folder.write("{{>row}}", to: "theme/page.html") }
        let output = Recorder()
        let arguments = [
            "templates", "render", folder.path + "/theme/page.html", "--data", folder.path + "/data.json",
        ]
        #expect(await Program.run(arguments: arguments, in: .test(output: output, errors: errors)) == .failed)
        #expect(output.text.isEmpty)
        #expect(
            errors.text.contains("theme/\(name)': a link that leads out of the folder of templates"), "\(errors.text)")
    }

    @Test func refusesALinkToAFolderOutside() async throws {
        let folder = try theme("assets", to: "/etc")
        #expect(await check(folder) == .failed)
        #expect(errors.text.contains("theme/assets': a link that leads out"), "\(errors.text)")
    }

    @Test func refusesWhatIsNoRegularFile() async throws {
        let folder = try theme("index.html", to: "/dev/zero")
        #expect(await check(folder) == .failed)
        #expect(errors.text.contains("not a regular file"))
    }

    @Test func refusesALinkThatLeadsNowhere() async throws {
        let folder = try theme("index.html", to: "none.html")
        #expect(await check(folder) == .failed)
        #expect(errors.text.contains("theme/index.html': no such file"))
    }

    @Test func takesALinkWithinTheFolder() async throws {
        let folder = try theme("partials/mark.html", to: "../own.html")
        _ = try folder.write("<b>{{symbol}}</b>", to: "theme/own.html")
        let status = await check(folder)
        #expect(!errors.text.contains("link"), "\(status) \(errors.text)")
    }

    @Test func warnsOfAPageWithoutAPolicy() async throws {
        let folder = try TemporaryFolder()
        try FileManager.default.createDirectory(atPath: folder.path + "/theme", withIntermediateDirectories: true)
        _ = try folder.write("<!doctype html><title>x</title>", to: "theme/failures.html")
        #expect(await check(folder) == .done)
        #expect(errors.text.contains("theme/failures.html: the page has no Content-Security-Policy"), "\(errors.text)")
        #expect(errors.text.components(separatedBy: "\n").count == 2)
    }

    @Test func refusesTagsWhereTextWouldComeAlive() async throws {
        let folder = try TemporaryFolder()
        try FileManager.default.createDirectory(atPath: folder.path + "/theme", withIntermediateDirectories: true)
        _ = try folder.write("<a href={{frame.title}}>", to: "theme/failures.html")
        #expect(await check(folder) == .failed)
        #expect(
            errors.text.contains("failures.html:1:9: 'frame.title' stands as a value without quotes"), "\(errors.text)")
    }
}
