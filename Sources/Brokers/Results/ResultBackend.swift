/// Where Celery stores what became of tasks.
package protocol ResultBackend: Sendable {
    /// Reads up to `limit` results, the newest as far as the backend can tell, within `timeLimit`, and writes nothing.
    func read(limit: Int, timeLimit: Duration) async throws(BrokerError) -> ResultReport
}
