import Celery
import Decoding
import Testing

struct ReplyDecoderTests {
    private let worker = WorkerName("w1@vm")

    private func inspection(_ method: InspectionMethod, _ answer: String) throws -> WorkerInspection {
        var decoder = ReplyDecoder()
        var workers: [WorkerName: WorkerInspection] = [:]
        try decoder.merge(#"{"w1@vm": \#(answer)}"#.utf8, to: method, into: &workers)
        return try #require(workers[worker])
    }

    @Test func takesAnAnswerForASignOfLife() throws {
        var expected = WorkerInspection()
        expected.isAlive = true
        #expect(try inspection(.ping, #"{"ok": "pong"}"#) == expected)
        for method in InspectionMethod.allCases {
            #expect(try inspection(method, #"{"error": "KeyError('x')"}"#) == expected)
            #expect(try inspection(method, "null") == expected)
        }
    }

    @Test func saysWhoRefused() throws {
        var decoder = ReplyDecoder()
        var workers: [WorkerName: WorkerInspection] = [:]
        let text = #"{"w1@vm": {"error": "no such method"}, "w2@vm": {"ok": "pong"}}"#
        let outcomes = try decoder.merge(text.utf8, to: .ping, into: &workers)
        #expect(
            outcomes == [
                ReplyOutcome(worker: worker, refusal: "no such method"), ReplyOutcome(worker: WorkerName("w2@vm")),
            ])
        for text in ["[]", "5", "", "{"] {
            #expect(throws: DecodingFailure.self) { try decoder.merge(text.utf8, to: .ping, into: &workers) }
        }
    }

    @Test func keepsWhatOtherAnswersTold() throws {
        var decoder = ReplyDecoder()
        var workers: [WorkerName: WorkerInspection] = [:]
        try decoder.merge(#"{"w1@vm": []}"#.utf8, to: .active, into: &workers)
        try decoder.merge(#"{"w1@vm": ["a"]}"#.utf8, to: .revoked, into: &workers)
        try decoder.merge(#"{"w1@vm": {"error": "x"}}"#.utf8, to: .active, into: &workers)
        #expect(workers[worker]?.active == [])
        #expect(workers[worker]?.revoked == [TaskID("a")])
        #expect(workers[worker]?.isComplete == false)
    }

    @Test func readsActiveTasks() throws {
        let active = try inspection(.active, "[\(ReplySample.active), {\"id\": 5}, 7, {}]").active
        let held = try #require(active?.first)
        #expect(active?.count == 1)
        #expect(held.task == TaskID("5311e75f-63cc-41de-8bc8-28860c82bc98"))
        #expect(held.facts.name == "shop.mail.send_newsletter")
        #expect(held.facts.args == "('olga@example.net', 'Spring leaves №4')")
        #expect(held.facts.kwargs == "{}")
        #expect(held.started == Instant(microseconds: 1_795_339_765_321_508))
        #expect(held.processID == 6978)
        #expect(held.isAcknowledged == true)
    }

    @Test func leavesOutArgumentsThatAreNotInTheCallersWords() throws {
        let answer = #"[{"id": "a", "type": "shop.add", "args": ["x", 1], "kwargs": {"k": null}, "time_start": null}]"#
        let held = try #require(try inspection(.reserved, answer).reserved?.first)
        #expect(held.facts.name == "shop.add")
        #expect(held.facts.args == nil && held.facts.kwargs == nil)
        #expect(held.started == nil)
        #expect(held.isAcknowledged == nil)
    }

    @Test func readsScheduledTasks() throws {
        let answer =
            #"[{"eta": "2026-11-22T11:58:04.343078+00:00", "priority": 6, "request": {"id": "a"}}, {"eta": null}]"#
        let scheduled = try #require(try inspection(.scheduled, answer).scheduled)
        #expect(scheduled.map(\.task) == [TaskID("a")])
        #expect(scheduled.first?.facts.eta?.iso8601 == "2026-11-22T11:58:04.343078Z")
    }

    @Test func readsConsumedQueues() throws {
        let queues = try #require(try inspection(.activeQueues, ReplySample.queues).queues)
        #expect(
            queues == [
                ConsumedQueue(
                    name: "reports",
                    attributes: [
                        NamedValue("exchange.name", "orders"), NamedValue("exchange.type", "direct"),
                        NamedValue("routing_key", "orders"), NamedValue("durable", "True"),
                        NamedValue("exclusive", "False"),
                        NamedValue("auto_delete", "False"), NamedValue("no_ack", "False"),
                        NamedValue("max_priority", "9"),
                    ])
            ])
    }

    @Test func readsRegisteredTypes() throws {
        let answer = #"["shop.images.purge_cdn [rate_limit=20/m]", 5, "shop.add"]"#
        #expect(
            try inspection(.registered, answer).registered == ["shop.images.purge_cdn [rate_limit=20/m]", "shop.add"])
    }

    @Test func readsStatistics() throws {
        let found = try inspection(.stats, ReplySample.statistics)
        #expect(found.executions == ["shop.orders.charge": 50, "shop.orders.confirm": 41])
        #expect(found.processID == 6761)
        #expect(found.uptime == 73)
        #expect(found.concurrency == 2)
        #expect(found.prefetchCount == 9)
        #expect(found.pool.contains(NamedValue("implementation", "celery.concurrency.prefork:TaskPool")))
        #expect(found.pool.contains(NamedValue("processes", "6777, 6782")))
        #expect(found.pool.contains(NamedValue("writes.inqueues.total", "2")))
        #expect(found.system == [NamedValue("utime", "1.347603"), NamedValue("maxrss", "52700")])
        #expect(found.other == [NamedValue("clock", "2792"), NamedValue("autoscaler.max", "9")])
    }

    @Test func publishesNoCredentialOfTheConnection() throws {
        let found = try inspection(.stats, ReplySample.statistics)
        #expect(
            found.broker == [
                NamedValue("hostname", "localhost"), NamedValue("virtual_host", "0"), NamedValue("port", "6379"),
                NamedValue("ssl", "False"), NamedValue("transport", "redis"), NamedValue("connect_timeout", "4"),
                NamedValue("transport_options.visibility_timeout", "7200"),
            ])
        #expect(!String(describing: found).contains("hunter2"))
    }

    @Test func publishesOnlyHarmlessSettings() throws {
        let found = try inspection(.conf, ReplySample.configuration)
        #expect(
            found.configuration == [
                NamedValue("accept_content", "json, yaml"),
                NamedValue("broker_transport_options.visibility_timeout", "7200"),
                NamedValue("task_acks_late", "True"), NamedValue("task_default_queue", "orders"),
                NamedValue("task_time_limit", "300"), NamedValue("timezone", "None"),
                NamedValue("worker_prefetch_multiplier", "4"),
            ])
        #expect(found.visibilityTimeout == 7200)
        #expect(!String(describing: found).contains("hunter2"))
    }

    @Test(arguments: [("7200.5", 7200.5), ("\"600\"", 600), ("null", nil), ("true", nil), ("-1", nil), ("NaN", nil)])
    func readsTheVisibilityTimeout(value: String, expected: Double?) throws {
        let answer = #"{"broker_transport_options": {"visibility_timeout": \#(value)}}"#
        #expect(try inspection(.conf, answer).visibilityTimeout == expected)
    }
}
