/// What lies around a piece of a template in the page that it is put into.
struct Surroundings: Sendable {
    /// The templates that led here, each included by the one before it.
    var chain: [String]
    /// What replaces blocks, by their names.
    var arguments: [String: Argument] = [:]
    /// How lines are indented.
    var margin = Margin()

    /// The content for a block, handed to a parent.
    struct Argument: Sendable {
        /// The content.
        let block: Block
        /// The chain of the template that holds it: what it includes is included from there.
        let chain: [String]
        /// Where it, and the arguments for the same block to which it was preferred, are written.
        var places: [Place]
    }
}

/// An inclusion that has to wait until it is reached, since it comes back to itself.
struct Expansion: Sendable {
    /// What is included.
    let template: ParsedTemplate
    /// Where.
    let surroundings: Surroundings

    /// What its program depends on.
    struct Key: Hashable, Sendable {
        private let template: String
        private let arguments: [String: Place]
        private let margin: Margin

        /// The key of an expansion.
        init(_ expansion: Expansion) {
            template = expansion.template.name
            arguments = expansion.surroundings.arguments.mapValues { $0.block.tag.place }
            margin = expansion.surroundings.margin
        }
    }
}

/// How the lines of a template are moved when it is put into another.
struct Margin: Hashable, Sendable {
    /// What goes before each line.
    var indentation: [UInt8] = []
    /// What is taken from its beginning, as far as it is there.
    var removed: [UInt8] = []

    /// The whitespace that a line begins with which began with `whitespace`.
    func applied(to whitespace: [UInt8]) -> [UInt8] {
        let common = zip(whitespace, removed).prefix { $0 == $1 }.count
        return indentation + whitespace.dropFirst(common)
    }
}
