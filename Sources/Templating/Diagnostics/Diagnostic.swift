/// One mistake in a template, with its place.
package struct Diagnostic: Error, Hashable, Sendable {
    /// Where it is.
    package let place: Place
    /// What is wrong, as a lowercase fragment without a full stop.
    package let message: String

    /// Tells what is wrong at a place.
    package init(place: Place, message: String) { (self.place, self.message) = (place, message) }
}

extension Diagnostic: Comparable, CustomStringConvertible {
    /// The mistake as a line such as `dashboard.html:12:8: unknown name 'x'`.
    package var description: String { "\(place): \(message)" }

    /// Orders by place, then by words.
    package static func < (one: Diagnostic, other: Diagnostic) -> Bool {
        one.place == other.place ? one.message < other.message : one.place < other.place
    }
}
