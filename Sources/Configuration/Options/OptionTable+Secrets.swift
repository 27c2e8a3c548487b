import Celery

extension OptionTable {
    /// What must not come into any file.
    package static let secrets: [OptionEntry] = [OptionEntry(redact), OptionEntry(omit), OptionEntry(hideForPublic)]

    package static let redact = OptionSpec<CommaList>(
        "redact", "NAME", isList: true,
        "Redact the values of this key too, beside the names known to be secrets; may be repeated.",
        parse: CommaList.init(parsing:))

    static let omit = OptionSpec<OmittedColumns>(
        "omit", "COLUMN,…", standard: OmittedColumns.none, isList: true,
        "Drop these columns of tasks everywhere: args, kwargs, result, traceback.",
        parse: OmittedColumns.init(parsing:)
    ).choosing(from: Privacy.Column.allCases.map(\.rawValue))

    /// `public` is a keyword of the language.
    package static let hideForPublic = OptionSpec<Bool>(
        flag: "public", "Publish nothing that strangers should not read: no arguments, results or host details.")
}
