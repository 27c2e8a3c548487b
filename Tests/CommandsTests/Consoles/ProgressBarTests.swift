import Testing

@testable import Application

struct ProgressBarTests {
    @Test(arguments: [
        (0, "[--------------------] 0 %"), (0.409, "[########------------] 40 %"), (1, "[####################] 100 %"),
        (1.7, "[####################] 100 %"),
    ])
    func drawsHowFarSomethingIs(_ share: Double, _ text: String) {
        #expect(ProgressBar(share: share).description == text)
    }
}
