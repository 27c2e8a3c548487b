/// A record, or another value, that sections have entered where a template is being compiled.
struct Frame {
    /// What it is.
    let shape: Shape
    /// Where the value itself is, unless a plan loads it.
    let register: Int?
    /// What is loaded when it is entered.
    let plan: Int
    /// The names that its record declares, read once, since each tag within asks for them.
    let members: [Declaration]
    /// The registers of fields loaded already, by index.
    var loaded: [Int: Int] = [:]

    /// Enters a value.
    init(shape: Shape, register: Int?, plan: Int) {
        (self.shape, self.register, self.plan) = (shape, register, plan)
        members = if case .typed(let type) = shape { type.members } else { [] }
    }
}

/// A value that a tag names.
struct Reference {
    /// Where it is while rendering.
    let register: Int
    /// What is known of it.
    let shape: Shape
}
