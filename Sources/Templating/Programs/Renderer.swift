/// Runs programs.
struct Renderer: ~Copyable {
    /// How deep a template may expand itself, as the lenient mode allows.
    private static let deepest = 100
    /// How often templates may expand themselves once one has gone that deep; a template that includes itself twice
    /// would do so more often than there is time for.
    private static let mostExpansions = 10_000

    private var output: Output
    /// Whether templates expanded themselves too often to be finished.
    private(set) var isEndless = false

    private let library: TemplateLibrary?
    /// The values that sections have entered, where names are looked up while rendering.
    private var context: [Value]
    private var depth = 0
    private var expansions = 0
    private var hasGoneDeep = false
    /// What expansions have been compiled to, since most lead to one that was there before.
    private var programs: [Expansion.Key: Program] = [:]
    /// What was said for texts.
    private var said: [String: String] = [:]

    /// A section that is being repeated.
    private struct Repetition {
        let source: Value
        let plan: Int
        var index = 0
        let count: Int
    }

    /// Gets ready to render; a library is needed only by programs with expansions, a reader where the page isn't to be
    /// held whole.
    init(root: Value, library: TemplateLibrary? = nil, reader: Output.Reader? = nil) {
        context = [root]
        self.library = library
        output = Output(reader: reader)
    }

    /// Runs a program over the root, or from an expansion over what has been entered.
    mutating func run(_ program: Program) {
        var registers = [Value](repeating: .null, count: program.registerCount)
        var repetitions: [Repetition] = []
        let literals = program.literals
        load(context[0], 0, program.plans[0], &registers)
        var position = 0
        while position < program.instructions.count {
            let instruction = program.instructions[position]
            position += 1
            switch instruction {
            case .literal(let start, let end):
                literals.withUnsafeBufferPointer { output.append(UnsafeBufferPointer(rebasing: $0[start..<end])) }
            case .write(let register):
                output.append(registers[register], as: program.kind)
            case .writeContent(let register):
                output.append(content: registers[register])
            case .writeWords(let register, let isContent):
                let value = words(registers[register], in: program)
                if isContent { output.append(content: value) } else { output.append(value, as: program.kind) }
            case .space:
                if !output.endsWide { output.append(0x20) }
            case .writeAddress(let register, let isOwn):
                output.append(address: registers[register], isOwn: isOwn, as: program.kind)
            case .writeRaw(let register):
                output.append(raw: registers[register], in: program)
            case .open(let register, let plan):
                load(registers[register], 0, program.plans[plan], &registers)
            case .begin(let register, let plan, let end):
                let source = registers[register]
                let count = source.repetitions
                guard count > 0 else {
                    position = end
                    continue
                }
                repetitions.append(Repetition(source: source, plan: plan, count: count))
                if program.isDynamic { context.append(source.element(0)) }
                load(source, 0, program.plans[plan], &registers)
            case .next(let body):
                let last = repetitions.count - 1
                repetitions[last].index += 1
                let index = repetitions[last].index
                guard index < repetitions[last].count else {
                    repetitions.removeLast()
                    if program.isDynamic { context.removeLast() }
                    continue
                }
                if program.isDynamic { context[context.count - 1] = repetitions[last].source.element(index) }
                load(repetitions[last].source, index, program.plans[repetitions[last].plan], &registers)
                position = body
            case .skip(let register, let end):
                if registers[register].repetitions > 0 { position = end }
            case .find(let path, let register):
                registers[register] = find(program.paths[path])
            case .expand(let expansion):
                expand(program.expansions[expansion], of: program)
            }
        }
    }

    /// A text in the language of the program; most come again and again.
    private mutating func words(_ value: Value, in program: Program) -> Value {
        guard case .text(let text) = value, let words = program.words else { return value }
        if let said = said[text] { return .text(said) }
        let told = words(text)
        if said.count < 20_000 { said[text] = told }
        return .text(told)
    }

    /// What has been rendered.
    consuming func bytes() -> [UInt8] { output.bytes() }

    /// Hands on the rest of what has been rendered.
    consuming func finish() { output.flush() }

    private func load(_ value: Value, _ index: Int, _ plan: ModelSource.Plan, _ registers: inout [Value]) {
        guard !plan.isEmpty else { return }
        if case .model(let source) = value {
            source.load(index, plan, &registers)
        } else {
            for load in plan { registers[load.register] = .null }
        }
    }

    private func find(_ path: [String]) -> Value {
        guard let first = path.first else { return context[context.count - 1] }
        for value in context.reversed() {
            guard let found = value.member(first) else { continue }
            return path.dropFirst().reduce(found) { $0.member($1) ?? .null }
        }
        return .null
    }

    private mutating func expand(_ expansion: Expansion, of program: Program) {
        hasGoneDeep = hasGoneDeep || depth == Renderer.deepest
        expansions += 1
        isEndless = hasGoneDeep && expansions > Renderer.mostExpansions
        guard let library, depth < Renderer.deepest, !isEndless else { return }
        depth += 1
        run(compiled(expansion, of: program.kind, in: library))
        depth -= 1
    }

    private mutating func compiled(_ expansion: Expansion, of kind: OutputKind, in library: TemplateLibrary) -> Program
    {
        let key = Expansion.Key(expansion)
        if let program = programs[key] { return program }
        var compiler = Compiler(
            expansion.template.name, of: kind, in: library, over: .unknown, isLenient: true)
        compiler.compile(expansion.template, in: expansion.surroundings)
        programs[key] = compiler.program
        return compiler.program
    }
}

extension Value {
    /// The element that a section over this value enters.
    fileprivate func element(_ index: Int) -> Value {
        if case .list(let values) = self { values[index] } else { self }
    }
}
