/// A name that templates may use, as data: for the checks, and for a list that can't go stale.
package struct Declaration: Sendable {
    /// The name as templates write it.
    package let name: String
    /// What it means, in a few words.
    package let meaning: String
    /// What kind of value stands behind it.
    package let type: FieldType
}

/// The kinds of values that a model can declare.
package enum FieldType: Sendable {
    case text
    case code
    case number
    case truth
    case fragment(Fragment.Format)
    case record(RecordType)
    case list(RecordType)
    case texts
    case codes
}

extension FieldType: CustomStringConvertible {
    /// The kind in the words of the documentation, such as "list of records".
    package var description: String {
        switch self {
        case .text: "text"
        case .code: "text from the cluster"
        case .number: "number"
        case .truth: "yes or no"
        case .fragment(let format): "ready-made \(format)"
        case .record: "record"
        case .list: "list of records"
        case .texts: "list of texts"
        case .codes: "list of texts from the cluster"
        }
    }

    /// The record that a section over this enters, if it is one.
    package var record: RecordType? {
        switch self {
        case .record(let type), .list(let type): type
        default: nil
        }
    }
}
