/// A template compiled for one kind of record: a flat list of small steps, partials and parents put in.
struct Program: Sendable {
    /// One step. Registers hold values; positions are indices of instructions.
    enum Instruction: Sendable {
        /// Writes a range of `literals`.
        case literal(start: Int, end: Int)
        /// Writes a value, escaped.
        case write(Int)
        /// Writes a value between tags of HTML, where quotation marks mean nothing.
        case writeContent(Int)
        /// Writes a value that people read, between tags or elsewhere, in the language of the library.
        case writeWords(Int, isContent: Bool)
        /// Writes a space, unless what stands before it has room of its own, as a full stop between ideographs has.
        case space
        /// Writes a value as an address, or as what begins one; an own one leads to no other host.
        case writeAddress(Int, isOwn: Bool)
        /// Writes a fragment as it is; with leniency, anything.
        case writeRaw(Int)
        /// Fills registers from the record in a register.
        case open(Int, plan: Int)
        /// Begins the first repetition of a section, or jumps behind it.
        case begin(Int, plan: Int, end: Int)
        /// Begins the next repetition of the innermost section, or goes on.
        case next(body: Int)
        /// Jumps over an inverted section if the value is truthy.
        case skip(Int, end: Int)
        /// Looks a path up in the context, where names are known only while rendering.
        case find(path: Int, Int)
        /// Renders an inclusion that couldn't be put in since it comes back to itself.
        case expand(Int)
    }

    /// The kind of file that is written.
    let kind: OutputKind
    /// Whether raw tags may show text.
    let isLenient: Bool
    /// Whether names are looked up in a context, rather than held in registers.
    let isDynamic: Bool
    /// What is written for words of ours.
    let words: TemplateLibrary.Words?
    /// The steps.
    private(set) var instructions: [Instruction] = []
    /// The bytes of all literals.
    private(set) var literals: [UInt8] = []
    /// What to load when a record is entered; the first is that of the page's own record.
    private(set) var plans: [ModelSource.Plan] = []
    /// Names to look up, split at their dots; `.` is the empty path.
    private(set) var paths: [[String]] = []
    /// Inclusions that come back to themselves.
    private(set) var expansions: [Expansion] = []
    /// How many registers the program needs.
    private(set) var registerCount = 0

    /// A literal must not grow past a position that is jumped to.
    private var lastTarget = 0

    /// An empty program.
    init(kind: OutputKind, isLenient: Bool, isDynamic: Bool, words: TemplateLibrary.Words? = nil) {
        self.words = words
        self.kind = kind
        self.isLenient = isLenient
        self.isDynamic = isDynamic
    }

    /// The position of the next instruction, for a jump to it.
    mutating func target() -> Int {
        lastTarget = instructions.count
        return lastTarget
    }

    /// Adds a step and tells its position.
    @discardableResult
    mutating func append(_ instruction: Instruction) -> Int {
        instructions.append(instruction)
        return instructions.count - 1
    }

    /// Replaces a step whose jump wasn't known yet.
    mutating func replace(_ position: Int, by instruction: Instruction) {
        instructions[position] = instruction
    }

    /// Adds bytes to be written; neighbours become one step.
    mutating func append(literal bytes: some Collection<UInt8>) {
        guard !bytes.isEmpty else { return }
        // In another language, what a space follows may be known only when it is written.
        if words != nil, bytes.first == 0x20, !followsLiteral {
            append(.space)
            return append(literal: bytes.dropFirst())
        }
        let start = literals.count
        literals += bytes
        if followsLiteral, case .literal(let first, _)? = instructions.last {
            instructions[instructions.count - 1] = .literal(start: first, end: literals.count)
        } else {
            append(.literal(start: start, end: literals.count))
        }
    }

    private var followsLiteral: Bool {
        if instructions.count > lastTarget, case .literal? = instructions.last { true } else { false }
    }

    /// Reserves a register.
    mutating func addRegister() -> Int {
        registerCount += 1
        return registerCount - 1
    }

    /// Begins a plan.
    mutating func addPlan() -> Int {
        plans.append([])
        return plans.count - 1
    }

    /// Lets a plan load a field into a register of its own.
    mutating func load(_ field: Int, in plan: Int) -> Int {
        let register = addRegister()
        plans[plan].append(ModelSource.Load(field: field, register: register))
        return register
    }

    /// Adds a path to look up.
    mutating func addPath(_ path: [String]) -> Int {
        paths.append(path)
        return paths.count - 1
    }

    /// Adds an inclusion to be compiled while rendering.
    mutating func addExpansion(_ expansion: Expansion) -> Int {
        expansions.append(expansion)
        return expansions.count - 1
    }
}
