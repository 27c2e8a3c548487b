/// What statements say differently, by the engine and the cluster; all else of their text serves both.
struct Dialect: Sendable {
    /// What the choice of rows begins with: in a database of many clusters `cluster = 7 AND `.
    let own: String
    /// The same of tasks, which may be there longer than they are kept.
    let ownTasks: String
    /// A choice of all of these.
    let allTasks: String
    /// A choice of nothing else: `WHERE cluster = 7`.
    let all: String
    /// What the columns of a key, or of an insertion, begin with: `cluster, `.
    let column: String
    /// What the values of an insertion begin with: `7, `.
    let value: String
    /// By what a task's row is found again.
    let task: String
    /// The function that gives the larger of two numbers.
    let larger: String
    /// What compares two values of which one may be none.
    let differs: String
    /// Whether a statement for a thousand rows takes little more than one for one row, which goes over the network.
    let takesSets: Bool

    /// The tables of one file belong to one cluster.
    static let sqlite = Dialect(
        own: "", ownTasks: "", allTasks: "", all: "", column: "", value: "", task: "id", larger: "MAX",
        differs: "IS NOT", takesSets: false)

    /// What a second choice of rows begins with, within the first: `later.cluster = beat.cluster AND `.
    func same(_ inner: String, _ outer: String) -> String {
        column.isEmpty ? "" : "\(inner).cluster = \(outer).cluster AND "
    }

    /// A key's part that strangers may make of any length.
    func long(_ name: String) -> String { takesSets ? "sha256(\(name))" : name }
}
