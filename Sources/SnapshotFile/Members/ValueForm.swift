/// What the schema says of a value.
indirect enum ValueForm {
    case text, wholeNumber, number, truth
    /// A number, a text, a truth value or `null`.
    case scalar
    /// ISO 8601 in UTC, with microseconds.
    case time
    /// One of these words.
    case word([String])
    /// An array of two.
    case pair(ValueForm, ValueForm)
    case list(ValueForm)
    /// An object of any names with values of one form.
    case dictionary(ValueForm)
    /// An object that has one of these members, each a text.
    case choice([(name: String, meaning: String)])
    /// `null` where nothing is known.
    case optional(ValueForm)
    case record(any Record.Type)
}
