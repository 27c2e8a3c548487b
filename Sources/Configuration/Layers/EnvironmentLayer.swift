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
                if Self.isKubernetesService(variable, text, in: environment) { continue }
                throw Self.unknown(variable, among: entries)
            }
            guard !text.isEmpty else { continue }
            let value = OptionValue(name: entry.name, text: text, place: .environment(variable))
            try value.check()
            values.append(value)
        }
        self.values = values
    }

    /// Kubernetes tells every pod of the services beside it; those named `herbarium` or `herbarium-nginx`, which serve
    /// the site, are likely.
    ///
    /// The names are those of `makeLinkVariables` and `fromServices` in Kubernetes' `pkg/kubelet/envvars`.
    private static func isKubernetesService(
        _ variable: String, _ text: String, in environment: [String: String]
    ) -> Bool {
        guard environment["KUBERNETES_SERVICE_HOST"] != nil else { return false }
        let places = #/HERBARIUM(_[A-Z0-9_]+)?_(SERVICE_HOST|SERVICE_PORT(_[A-Z0-9_]+)?)/#
        let links = #/HERBARIUM(_[A-Z0-9_]+)?_PORT_[0-9]+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?/#
        if variable.wholeMatch(of: places) != nil || variable.wholeMatch(of: links) != nil { return true }
        return variable.hasSuffix("_PORT") && text.wholeMatch(of: #/(tcp|udp|sctp)://.+/#) != nil
    }

    private static func unknown(_ variable: String, among entries: [OptionEntry]) -> CommandError {
        let onlyOnCommandLine = OptionTable.entries.first { $0.variable == variable }
        let mistake: CommandError =
            onlyOnCommandLine.map { .onlyOnCommandLine($0.name) }
            ?? .unknownVariable(nearest: NearestName.of(variable, among: entries.map(\.variable)))
        return .at(.environment(variable), mistake)
    }
}
