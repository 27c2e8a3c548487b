import Templating

/// A row of ten columns, as a page of tasks has them.
struct TaskRow: TemplateRecord, Codable {
    let name: String
    let uuid: String
    let state: String
    let args: String
    let kwargs: String
    let result: String
    let received: String
    let started: String
    let runtime: String
    let worker: String

    static let fields: [Field<TaskRow>] = [
        .code("name", "the task's name", \.name),
        .code("uuid", "its id", \.uuid),
        .text("state", "how far it is", \.state),
        .code("args", "positional arguments", \.args),
        .code("kwargs", "named arguments", \.kwargs),
        .code("result", "what it returned", \.result),
        .text("received", "when a worker took it", \.received),
        .text("started", "when it began", \.started),
        .text("runtime", "seconds it took", \.runtime),
        .code("worker", "who ran it", \.worker),
    ]

    /// Makes a row that differs from its neighbours; every third cell has something in it to escape.
    init(_ index: Int) {
        let hex = String(index &* 2_654_435_761 & 0xFFFF_FFFF, radix: 16)
        let id = String(repeating: "0", count: 8 - hex.count) + hex
        name = "shop.orders.tasks.charge_\(index % 40)"
        uuid = "\(id)-1c2d-4e5f-8a9b-0123456789ab"
        state = index % 17 == 0 ? "FAILURE" : "SUCCESS"
        args = "('order-\(index)', \(index % 9))"
        kwargs = "{'amount': \(index % 5000), 'currency': 'EUR'}"
        result = index % 17 == 0 ? "ValueError('a < b & c')" : "None"
        received = "2026-11-22 08:\(10 + index % 50):\(10 + index % 49).123"
        started = "2026-11-22 08:\(10 + index % 50):\(10 + index % 47).456"
        runtime = "0.\(100 + index % 900)"
        worker = "celery@worker-\(index % 12).example.org"
    }

    /// The names of the columns, in order.
    static let columns = fields.map(\.declaration.name)
}

/// The page that holds the rows.
struct TaskPage: TemplateRecord {
    /// The rows.
    let rows: [TaskRow]

    static let fields: [Field<TaskPage>] = [.list("rows", "one for each task", \.rows)]
}
