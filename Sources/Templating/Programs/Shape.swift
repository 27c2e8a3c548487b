/// What is known of a value when a template is compiled.
enum Shape {
    /// A model declares it.
    case typed(FieldType)
    /// Nobody declares it, but it will be one of these.
    case sampled([Value])
    /// Nothing, since a mistake has been told already, or no example is at hand; every name is then accepted.
    case unknown

    /// What a section over such a value enters.
    var element: Shape {
        switch self {
        case .typed(let type): .typed(type.element)
        case .sampled(let values): Shape(samples: values.flatMap(\.elements))
        case .unknown: .unknown
        }
    }

    /// Makes a shape out of examples.
    init(samples: [Value]) {
        self = samples.isEmpty ? .unknown : .sampled(samples)
    }

    /// The names that it has.
    var names: [String] {
        switch self {
        case .typed(let type): type.members.map(\.name)
        case .sampled(let values): Array(Set(values.flatMap(\.names)))
        case .unknown: []
        }
    }

    /// Whether there is an example that isn't null, so that names can be said to be missing.
    var isKnown: Bool {
        guard case .sampled(let values) = self else { return false }
        return values.contains { if case .null = $0 { false } else { true } }
    }

    /// The part called `name` of each example that has one, and whether all have.
    func samples(of name: String) -> (values: [Value], areAll: Bool) {
        guard case .sampled(let values) = self else { return ([], false) }
        let members = values.compactMap { $0.member(name) }
        return (members, members.count == values.count)
    }
}

extension FieldType {
    /// What a section enters.
    fileprivate var element: FieldType {
        switch self {
        case .list(let type): .record(type)
        case .texts: .text
        case .codes: .code
        default: self
        }
    }

    /// The names of a record.
    var members: [Declaration] {
        if case .record(let type) = self { type.declarations } else { [] }
    }
}

extension Value {
    fileprivate var elements: [Value] {
        if case .list(let values) = self { return values }
        return repetitions == 0 ? [] : [self]
    }

    fileprivate var names: [String] {
        if case .record(let members) = self { members.map(\.name) } else { [] }
    }
}
