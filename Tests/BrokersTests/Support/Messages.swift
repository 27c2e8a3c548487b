import Celery
import Decoding

@testable import Brokers

/// Texts as kombu and Celery write them.
enum Messages {
    /// An event in kombu's envelope.
    static func event(_ body: String) -> String {
        """
        {"body": "\(Base64.encode(Array(body.utf8)))", "content-encoding": "utf-8", "content-type": \
        "application/json", "headers": {"hostname": "w@h"}, "properties": {"body_encoding": "base64"}}
        """
    }

    /// A heartbeat in kombu's envelope.
    static func heartbeat(_ worker: String) -> String {
        event(#"{"hostname": "\#(worker)", "type": "worker-heartbeat", "timestamp": 1700000000.5, "freq": 2.0}"#)
    }

    /// A `task-started`, without the envelope.
    static func started(_ task: String) -> String {
        #"{"hostname": "w@h", "type": "task-started", "uuid": "\#(task)", "timestamp": 1700000000.5}"#
    }

    /// A message of a queue that asks for a task.
    static func task(_ id: String, name: String = "t.add", padding: Int = 0) -> String {
        """
        {"body": "W1tdLCB7fSwge31d", "content-encoding": "utf-8", "content-type": "application/json", "headers": \
        {"lang": "py", "task": "\(name)", "id": "\(id)", "argsrepr": "(\(String(repeating: "1", count: padding)))", \
        "kwargsrepr": "{}"}, "properties": {"body_encoding": "base64"}}
        """
    }

    /// An entry of the hash of delivered messages.
    static func delivered(_ id: String, exchange: String = "", key: String) -> String {
        "[\(task(id)), \(JSONWriter.quoted(exchange)), \(JSONWriter.quoted(key))]"
    }

    /// A stored result.
    static func result(_ id: String, done: String = "2026-11-22T08:00:00.000001+00:00", padding: Int = 0) -> String {
        """
        {"status": "SUCCESS", "result": "\(String(repeating: "r", count: padding))", "traceback": null, "children": [], \
        "date_done": "\(done)", "task_id": "\(id)"}
        """
    }
}
