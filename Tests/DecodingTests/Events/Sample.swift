/// Messages as Celery 5.7.0 sent them.
enum Sample {
    static let sent = #"""
        {"hostname": "gen6743@web-1", "utcoffset": 0.0, "pid": 6743, "clock": 1,
        "uuid": "db8e83f8-1652-4032-8af8-414ce0e0f570", "root_id": "db8e83f8-1652-4032-8af8-414ce0e0f570",
        "parent_id": null, "name": "shop.images.resize",
        "args": "('products/JAR-\u00c9T\u00c9/55929.jpg', [320, 640, 1280])", "kwargs": "{'megapixels': 6.3}",
        "retries": 0, "eta": null, "expires": null, "queue": "images", "exchange": "", "routing_key": "images",
        "timestamp": 1795339696.1764758, "type": "task-sent"}
        """#

    static let heartbeat = #"""
        {"hostname": "celery@mail-1", "utcoffset": 0.0, "pid": 6762, "clock": 14, "freq": 2.0, "active": 1,
        "processed": 783, "loadavg": [0.16, 0.17, 0.11], "sw_ident": "py-celery", "sw_ver": "5.7.0",
        "sw_sys": "Linux", "timestamp": 1795339695.8738115, "type": "worker-heartbeat"}
        """#

    /// `{"type": "worker-offline", "hostname": "w1@vm", "timestamp": 1.5}` as Redis delivers it.
    static let envelope = #"""
        {"body": "eyJ0eXBlIjogIndvcmtlci1vZmZsaW5lIiwgImhvc3RuYW1lIjogIncxQHZtIiwgInRpbWVzdGFtcCI6IDEuNX0=",
        "content-encoding": "utf-8", "content-type": "application/json", "headers": {"hostname": "w1@vm"},
        "properties": {"delivery_mode": 1, "delivery_info": {"exchange": "celeryev", "routing_key": "worker.offline"},
        "priority": 0, "body_encoding": "base64", "delivery_tag": "5dff4733-6ea4-4873-99e6-4009a95a2255"}}
        """#
}
