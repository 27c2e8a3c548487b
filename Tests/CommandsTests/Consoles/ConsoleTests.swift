import Glibc
import Logging
import TestSupport
import Testing

@testable import Application
@testable import Configuration

struct ConsoleTests {
    private let errors = Recorder()

    private func console(quiet: Bool = false, verbose: Bool = false, isTerminal: Bool = false) -> Console {
        Console(.test(errors: errors, isTerminal: isTerminal, columns: 20), quiet: quiet, verbose: verbose)
    }

    @Test func printsDiagnosticsOnceAtTheEnd() async {
        let console = console()
        await console.diagnostics.add(.warning("no answer from 'a'\nb"))
        await console.diagnostics.add(.note("x"))
        await console.diagnostics.add(.warning("no answer from 'a'\nb"))
        #expect(errors.text.isEmpty)
        await console.finish()
        await console.finish()
        #expect(errors.text == "warning: no answer from 'a'\\nb\nnote: x\n")
    }

    @Test func keepsWarningsWhenQuiet() async {
        let console = console(quiet: true)
        await console.diagnostics.add(.note("x"))
        await console.diagnostics.add(.warning("y"))
        await console.finish()
        #expect(errors.text == "warning: y\n")
    }

    @Test func logsOneLineEach() {
        var logger = console().logger
        logger[metadataKey: "b"] = "2"
        logger.warning("two\nlines", metadata: ["a": "1"])
        logger.info("unheard")
        #expect(errors.text == "warning: two\\nlines (a: 1, b: 2)\n")
    }

    @Test func tellsTheJournalHowMuchEachLineMatters() async {
        var context = Context.test(errors: errors)
        context.isJournal = true
        let console = Console(context, verbose: true)
        console.logger.debug("a")
        console.logger.info("b")
        console.logger.notice("c")
        console.logger.error("d\n<0>e")
        await console.diagnostics.add(.warning("f"))
        await console.diagnostics.add(.note("g"))
        await console.finish()
        console.fail(CommandError.noHome)
        let lines = errors.text.split(separator: "\n")
        #expect(
            lines.dropLast() == [
                "<7>debug: a", "<6>info: b", "<5>notice: c", "<3>error: d\\n<0>e", "<4>warning: f", "<5>note: g",
            ])
        #expect(lines.last?.hasPrefix("<3>error: no folder") == true)
    }

    @Test func logsMoreWhenVerboseAndLessWhenQuiet() {
        console(verbose: true).logger.debug("heard")
        console(quiet: true).logger.notice("unheard")
        #expect(errors.text == "debug: heard\n")
    }

    @Test func showsNoProgressAwayFromATerminal() async {
        let away = console()
        away.progress.show("1 of 2")
        await away.finish()
        let quiet = console(quiet: true, isTerminal: true)
        quiet.progress.show("1 of 2")
        await quiet.finish()
        Console(.test(errors: errors, isTerminal: true), progress: false).progress.show("1 of 2")
        #expect(errors.text.isEmpty)
    }

    @Test func rewritesProgressInPlace() async {
        let console = console(isTerminal: true)
        console.progress.show("1 of 2\u{1B}[2J")
        console.progress.show("a line that is too long for it")
        console.logger.warning("careful")
        await console.finish()
        let clear = "\r\u{1B}[K"
        #expect(
            errors.text == "\(clear)1 of 2\\u{1b}[2J\(clear)a line that is too…\(clear)warning: careful\n\(clear)")
    }

    @Test func tellsOfWhatTakesLongerThanASecond() async throws {
        let console = console(isTerminal: true)
        let (value, took) = await console.telling("thinking") {
            // Never suspends: the telling has a thread of its own.
            usleep(2_300_000)
            return 42
        }
        #expect(value == 42 && took.hasSuffix(" ms"))
        let clear = "\r\u{1B}[K"
        #expect(errors.text == "\(clear)thinking: 1 s\(clear)thinking: 2 s\(clear)")
    }

    @Test func tellsNothingOfWhatIsQuick() async {
        let (_, took) = await console(isTerminal: true).telling("thinking") {}
        #expect(took.hasSuffix(" ms") && errors.text == "\r\u{1B}[K")
    }

    @Test func bearsAnOutputThatCannotBeWritten() async {
        var context = Context.test()
        context.standardError = Output { _ throws(CommandError) in throw .unwritable(name: "it", reason: "gone") }
        let console = Console(context)
        await console.diagnostics.add(.note("x"))
        await console.finish()
        console.fail(CommandError.noBroker)
        #expect(await console.diagnostics.take().isEmpty)
    }
}
