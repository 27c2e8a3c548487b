extension Compiler {
    /// Adds the steps of a tag that shows a value.
    mutating func addVariable(_ tag: Tag, isRaw: Bool) {
        if tag.name.hasPrefix(TemplateLibrary.assetPrefix), !program.isDynamic { return addAsset(tag) }
        if tag.name.hasPrefix(TemplateLibrary.wordPrefix), !program.isDynamic { return addWords(tag, isRaw: isRaw) }
        let reference = resolve(tag)
        if !program.isLenient, let complaint = complaint(about: reference.shape, isRaw: isRaw, tag.name) {
            report(complaint, at: tag)
        }
        let register = reference.register
        let isRead = !isRaw && program.words != nil && isRead
        switch place(reference.shape, isRaw: isRaw, at: tag) {
        case .content where isRead: program.append(.writeWords(register, isContent: true))
        case .escaped where isRead: program.append(.writeWords(register, isContent: false))
        case .content: program.append(.writeContent(register))
        case .escaped, .refused: program.append(isRaw ? .writeRaw(register) : .write(register))
        case .address: program.append(.writeAddress(register, isOwn: false))
        case .ownAddress: program.append(.writeAddress(register, isOwn: true))
        }
    }

    /// The address of an asset is known by now, and written as it is.
    private mutating func addAsset(_ tag: Tag) {
        guard let address = library.assets[tag.name] else {
            return report("no asset '\(tag.name)'\(Suggestion(for: tag.name, among: library.assets.keys))", at: tag)
        }
        append(literal: address.utf8)
    }

    /// Words are known by now, and are escaped as a value at this place would be.
    private mutating func addWords(_ tag: Tag, isRaw: Bool) {
        let all = named ?? library.named()
        named = all
        guard let words = all[tag.name] else {
            return report("no words '\(tag.name)'\(Suggestion(for: tag.name, among: all.keys))", at: tag)
        }
        if isRaw { return report(rawComplaint(tag.name), at: tag) }
        let placement = place(.typed(.text), isRaw: false, at: tag)
        var output = Output()
        if case .content = placement {
            output.append(content: .text(words))
        } else {
            output.append(.text(words), as: program.kind)
        }
        program.append(literal: output.bytes())
    }

    private func complaint(about shape: Shape, isRaw: Bool, _ name: String) -> String? {
        switch shape {
        case .typed(let type): complaint(about: type, isRaw: isRaw, name)
        case .sampled(let values): complaint(about: values, isRaw: isRaw, name)
        case .unknown: nil
        }
    }

    private func complaint(about type: FieldType, isRaw: Bool, _ name: String) -> String? {
        switch type {
        case .record, .list, .texts, .codes:
            return "'\(name)' is a \(type), to be entered with {{#\(name)}}"
        case .fragment(let format):
            if !isRaw { return "'\(name)' is \(type), to be shown with {{{\(name)}}}" }
            return format.fits(program.kind) ? nil : "'\(name)' is \(type), which can't stand in \(program.kind)"
        case .text, .code, .number, .truth:
            return isRaw ? rawComplaint(name) : nil
        }
    }

    private func complaint(about values: [Value], isRaw: Bool, _ name: String) -> String? {
        if isRaw { return rawComplaint(name) }
        let canBeShown = values.contains { value in
            switch value {
            case .record, .list, .model: false
            default: true
            }
        }
        return canBeShown ? nil : "'\(name)' is a record or a list, to be entered with {{#\(name)}}"
    }

    private func rawComplaint(_ name: String) -> String {
        "'\(name)' isn't ready-made, so it can't be shown raw; write {{\(name)}}"
    }

    /// Adds the steps of a section.
    mutating func addSection(_ tag: Tag, isInverted: Bool, _ nodes: [Node], in surroundings: Surroundings) {
        let reference = resolve(tag)
        if isInverted {
            let start = program.append(.skip(reference.register, end: 0))
            addOptional(tag) { $0.add(nodes, in: surroundings) }
            program.replace(start, by: .skip(reference.register, end: program.target()))
        } else {
            let plan = program.addPlan()
            let start = program.append(.begin(reference.register, plan: plan, end: 0))
            frames.append(frame(for: reference, plan: plan))
            let body = program.target()
            addOptional(tag) { $0.add(nodes, in: surroundings) }
            frames.removeLast()
            program.append(.next(body: body))
            program.replace(start, by: .begin(reference.register, plan: plan, end: program.target()))
        }
    }

    private func frame(for reference: Reference, plan: Int) -> Frame {
        switch reference.shape {
        case .typed(.list), .typed(.record), .typed(.texts), .typed(.codes):
            Frame(shape: reference.shape.element, register: nil, plan: plan)
        default:
            Frame(shape: reference.shape.element, register: reference.register, plan: plan)
        }
    }
}
