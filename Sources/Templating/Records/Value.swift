/// All that can stand behind a name.
///
/// Models make their own values out of their fields; documents whose names nobody declared (JSON) are built by
/// whoever reads them, out of `null`, `text`, `number`, `truth`, `record` and `list`.
package enum Value: Sendable {
    /// Known to be absent: falsy, renders as nothing, and a look-up stops here.
    case null
    case text(String)
    case code(String)
    /// A number as its source wrote it, `1.21` for instance.
    case number(String)
    case integer(Int)
    case truth(Bool)
    case fragment(Fragment)
    /// A record with names that nobody declared; of two members of one name the last counts.
    case record([Member])
    case list([Value])
    /// A declared record, or a list of them.
    case model(ModelSource)

    /// One name and what stands behind it.
    package struct Member: Sendable {
        /// The name, which a tag can reach only if it has no dot.
        package let name: String
        /// What stands behind it.
        package let value: Value

        /// Makes a member of a record.
        package init(_ name: String, _ value: Value) {
            self.name = name
            self.value = value
        }
    }

    /// How many times a section over this value is rendered: once for each element of a list, once for what is truthy.
    var repetitions: Int {
        switch self {
        case .null: 0
        case .text(let text), .code(let text): text.isEmpty ? 0 : 1
        case .truth(let isTrue): isTrue ? 1 : 0
        case .list(let values): values.count
        case .model(let source): source.count
        case .number, .integer, .fragment, .record: 1
        }
    }

    /// The member called `name`, when this is a record that has one.
    func member(_ name: String) -> Value? {
        guard case .record(let members) = self else { return nil }
        return members.last { $0.name == name }?.value
    }
}
