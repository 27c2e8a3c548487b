/// An object of a snapshot's file whose members are declared once: with its name, its meaning and its place in the
/// value.
///
/// Writing, reading, the schema and its reference go over the same declaration, each as a `MemberVisitor`. So what is
/// declared is all of it; a member that is left out is neither written nor read.
protocol Record: MemberValue {
    /// What the schema calls it, such as `worker`.
    static var term: StaticString { get }

    /// What it is, in a sentence.
    static var meaning: StaticString { get }

    /// One of which nothing is known yet, for a file's members to be read into.
    static var blank: Self { get }

    /// Goes over the members.
    mutating func visit(_ members: inout some MemberVisitor)
}

/// What goes over the members of a record: whoever writes them, reads them, or describes them.
///
/// A reader changes what it is given. Of what the file lacks, or has in another shape, stays what was there.
protocol MemberVisitor {
    /// A member; a list's, a dictionary's or another record's among them.
    mutating func member<Value: MemberValue>(
        _ name: StaticString, _ value: inout Value, _ meaning: StaticString, unit: MemberUnit?)

    /// A text that comes again in many rows, such as a task's type.
    mutating func name(_ name: StaticString, _ value: inout String?, _ meaning: StaticString)

    /// One without which the record is none.
    mutating func required<Value: MemberValue>(_ name: StaticString, _ value: inout Value, _ meaning: StaticString)

    /// One that is written only where it is known.
    mutating func rare<Value: MemberValue>(_ name: StaticString, _ value: inout Value?, _ meaning: StaticString)

    /// One that follows from others: it is written, and not read.
    mutating func derived<Value: MemberValue>(_ name: StaticString, _ value: Value, _ meaning: StaticString)

    /// Rows of which each is written on a line of its own.
    mutating func rows<Row: Record>(_ name: StaticString, _ rows: inout [Row], _ meaning: StaticString)
}

extension MemberVisitor {
    mutating func member<Value: MemberValue>(_ name: StaticString, _ value: inout Value, _ meaning: StaticString) {
        member(name, &value, meaning, unit: nil)
    }
}

/// In what a number is given.
enum MemberUnit: String {
    case seconds
    case bytes
    case perMinute = "messages a minute"
}
