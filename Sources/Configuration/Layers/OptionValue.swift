/// The value that one layer gives to one option.
struct OptionValue: Equatable, Sendable {
    /// The option's name.
    let name: String
    /// The value's text; `true` or `false` for a flag.
    let text: String
    /// Where it stands.
    let place: Place

    /// Whether a flag is on.
    var isOn: Bool {
        // A text that is neither has been refused by `check()`.
        (try? YesOrNo.parse(text)) ?? false
    }

    /// Throws the mistake in the value, with its place.
    func check() throws(CommandError) {
        guard let entry = OptionTable.entry(named: name) else { return }
        try check(as: entry)
    }

    /// The same for an option that is another one to other commands, such as `--json`.
    func check(as entry: OptionEntry) throws(CommandError) {
        do {
            try entry.check(text)
        } catch {
            throw .at(place, error)
        }
    }
}
