import TestSupport
import Testing

@testable import Commands
@testable import Configuration

struct TemplateCommandTests {
    private func run(_ arguments: String...) async -> (status: RunStatus, output: String, errors: String) {
        let (output, errors) = (Recorder(), Recorder())
        let status = await Program.run(
            arguments: ["templates"] + arguments, in: .test(output: output, errors: errors))
        return (status, output.text, errors.text)
    }

    @Test func listsEveryTemplateAndEveryName() async {
        let plain = await run("list")
        #expect(plain.status == .done)
        #expect(plain.output.contains("index.html"))
        let names = await run("list", "--names")
        #expect(names.output.contains("processed (record)"))
        #expect(names.errors.isEmpty)
    }

    @Test func listsTheNamesOfOneTemplateOrThoseThatHoldAText() async {
        let page = await run("list", "--names", "glossary.md")
        #expect(page.status == .done && page.output.hasPrefix("glossary.md: ") && !page.output.contains("index.html"))
        let some = await run("list", "--names", "task_script")
        #expect(some.output.contains("tasks.html: a page of tasks\n  frame.task_script (text): "))
        #expect(!some.output.contains("stylesheet"))
        let none = await run("list", "--names", "index.htlm")
        #expect(none.status == .usage && none.output.isEmpty)
        #expect(none.errors.contains("no template and no name 'index.htlm'; did you mean 'index.html'?"))
        #expect(await run("list", "index.html").status == .usage)
    }

    @Test func copiesTemplatesThatPassTheCheck() async throws {
        let folder = try TemporaryFolder()
        let theme = folder.path + "/new/theme"
        #expect(await run("eject", theme).status == .done)
        let check = await run("check", theme)
        #expect(check.status == .done && check.errors.isEmpty)
        #expect(await run("eject", theme).status == .failed)
    }

    @Test func tellsEveryMistakeWithItsPlace() async throws {
        let folder = try TemporaryFolder()
        _ = try folder.write("{{<layout}}\n{{$content}}{{proccessed}}{{/content}}\n{{/layout}}\n", to: "index.html")
        _ = try folder.write("{{#a}}\n", to: "glossary.md")
        let check = await run("check", folder.path)
        #expect(check.status == .failed)
        #expect(check.errors.contains("glossary.md:1:1: "))
        #expect(check.errors.contains("index.html:2:13: unknown name 'proccessed'"))
    }

    @Test func namesCopiesThatHaveFallenBehind() async throws {
        let folder = try TemporaryFolder()
        #expect(await run("eject", folder.path).status == .done)
        _ = try folder.write("0000000000 index.html\n", to: ".herbarium-ejected")
        let check = await run("check", folder.path)
        #expect(check.status == .done)
        #expect(check.errors.contains("index.html: the built-in template has changed"))
    }

    @Test func rendersATemplateWithWhatLiesBesideIt() async throws {
        let folder = try TemporaryFolder()
        let page = try folder.write("{{#rows}}{{>row}}{{/rows}}|{{missing}}", to: "page.html")
        _ = try folder.write("<{{name}}>", to: "row.html")
        let data = try folder.write(#"{"rows": [{"name": "a&b"}, {"name": 1.5}]}"#, to: "data.json")
        let strict = await run("render", page, "--data", data)
        #expect(strict.status == .failed && strict.output.isEmpty)
        #expect(strict.errors.contains("page.html:1:28: unknown name 'missing'"))
        let lenient = await run("render", page, "--data", data, "--lenient")
        #expect(lenient.output == "<a&amp;b><1.5>|")
    }

    @Test func namesWhatIsNoJSON() async throws {
        let folder = try TemporaryFolder()
        let page = try folder.write("x", to: "page.html")
        let data = try folder.write("{", to: "data.json")
        let outcome = await run("render", page, "--data", data)
        #expect(outcome.status == .failed)
        #expect(outcome.errors.contains("data.json"))
    }
}
