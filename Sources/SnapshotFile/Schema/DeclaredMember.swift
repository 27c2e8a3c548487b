/// A member as it is declared.
struct DeclaredMember {
    /// Its name in the file.
    let name: StaticString
    /// What it means.
    let meaning: StaticString
    /// In what it is given.
    var unit: MemberUnit?
    /// What may stand behind it.
    let form: ValueForm
    /// Whether it is written only where it is known.
    var isRare = false
}

/// Collects what a record declares.
struct MemberCollector: MemberVisitor {
    private var members: [DeclaredMember] = []

    /// The members of a record, sorted by name.
    static func members(of record: any Record.Type) -> [DeclaredMember] {
        func collect<Value: Record>(_ record: Value.Type) -> [DeclaredMember] {
            var (collector, blank) = (MemberCollector(), record.blank)
            blank.visit(&collector)
            return collector.members.sorted { $0.name.precedes($1.name) }
        }
        return collect(record)
    }

    mutating func member<Value: MemberValue>(
        _ name: StaticString, _ value: inout Value, _ meaning: StaticString, unit: MemberUnit?
    ) {
        members.append(DeclaredMember(name: name, meaning: meaning, unit: unit, form: Value.form))
    }

    mutating func name(_ name: StaticString, _ value: inout String?, _ meaning: StaticString) {
        member(name, &value, meaning)
    }

    mutating func required<Value: MemberValue>(_ name: StaticString, _ value: inout Value, _ meaning: StaticString) {
        member(name, &value, meaning)
    }

    mutating func rare<Value: MemberValue>(_ name: StaticString, _ value: inout Value?, _ meaning: StaticString) {
        members.append(DeclaredMember(name: name, meaning: meaning, form: Value.form, isRare: true))
    }

    mutating func derived<Value: MemberValue>(_ name: StaticString, _ value: Value, _ meaning: StaticString) {
        members.append(DeclaredMember(name: name, meaning: meaning, form: Value.form))
    }

    mutating func rows<Row: Record>(_ name: StaticString, _ rows: inout [Row], _ meaning: StaticString) {
        member(name, &rows, meaning)
    }
}
