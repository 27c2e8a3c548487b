package import Celery

/// A dump of Redis that a server of our own has read, for as long as this object lives.
package final class RedisDump: Sendable {
    /// When the server that wrote it saved it: all that is read from it is as of then.
    package let saved: Instant
    /// What wrote it, such as `Redis 6.0.16`; `nil` where it doesn't say.
    package let writer: String?
    /// How many keys have expired since, and are not there to be read any more.
    package let expired: Int

    private let server: DumpServer

    /// Copies the dump that an address names, and has a server read the copy.
    ///
    /// `environment` has `PATH`, in which the server is looked for, and `TMPDIR`. `leave` is handed what takes the copy
    /// and the server away where the run is ended by force, as soon as there is anything.
    ///
    /// - Throws: `BrokerError.dump` with what is wrong with it; `.cancelled`.
    package static func open(
        _ url: BrokerURL, environment: [String: String], options: StreamOptions,
        leave: (@escaping @Sendable () -> Void) -> Void = { _ in }
    ) async throws(BrokerError) -> RedisDump {
        let name = "\(url)"
        guard url.isDump, case .file(let path) = url.endpoint else { throw .dump(name, .notADump) }
        let (file, folder): (DumpFile, DumpFolder)
        do throws(DumpFlaw) {
            file = try DumpFile(path: path)
            let parent = environment["TMPDIR"].flatMap { $0.hasPrefix("/") ? $0 : nil } ?? "/tmp"
            try file.assertFits(in: FreeMemory().bytes, besideItsCopy: FreeMemory.holds(parent))
            folder = try DumpFolder(in: parent)
        } catch {
            throw .dump(name, error)
        }
        leave { [weak folder] in folder?.remove() }
        try folder.take(file.descriptor, size: file.size, from: name)
        let server = try DumpServer(folder, search: environment["PATH"] ?? "", dump: name)
        leave { [weak server] in server?.end() }
        let told = try await server.untilReady(
            url.served(at: server.socket), options: options, dump: name, version: file.header.version)
        let expired = told.split(whereSeparator: \.isNewline).first { $0.hasPrefix("rdb_last_load_keys_expired:") }
        return RedisDump(
            server, saved: file.saved, writer: file.header.server,
            expired: expired.flatMap { Int($0.drop { $0 != ":" }.dropFirst()) } ?? 0)
    }

    private init(_ server: DumpServer, saved: Instant, writer: String?, expired: Int) {
        self.server = server
        self.saved = saved
        self.writer = writer
        self.expired = expired
    }

    /// Where the server answers for an address of this dump.
    package func place(of url: BrokerURL) -> BrokerURL { url.served(at: server.socket) }

    /// Ends the server and takes the copy away, also while somebody still reads.
    package func close() { server.end() }
}
