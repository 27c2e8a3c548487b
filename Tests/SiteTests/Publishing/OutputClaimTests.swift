import Foundation
import TestSupport
import Testing

@testable import Site

struct OutputClaimTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    @Test func keepsOtherRunsAwayUntilItIsGone() throws {
        let publisher = Publisher(output: folder("site"))
        do {
            let claim = try #require(try publisher.claim())
            #expect(throws: PublishError.busy(folder("site"))) { try publisher.claim() }
            #expect(throws: PublishError.busy(folder("site"))) {
                try publisher.publish(rendered(["index.html": "other"]))
            }
            try publisher.publish(rendered(["index.html": "mine"]), claim: claim)
            #expect(try folder.text("site/index.html") == "mine")
        }
        #expect(try folder.names() == ["site"])
        try publisher.publish(rendered(["index.html": "next"]))
    }

    @Test func isAnswerableForOneOutputOnly() throws {
        let claim = try Publisher(output: folder("one")).claim()
        try Publisher(output: folder("other")).publish(rendered(["index.html": "a"]), claim: claim)
        #expect(throws: PublishError.busy(folder("one"))) { try Publisher(output: folder("one")).claim() }
        #expect(try folder.text("other/index.html") == "a")
        withExtendedLifetime(claim) {}
    }

    @Test func claimsNothingWhereNotEvenTheFolderAroundItIs() throws {
        #expect(try Publisher(output: folder("a/b/site")).claim() == nil)
        #expect(try folder.names().isEmpty)
    }

    @Test func survivesNoCrash() async throws {
        await #expect(processExitsWith: .signal(SIGKILL)) { [output = folder("site") as String] in
            let claim = try Publisher(output: output).claim()
            kill(getpid(), SIGKILL)
            withExtendedLifetime(claim) {}
        }
        #expect(try folder.names() == [".site.herbarium-lock"])
        try Publisher(output: folder("site")).publish(rendered(["index.html": "a"]))
        #expect(try folder.names() == ["site"])
    }
}
