extension Compiler {
    /// Finds out what a tag names; the steps that get it are added.
    mutating func resolve(_ tag: Tag) -> Reference {
        let parts = tag.name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        let path = tag.name == "." ? [] : parts
        return program.isDynamic ? resolveSample(path, of: tag) : resolveDeclared(path, of: tag)
    }

    private mutating func resolveDeclared(_ path: [String], of tag: Tag) -> Reference {
        guard let first = path.first else { return resolveElement() }
        for index in frames.indices.reversed() {
            guard case .typed = frames[index].shape else { return unknown }
            guard let field = frames[index].members.firstIndex(where: { $0.name == first }) else { continue }
            let type = frames[index].members[field].type
            let found = Reference(register: load(field, of: index), shape: .typed(type))
            return path.dropFirst().enumerated().reduce(found) { reference, part in
                open(reference, part.element, of: tag, prefix: path[...part.offset].joined(separator: "."))
            }
        }
        reportUnknown(first, of: tag, among: frames.flatMap(\.shape.names))
        return unknown
    }

    private var unknown: Reference { Reference(register: 0, shape: .unknown) }

    /// What `{{.}}` means: the value that the innermost section has entered.
    private mutating func resolveElement() -> Reference {
        let frame = frames[frames.count - 1]
        return Reference(register: frame.register ?? load(0, of: frames.count - 1), shape: frame.shape)
    }

    private mutating func load(_ field: Int, of frame: Int) -> Int {
        if let register = frames[frame].loaded[field] { return register }
        let register = program.load(field, in: frames[frame].plan)
        frames[frame].loaded[field] = register
        return register
    }

    /// Goes one step along a dotted name.
    private mutating func open(_ record: Reference, _ name: String, of tag: Tag, prefix: String) -> Reference {
        guard case .typed(let type) = record.shape else { return unknown }
        let members = type.members
        guard let field = members.firstIndex(where: { $0.name == name }) else {
            if case .record = type {
                reportUnknown(name, of: tag, among: members.map(\.name), prefix: prefix + ".")
            } else {
                report("no '\(tag.name)', since '\(prefix)' isn't a record", at: tag)
            }
            return unknown
        }
        let plan = program.addPlan()
        let register = program.load(field, in: plan)
        program.append(.open(record.register, plan: plan))
        return Reference(register: register, shape: .typed(members[field].type))
    }

    private mutating func resolveSample(_ path: [String], of tag: Tag) -> Reference {
        let register = program.addRegister()
        program.append(.find(path: program.addPath(path), register))
        let shape = program.isLenient ? .unknown : sample(path, of: tag)
        return Reference(register: register, shape: shape)
    }

    private mutating func sample(_ path: [String], of tag: Tag) -> Shape {
        guard let first = path.first else { return frames[frames.count - 1].shape }
        var shape = sampleInFrames(first)
        if shape == nil { reportUnknown(first, of: tag, among: frames.flatMap(\.shape.names)) }
        for name in path.dropFirst() {
            guard let record = shape, case .sampled = record else { break }
            let values = record.samples(of: name).values
            shape = Shape(samples: values)
            if values.isEmpty, record.isKnown {
                reportUnknown(name, of: tag, among: record.names, prefix: tag.name.dropLast(name.count).description)
            }
        }
        return shape ?? .unknown
    }

    /// All that a name may stand for: records that lack it let the look-up through to those around them.
    private func sampleInFrames(_ name: String) -> Shape? {
        var found: [Value] = []
        for frame in frames.reversed() {
            if case .unknown = frame.shape { return .unknown }
            let (values, areAll) = frame.shape.samples(of: name)
            found += values
            if areAll { break }
        }
        return found.isEmpty ? nil : .sampled(found)
    }

    private mutating func reportUnknown(_ name: String, of tag: Tag, among names: [String], prefix: String = "") {
        let suggestion = Suggestion(for: prefix + name, among: names.map { prefix + $0 })
        reportUnlessLenient("unknown name '\(tag.name)'\(suggestion)", at: tag)
    }
}
