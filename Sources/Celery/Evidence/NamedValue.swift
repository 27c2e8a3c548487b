/// A name and a value to be shown, as a worker's own words have them.
package struct NamedValue: Hashable, Sendable {
    /// The name; nested ones are joined by dots.
    package var name: String
    /// The value as text.
    package var value: String

    /// Pairs them.
    package init(_ name: String, _ value: String) {
        self.name = name
        self.value = value
    }
}
