import Foundation

/// The workflows of a snapshot, as somebody else's program reads them.
struct WorkflowParts: Decodable {
    let workflows: [Workflow]

    /// Reads them from among the other members.
    init(_ bytes: Data) throws { self = try JSONDecoder().decode(Self.self, from: bytes) }

    /// What one task led to.
    struct Workflow: Decodable {
        let root: String
        let state: String
        let count: Int
        let sums: [Sum]
        let tree: [Node]?
        let path: [String]
    }

    /// So many tasks of a type are in a state.
    struct Sum: Decodable {
        let name: String?
        let state: String
        let count: Int
    }

    /// A task in its place.
    struct Node: Decodable {
        let task: String
        let depth: Int
    }
}
