/// A template that has been read, but knows nothing yet of the names behind its tags.
struct ParsedTemplate: Sendable {
    /// The name, ending included.
    let name: String
    /// The tree; as much of it as could be read.
    let nodes: [Node]
    /// What is wrong in the template itself.
    let diagnostics: [Diagnostic]

    /// Reads a template.
    init(_ template: TemplateSource) {
        let source = Source(template)
        name = source.name
        let scanner = Scanner(source)
        let matching = Matching(scanner.tokens, of: source)
        let invalid = source.firstInvalidByte.map {
            Diagnostic(place: source.place(of: $0), message: "not UTF-8")
        }
        diagnostics = scanner.diagnostics + matching.diagnostics + (invalid.map { [$0] } ?? [])
        // A tree deeper than that could not even be taken down again without a stack to match.
        let tokens = matching.isTooDeep ? [] : Standalone(matching.tokens, of: source).tokens
        nodes = TreeBuilder(tokens, of: source).nodes()
    }

    /// The names of all templates that it includes, without endings.
    var inclusions: [String] { nodes.flatMap(\.inclusions) }
}

extension Node {
    /// The names of the templates that it includes.
    fileprivate var inclusions: [String] {
        switch self {
        case .lineStart, .text, .variable: []
        case .section(_, _, let nodes): nodes.flatMap(\.inclusions)
        case .block(let block): block.nodes.flatMap(\.inclusions)
        case .inclusion(let inclusion):
            [inclusion.tag.name] + inclusion.blocks.flatMap { $0.nodes.flatMap(\.inclusions) }
        }
    }
}
