/// Compiles a page: puts in what it includes, finds out what every name means, and collects whatever is wrong.
struct Compiler {
    /// How many steps, bytes and inclusions a page may come to; only templates that multiply each other get there.
    private static let limit = (steps: 500_000, bytes: 20_000_000, inclusions: 100_000)

    /// Where included templates are.
    let library: TemplateLibrary
    /// The ending of the page's name, which is that of all it includes.
    let ending: String
    /// The program so far.
    var program: Program
    /// What the sections around the current tag have entered.
    var frames: [Frame] = []
    /// The mistakes so far.
    var diagnostics: Set<Diagnostic> = []
    /// Where in the page the next byte stands; `nil` for files that are no markup, and where all goes.
    var context: MarkupContext?
    /// The arguments that some block has asked for, by the places of their tags.
    var usedArguments: Set<Place> = []

    /// The words that may be asked for by name, once some are.
    var named: [String: String]?

    private var depth = 0
    private var inclusions = 0
    private var isTooLarge = false

    /// Gets ready to compile a page over a record that is declared, or over values that are only known by example.
    init(
        _ page: String, of kind: OutputKind, in library: TemplateLibrary, over shape: Shape, isLenient: Bool = false
    ) {
        self.library = library
        ending = TemplateLibrary.ending(of: page)
        let isDynamic = if case .typed = shape { false } else { true }
        program = Program(kind: kind, isLenient: isLenient, isDynamic: isDynamic, words: library.words)
        if !isLenient, program.kind == .html || program.kind == .svg {
            context = MarkupContext(isDrawing: program.kind == .svg)
        }
        frames = [Frame(shape: shape, register: nil, plan: program.addPlan())]
    }

    /// Compiles a template that isn't inside another.
    mutating func compile(_ template: ParsedTemplate, in surroundings: Surroundings) {
        diagnostics.formUnion(template.diagnostics)
        add(template.nodes, in: surroundings)
    }

    /// Adds the steps of some nodes.
    mutating func add(_ nodes: some Sequence<Node>, in surroundings: Surroundings) {
        for node in nodes where !isTooLarge { add(node, in: surroundings) }
    }

    private mutating func add(_ node: Node, in surroundings: Surroundings) {
        switch node {
        case .lineStart(let whitespace): append(literal: surroundings.margin.applied(to: whitespace))
        case .text(let bytes): append(literal: bytes)
        case .variable(let tag, let isRaw): addVariable(tag, isRaw: isRaw)
        case .section(let tag, let isInverted, let nodes):
            nest(at: tag) { $0.addSection(tag, isInverted: isInverted, nodes, in: surroundings) }
        case .inclusion(let inclusion):
            inclusions += 1
            nest(at: inclusion.tag) { $0.addInclusion(inclusion, in: surroundings) }
        case .block(let block):
            nest(at: block.tag) { $0.addBlock(block, in: surroundings) }
        }
    }

    /// Does something one level deeper, unless that is too deep, or the page too large already.
    private mutating func nest(at tag: Tag, _ body: (inout Compiler) -> Void) {
        let isTooLarge =
            program.instructions.count > Compiler.limit.steps || program.literals.count > Compiler.limit.bytes
            || inclusions > Compiler.limit.inclusions
        if isTooLarge || depth == 2 * Matching.deepest {
            self.isTooLarge = true
            return report("the page gets too \(isTooLarge ? "large" : "deep") with all that it includes", at: tag)
        }
        depth += 1
        body(&self)
        depth -= 1
    }

    /// Notes a mistake at a tag.
    mutating func report(_ message: String, at tag: Tag) {
        diagnostics.insert(Diagnostic(place: tag.place, message: message))
    }

    /// Notes what is a mistake only where names are checked.
    mutating func reportUnlessLenient(_ message: @autoclosure () -> String, at tag: Tag) {
        if !program.isLenient { report(message(), at: tag) }
    }
}
