extension Compiler {
    /// Puts a partial, or a parent with its arguments, in.
    mutating func addInclusion(_ inclusion: Inclusion, in surroundings: Surroundings) {
        let name = inclusion.tag.name + ending
        guard let template = library.template(named: name) else {
            let names = library.names(ending: ending).map { String($0.dropLast(ending.count)) }
            let suggestion = Suggestion(for: inclusion.tag.name, among: names)
            return reportUnlessLenient("unknown template '\(inclusion.tag.name)'\(suggestion)", at: inclusion.tag)
        }
        var inner = surroundings
        inner.margin = Margin(indentation: inclusion.margin.map(surroundings.margin.applied) ?? [])
        for block in inclusion.blocks {
            let argument = Surroundings.Argument(block: block, chain: surroundings.chain, places: [])
            // What a page that includes this one says goes first.
            inner.arguments[block.tag.name, default: argument].places.append(block.tag.place)
        }
        if surroundings.chain.contains(name) {
            return addCycle(to: template, inner, at: inclusion.tag)
        }
        inner.chain.append(name)
        compile(template, in: inner)
        checkArguments(of: inclusion)
    }

    private mutating func addCycle(to template: ParsedTemplate, _ surroundings: Surroundings, at tag: Tag) {
        if program.isLenient {
            var surroundings = surroundings
            surroundings.chain = [template.name]
            let expansion = Expansion(template: template, surroundings: surroundings)
            program.append(.expand(program.addExpansion(expansion)))
        } else {
            let start = surroundings.chain.firstIndex(of: template.name) ?? 0
            let round = (surroundings.chain[start...] + [template.name]).joined(separator: " → ")
            report("'\(tag.name)' includes itself: \(round)", at: tag)
        }
    }

    /// Tells the arguments that no block of the parent asks for.
    private mutating func checkArguments(of inclusion: Inclusion) {
        for block in inclusion.blocks where !usedArguments.contains(block.tag.place) {
            reportUnlessLenient("'\(inclusion.tag.name)' has no block '\(block.tag.name)'", at: block.tag)
        }
    }

    /// Adds what replaces a block, or else its own content.
    mutating func addBlock(_ block: Block, in surroundings: Surroundings) {
        guard let argument = surroundings.arguments[block.tag.name] else {
            add(block.nodes, in: surroundings)
            append(literal: block.tail)
            return
        }
        usedArguments.formUnion(argument.places)
        var inner = surroundings
        // A block within its own argument shows its own content, or there would be no end.
        inner.arguments[block.tag.name] = nil
        inner.chain = argument.chain
        inner.margin = Margin(
            indentation: indentation(of: block, in: surroundings), removed: argument.block.indentation ?? [])
        addArgument(argument.block, to: block, in: inner)
        if !argument.block.endsLine { append(literal: block.tail) }
    }

    /// The whitespace that goes before the lines of what replaces a block.
    private func indentation(of block: Block, in surroundings: Surroundings) -> [UInt8] {
        guard let own = block.indentation ?? block.margin else { return surroundings.margin.indentation }
        return surroundings.margin.applied(to: own)
    }

    private mutating func addArgument(_ argument: Block, to block: Block, in surroundings: Surroundings) {
        var nodes = argument.nodes[...]
        if block.opensLine, !argument.opensLine {
            append(literal: surroundings.margin.indentation)
        } else if !block.opensLine, case .lineStart(let whitespace)? = nodes.first {
            // The line has begun already.
            let margin = Margin(removed: surroundings.margin.removed)
            append(literal: margin.applied(to: whitespace))
            nodes.removeFirst()
        }
        add(nodes, in: surroundings)
    }
}
