import Foundation
import Site
import Templating
import TestSupport
import Testing

struct BuiltInTemplatesTests {
    private var folder: URL {
        URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../Templates").standardizedFileURL
    }

    @Test func areTheFilesOfTheFolder() throws {
        let enumerator = try #require(
            FileManager.default.enumerator(at: folder, includingPropertiesForKeys: [.isRegularFileKey]))
        var onDisk: [String: [UInt8]] = [:]
        for case let url as URL in enumerator
        where try url.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true {
            let name = String(url.standardizedFileURL.path.dropFirst(folder.path.count).drop { $0 == "/" })
            if name != "README.md" { onDisk[name] = Array(try Data(contentsOf: url)) }
        }
        let embedded = Dictionary(uniqueKeysWithValues: BuiltInTemplates.all.map { ($0.name, $0.text) })
        #expect(Set(embedded.keys) == Set(onDisk.keys), "run Tests/Support/embed-templates")
        #expect(onDisk.filter { embedded[$0.key] != $0.value }.keys.sorted() == [])
    }

    @Test func haveNoMistake() {
        #expect(SiteBuilder.mistakes(in: BuiltInTemplates.all).map(\.description) == [])
    }

    @Test func giveWayToAUsersOwn() throws {
        let own = TemplateSource(name: "partials/label.html", text: Array("<p>{{colected.full}}</p>".utf8))
        let mistakes = SiteBuilder.mistakes(in: BuiltInTemplates.all + [own])
        #expect(
            mistakes.map(\.description) == [
                "partials/label.html:1:4: unknown name 'colected.full'; did you mean 'collected'?"
            ])
        #expect(throws: SiteError.self) { try SiteBuilder(templates: BuiltInTemplates.all + [own]) }
    }

    @Test func stayWithinTheRoomForAssets() {
        let assets = BuiltInTemplates.all.filter { BuiltInTemplates.isAsset($0.name) }
        func size(_ prefix: String) -> Int {
            assets.filter { $0.name.hasPrefix(prefix) }.reduce(0) { $0 + $1.text.count }
        }
        let (all, seal, overview) = (size(""), size("assets/sealed."), size("assets/overview."))
        #expect(seal > 0 && seal < 20_000 && overview > 0 && overview < 10_000 && all - seal - overview < 80_000)
    }

    @Test func areAllDeclared() {
        let names = Set(BuiltInTemplates.all.map(\.name))
        for page in PageDeclaration.all {
            #expect(names.contains(page.template), "\(page.template)")
            #expect(page.record.outline().allSatisfy { !$0.declaration.meaning.isEmpty })
        }
        let text = BuiltInTemplates.all.map { String(decoding: $0.text, as: UTF8.self) }.joined()
        let undeclared = names.subtracting(PageDeclaration.all.map(\.template)).filter { name in
            let stem = name.prefix { $0 != "." }
            let isIncluded = text.contains("{{> \(stem)}}") || text.contains("{{<\(stem)}}")
            return !isIncluded && !name.hasPrefix("languages/") && !BuiltInTemplates.isAsset(name)
        }
        #expect(undeclared == [], "PageDeclaration and all templates lack it")
    }
}
