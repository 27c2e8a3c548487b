/// The version of the program.
package enum Version {
    /// As `--version` and the pages say it.
    package static let current = "0.1.0"
}
