/// What a worker runs: `py-celery 5.7.0 (Linux)`.
package struct Software: Hashable, Sendable {
    /// `sw_ident`, such as `py-celery`.
    package var name: String
    /// `sw_ver`.
    package var version: String
    /// `sw_sys`.
    package var system: String

    /// Names a software.
    package init(name: String, version: String, system: String) {
        self.name = name
        self.version = version
        self.system = system
    }
}
