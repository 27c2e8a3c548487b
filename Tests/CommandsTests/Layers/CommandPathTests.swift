import Testing

@testable import Commands
@testable import Configuration

struct CommandPathTests {
    @Test(arguments: [
        ([], "herbarium"), (["report", "--listen", "5s"], "herbarium report"),
        (["templates", "render", "x"], "herbarium templates render"),
        (["templates", "x", "render"], "herbarium templates"),
        (["--version", "report"], "herbarium"), (["report", "report"], "herbarium report"),
    ])
    func followsTheSubcommands(arguments: [String], name: String) {
        let path = CommandPath(arguments, root: Herbarium.self)
        #expect(path.name == name)
        #expect(path.length == name.split(separator: " ").count - 1)
    }
}
