/// Reads yes and no, as the environment and the configuration file write them.
enum YesOrNo {
    /// What the word means.
    ///
    /// - Throws: `CommandError.badValue`.
    static func parse(_ text: String) throws(CommandError) -> Bool {
        switch text.lowercased() {
        case "true", "yes", "on", "1": return true
        case "false", "no", "off", "0": return false
        default: throw .badValue(text, .notABoolean)
        }
    }
}
