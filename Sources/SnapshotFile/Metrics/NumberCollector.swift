import Celery

/// Collects the numbers of a record with what their declarations say of them.
struct NumberCollector: MemberVisitor {
    /// A member that is a number, or a time.
    struct Number {
        let name: String
        let meaning: String
        /// The end of a metric's name that tells its unit.
        let suffix: String
        let value: Double?
    }

    private(set) var numbers: [Number] = []

    /// The numbers of a record, in the order in which they are declared.
    static func numbers<Row: Record>(of record: Row) -> [Number] {
        var (collector, record) = (NumberCollector(), record)
        record.visit(&collector)
        return collector.numbers
    }

    private mutating func add(
        _ name: StaticString, _ value: some MemberValue, _ meaning: StaticString, _ unit: MemberUnit?
    ) {
        let suffix = unit == .seconds ? "_seconds" : unit == .bytes ? "_bytes" : ""
        switch value as Any {
        case let count as Int: add("\(name)", "\(meaning)", suffix, Double(count))
        case let number as Double: add("\(name)", "\(meaning)", suffix, number)
        case let time as Instant: add("\(name)", "\(meaning)", "_timestamp_seconds", time.seconds)
        case let percentiles as Percentiles:
            for number in Self.numbers(of: percentiles) {
                let sentence = "\(meaning)".hasSuffix(".") ? "\(meaning)".dropLast() : "\(meaning)"[...]
                let figure = number.meaning.prefix(1).lowercased() + number.meaning.dropFirst()
                // A name that ends in `_count` is a histogram's.
                let isCount = number.name == "count"
                add(
                    "\(name)_\(isCount ? "values" : number.name)", "\(sentence): \(figure)", isCount ? "" : suffix,
                    number.value)
            }
        default: break
        }
    }

    private mutating func add(_ name: String, _ meaning: String, _ suffix: String, _ value: Double?) {
        numbers.append(Number(name: name, meaning: meaning, suffix: suffix, value: value))
    }

    mutating func member<Value: MemberValue>(
        _ name: StaticString, _ value: inout Value, _ meaning: StaticString, unit: MemberUnit?
    ) { add(name, value, meaning, unit) }

    mutating func required<Value: MemberValue>(_ name: StaticString, _ value: inout Value, _ meaning: StaticString) {
        add(name, value, meaning, nil)
    }

    mutating func rare<Value: MemberValue>(_ name: StaticString, _ value: inout Value?, _ meaning: StaticString) {
        add(name, value, meaning, nil)
    }

    mutating func derived<Value: MemberValue>(_ name: StaticString, _ value: Value, _ meaning: StaticString) {
        add(name, value, meaning, nil)
    }

    mutating func name(_ name: StaticString, _ value: inout String?, _ meaning: StaticString) {}
    mutating func rows<Row: Record>(_ name: StaticString, _ rows: inout [Row], _ meaning: StaticString) {}
}
