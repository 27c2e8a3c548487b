import Postgres

/// Makes the tables of a database, and brings those of an earlier version up to this one's.
struct PostgresMaking {
    private let session: PostgresSession
    private let server: PostgresServer

    init(_ session: PostgresSession, _ server: PostgresServer) { (self.session, self.server) = (session, server) }

    /// Makes what isn't there; a database of another program's is left as it is.
    func prepare() throws {
        if try version() == PostgresSchema.versions.count { return }
        try refuseRecovery()
        try session.transaction(Self.beginning) { try make(from: try version()) }
    }

    /// Begins a transaction of the only one who makes tables or clusters; others wait, and see what that one did.
    static let beginning = """
        BEGIN ISOLATION LEVEL READ COMMITTED; SET LOCAL lock_timeout = '30s'; SET LOCAL client_min_messages = warning;
        SELECT pg_advisory_xact_lock(\(PostgresSchema.application), 0)
        """

    private func make(from version: Int) throws {
        if version == 0 {
            if try !hasSchema() { try session.run("CREATE SCHEMA \(PostgresSchema.name)") }
            try session.run(
                """
                SET LOCAL search_path = \(PostgresSchema.name);
                CREATE TABLE version (application bigint NOT NULL, number bigint NOT NULL);
                INSERT INTO version VALUES (\(PostgresSchema.application), 0)
                """)
        }
        try session.run("SET LOCAL search_path = \(PostgresSchema.name)")
        for statements in PostgresSchema.versions.dropFirst(version) {
            for statement in statements { try session.run(statement) }
        }
        try session.run("UPDATE version SET number = \(PostgresSchema.versions.count)")
    }

    /// Refuses a database in which no tables of ours are.
    func requireTables() throws {
        let version = try version()
        if version == 0 { throw HistoryError.noTables(path: server.name) }
    }

    /// The version of the tables; 0 where there are none yet, and may be.
    ///
    /// - Throws: `HistoryError.foreignDatabase` where others' are, `.newer` where a newer program made ours.
    func version() throws -> Int {
        if let number = try number() { return number }
        // A schema of that name says that it is meant for us, whatever else is there; tables in it say that it isn't.
        let tables = try session.ask(
            """
            SELECT n.nspname::text FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND n.nspname NOT IN ('pg_catalog', 'information_schema')
            AND n.nspname NOT LIKE 'pg\\_%' AND NOT EXISTS (
                SELECT 1 FROM pg_depend d
                WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
            """, [])
        let schemas = Set((0..<tables.count).map { tables.text($0, 0) })
        if schemas.contains(PostgresSchema.name) {
            // Another may have made ours since it was looked for them.
            guard let number = try number() else { throw HistoryError.foreignDatabase(path: server.name) }
            return number
        }
        if !schemas.isEmpty, try !hasSchema() { throw HistoryError.foreignDatabase(path: server.name) }
        return 0
    }

    /// The version that our own table tells; `nil` where there is none.
    private func number() throws -> Int? {
        let isThere = try session.ask("SELECT to_regclass('herbarium.version') IS NOT NULL", []).number(0, 0) != 0
        guard isThere else { return nil }
        let answer = try session.ask(
            "SELECT number FROM herbarium.version WHERE application = $1",
            [
                PostgresValue(PostgresSchema.application)
            ])
        guard answer.count == 1 else { throw HistoryError.foreignDatabase(path: server.name) }
        let number = Int(answer.number(0, 0))
        guard number <= PostgresSchema.versions.count else { throw HistoryError.newer(path: server.name) }
        return number
    }

    /// Whether it may make the tables.
    func mayMake() throws -> Bool {
        try session.ask(
            """
            SELECT CASE WHEN to_regnamespace('herbarium') IS NULL
            THEN has_database_privilege(current_database(), 'CREATE')
            ELSE has_schema_privilege('herbarium', 'CREATE, USAGE') END
            """, []
        ).number(0, 0) != 0
    }

    /// The rights that writing takes and that lack for some table.
    func missingRights() throws -> [String] {
        guard try session.ask("SELECT has_schema_privilege('herbarium', 'USAGE')", []).number(0, 0) != 0 else {
            return ["USAGE"]
        }
        return try ["SELECT", "INSERT", "UPDATE", "DELETE"].filter { right in
            let tables = "SELECT 1 FROM pg_class c WHERE c.relnamespace = 'herbarium'::regnamespace"
            let lacking = "\(tables) AND c.relkind IN ('r', 'p') AND NOT has_table_privilege(c.oid, '\(right)')"
            return try session.ask("SELECT EXISTS (\(lacking))", []).number(0, 0) != 0
        }
    }

    /// Whether it may make parts of the tables, and drop them.
    func ownsTables() throws -> Bool {
        try session.ask(
            """
            SELECT pg_has_role(c.relowner, 'USAGE') AND has_schema_privilege('herbarium', 'CREATE')
            FROM pg_class c WHERE c.oid = 'herbarium.task'::regclass
            """, []
        ).number(0, 0) != 0
    }

    private func hasSchema() throws -> Bool {
        try session.ask("SELECT to_regnamespace('herbarium') IS NOT NULL", []).number(0, 0) != 0
    }

    func refuseRecovery() throws {
        if try session.ask("SELECT pg_is_in_recovery()", []).number(0, 0) != 0 {
            throw HistoryError.standby(path: server.name)
        }
    }
}
