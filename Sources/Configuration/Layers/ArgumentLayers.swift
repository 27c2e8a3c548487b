/// Lays the command line over the environment, and that over the configuration file and Celery's own variables.
///
/// What the lower layers give is turned into arguments, so that the parser sees one command line.
package struct ArgumentLayers {
    private var chosen: [OptionValue] = []
    private var claimed: Set<String> = []

    /// The complete arguments for the parser.
    ///
    /// - Parameters:
    ///   - arguments: what the user typed, without the program's name.
    ///   - path: the command that they name.
    ///   - entries: the options that this command takes.
    ///   - environment: the variables of the environment.
    /// - Returns: what the user typed, with the options of the lower layers behind the command's name.
    /// - Throws: `CommandError` for the first mistake in any layer, with its place.
    package static func complete(
        _ arguments: [String], for path: CommandPath, taking entries: [OptionEntry], environment: [String: String]
    ) throws(CommandError) -> [String] {
        let line = try CommandLineLayer(arguments.dropFirst(path.length), of: path.name, taking: entries)
        let variables = try EnvironmentLayer(environment).values
        let config = (line.values.reversed() + variables).first { $0.name == OptionTable.config.name }
        let file = try config.map { (value) throws(CommandError) in try ConfigurationLayer(value).values }
        var layers = ArgumentLayers()
        for layer in [line.values, variables, file ?? [], CeleryLayer(environment).values] { layers.add(layer) }
        let given = Set(line.values.map(\.name))
        let added = layers.chosen.filter { !given.contains($0.name) }.flatMap {
            Self.arguments(for: $0, among: entries)
        }
        return arguments.prefix(path.length) + added + line.arguments
    }

    /// Takes what a layer says of options on which the layers above are silent.
    private mutating func add(_ layer: [OptionValue]) {
        let new = layer.filter { !claimed.contains($0.name) }
        chosen += new
        for value in new {
            claimed.insert(value.name)
            guard let entry = OptionTable.entry(named: value.name), !entry.isFlag || value.isOn else { continue }
            claimed.formUnion(entry.rivals)
        }
    }

    private static func arguments(for value: OptionValue, among entries: [OptionEntry]) -> [String] {
        guard let entry = entries.first(where: { $0.name == value.name }), entry.takes(from: value.place) else {
            return []
        }
        guard entry.isFlag else { return ["--\(value.name)", value.text] }
        return value.isOn ? ["--\(value.name)"] : []
    }
}
