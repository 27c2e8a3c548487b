/// The options that variables of the environment give.
struct EnvironmentLayer {
    /// The values, sorted by the names of their variables.
    let values: [OptionValue]

    /// Reads every `HERBARIUM_…`; an empty one counts as not given.
    ///
    /// - Throws: `CommandError.at` with the variable, for one that no option has and for a value that isn't one.
    init(_ environment: [String: String]) throws(CommandError) {
        let entries = OptionTable.entries.filter { $0.reach != .commandLine }
        var values: [OptionValue] = []
        for (variable, text) in environment.sorted(by: { $0.key < $1.key }) where variable.hasPrefix("HERBARIUM_") {
            guard let entry = entries.first(where: { $0.variable == variable }) else {
                if Self.isKubernetesService(variable, in: environment) { continue }
                throw Self.unknown(variable, among: entries)
            }
            guard !text.isEmpty else { continue }
            let value = OptionValue(name: entry.name, text: text, place: .environment(variable))
            try value.check()
            values.append(value)
        }
        self.values = values
    }

    /// Kubernetes tells every pod of the services beside it; one named `herbarium`, which serves the site, is likely.
    private static func isKubernetesService(_ variable: String, in environment: [String: String]) -> Bool {
        guard environment["KUBERNETES_SERVICE_HOST"] != nil else { return false }
        return variable == "HERBARIUM_PORT" || variable.hasPrefix("HERBARIUM_PORT_")
            || variable.hasPrefix("HERBARIUM_SERVICE_")
    }

    private static func unknown(_ variable: String, among entries: [OptionEntry]) -> CommandError {
        let onlyOnCommandLine = OptionTable.entries.first { $0.variable == variable }
        let mistake: CommandError =
            onlyOnCommandLine.map { .onlyOnCommandLine($0.name) }
            ?? .unknownVariable(nearest: NearestName.of(variable, among: entries.map(\.variable)))
        return .at(.environment(variable), mistake)
    }
}
