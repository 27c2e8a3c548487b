package import ArgumentParser

/// What stands behind an option is its value, also when it begins with a hyphen.
extension Option where Value: Sendable {
    /// Declares an option of the table; without a value of its own it is required.
    package init(_ spec: OptionSpec<Value>) {
        if let standard = spec.standard {
            self.init(
                wrappedValue: standard, name: .spec(spec), parsing: .unconditional, help: .spec(spec),
                completion: .spec(spec),
                transform: spec.parse)
        } else {
            self.init(
                name: .spec(spec), parsing: .unconditional, help: .spec(spec), completion: .spec(spec),
                transform: spec.parse)
        }
    }

    /// Declares an option of the table that may be left out.
    package init<Wrapped: Sendable>(_ spec: OptionSpec<Wrapped>) where Value == Wrapped? {
        self.init(
            name: .spec(spec), parsing: .unconditional, help: .spec(spec), completion: .spec(spec),
            transform: spec.parse)
    }

    /// Declares an option of the table that may be given several times.
    package init<Element: Sendable>(_ spec: OptionSpec<Element>) where Value == [Element] {
        self.init(
            wrappedValue: [], name: .spec(spec), parsing: .unconditionalSingleValue, help: .spec(spec),
            completion: .spec(spec), transform: spec.parse)
    }
}

extension Flag where Value == Bool {
    /// Declares a flag of the table.
    package init(_ spec: OptionSpec<Bool>) {
        self.init(wrappedValue: false, name: .spec(spec), help: .spec(spec))
    }
}

extension NameSpecification {
    fileprivate static func spec<Value>(_ spec: OptionSpec<Value>) -> NameSpecification { .customLong(spec.name) }
}

extension ArgumentHelp {
    fileprivate static func spec<Value>(_ spec: OptionSpec<Value>) -> ArgumentHelp {
        ArgumentHelp("\(OptionEntry(spec).explanation)", valueName: spec.placeholder)
    }
}

extension CompletionKind {
    /// The values that there are; else the placeholder says what a value is, of which a shell completes what stands in
    /// the file system.
    fileprivate static func spec<Value>(_ spec: OptionSpec<Value>) -> CompletionKind {
        if !spec.choices.isEmpty { return .list(spec.choices) }
        return switch spec.placeholder {
        case "DIR": .directory
        case .some(let placeholder) where placeholder.hasPrefix("FILE"): .file()
        default: .default
        }
    }
}
