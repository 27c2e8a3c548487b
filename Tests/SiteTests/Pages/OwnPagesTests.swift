import Report
import Site
import Templating
import Testing

/// What a theme adds: assets with names, and pages.
struct OwnPagesTests {
    private func source(_ name: String, _ text: String) -> TemplateSource {
        TemplateSource(name: name, text: Array(text.utf8))
    }

    private func files(_ own: TemplateSource...) throws -> [String: String] {
        let builder = try SiteBuilder(templates: BuiltInTemplates.all + own)
        let files = try builder.files(for: SampleSnapshot(taskCount: 3).snapshot, zone: .utc)
        return Dictionary(
            uniqueKeysWithValues: files.map { ($0.path, String(decoding: $0.bytes, as: UTF8.self)) })
    }

    private func mistakes(_ own: TemplateSource...) -> [String] {
        SiteBuilder.mistakes(in: BuiltInTemplates.all + own).map(\.description)
    }

    @Test func linkToAssetsByTheNameThatTheyHaveInTheFolder() throws {
        let page =
            "{{<layout}}{{$content}}<img src=\"{{frame.root}}{{assets/our+logo.svg}}\" alt=\"\">{{/content}}{{/layout}}"
        let files = try files(source("worker.html", page), source("assets/our+logo.svg", "<svg/>"))
        let asset = try #require(files.keys.first { $0.hasPrefix("assets/our+logo-") && $0.hasSuffix(".svg") })
        let worker = try #require(files["workers/celery@mail-1.html"])
        #expect(worker.contains("src=\"../\(asset.replacing("+", with: "%2B"))\""))
    }

    @Test func areToldOfAnAssetThatIsMissing() {
        let page = source("pages/help.html", "<p>\n<img src=\"{{assets/logo.svg}}\" alt=\"\">")
        #expect(
            mistakes(page, source("assets/logos.svg", "")) == [
                "pages/help.html:2:11: no asset 'assets/logo.svg'; did you mean 'assets/logos.svg'?"
            ])
        #expect(mistakes(source("index.md", "{{assets/site.css}}")).isEmpty)
        // The password's page is no place for others.
        #expect(mistakes(source("index.md", "{{assets/sealed.js}}")).count == 1)
    }

    @Test func areBuiltAndListed() throws {
        let page = "{{<layout}}{{$content}}<p id=\"own\">{{workers.online_text}}</p>{{/content}}{{/layout}}"
        let files = try files(source("pages/on-call.html", page))
        let own = try #require(files["on-call.html"])
        #expect(own.contains("<p id=\"own\">3 online</p>") || own.contains(" online</p>"))
        #expect(own.contains("<a href=\"on-call.html\" aria-current=\"page\">On call</a>"))
        #expect(try #require(files["index.html"]).contains("<a href=\"on-call.html\">On call</a>"))
        #expect(try #require(files["workers/celery@mail-1.html"]).contains("<a href=\"../on-call.html\">On call</a>"))
    }

    @Test(arguments: ["index.html", "tasks.html", "report.html", "tasks-2.html"])
    func takeNoOthersPlace(path: String) {
        #expect(
            mistakes(source("pages/\(path)", "x")).count { $0.contains("the site has a page '\(path)' already") } == 1)
    }

    @Test func haveTheirNamesChecked() {
        #expect(
            mistakes(source("pages/own.html", "{{frame.titel}}")) == [
                "pages/own.html:1:1: unknown name 'frame.titel'; did you mean 'frame.title'?"
            ])
        #expect(mistakes(source("pages/deeper/own.html", "{{nothing}}")).isEmpty)
        #expect(
            SiteBuilder.unprotected(in: BuiltInTemplates.all + [source("pages/own.html", "<p>")]) == ["pages/own.html"])
    }
}
