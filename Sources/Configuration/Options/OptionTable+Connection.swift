extension OptionTable {
    /// Which broker, and how Celery uses it.
    package static let connection: [OptionEntry] = [
        OptionEntry(broker), OptionEntry(brokerFile), OptionEntry(resultBackend), OptionEntry(keyPrefix),
        OptionEntry(prioritySteps), OptionEntry(prioritySeparator), OptionEntry(resultKeyPrefix),
        OptionEntry(redbeatKeyPrefix), OptionEntry(eventExchange), OptionEntry(controlExchange),
        OptionEntry(management),
        OptionEntry(sentinelMaster), OptionEntry(sentinelUser), OptionEntry(sentinelPasswordFile),
        OptionEntry(sentinelTLS),
        OptionEntry(tlsCA), OptionEntry(tlsCertificate), OptionEntry(tlsKey), OptionEntry(tlsInsecure),
    ]

    package static let broker = OptionSpec<Secret>(
        "broker", "URL", rivals: ["broker-file"],
        "The broker, as Celery writes it, or a dump of Redis, as 'rdb:FILE?db=N'; several separated by ';' are tried in "
            + "turn. (default: CELERY_BROKER_URL)",
        parse: Secret.init(parsing:))

    package static let brokerFile = OptionSpec<String>(
        "broker-file", "FILE", rivals: ["broker"],
        "A file that holds the broker's URL, so that no password stands in a process list.", parse: text)

    package static let resultBackend = OptionSpec<Secret>(
        "result-backend", "URL",
        "Where finished tasks are read from: Redis or its dump; a table, as 'db+sqlite:///FILE' or 'db+postgresql://…', "
            + "and of django-celery-results as 'django-db+…'; others are skipped. (default: CELERY_RESULT_BACKEND)",
        parse: Secret.init(parsing:))

    package static let keyPrefix = OptionSpec<String>(
        "key-prefix", "TEXT", standard: "", "Redis: 'global_keyprefix' of Celery's broker_transport_options.",
        parse: anyText)

    static let prioritySteps = OptionSpec<PrioritySteps>(
        "priority-steps", "N,N…", standard: .standard, isList: true,
        "Redis: 'priority_steps' of broker_transport_options.", parse: PrioritySteps.init(parsing:))

    static let prioritySeparator = OptionSpec<EscapedText>(
        "priority-separator", "TEXT", standard: .kombuSeparator,
        "Redis: 'sep' of broker_transport_options; \\xNN is the character of that code.",
        parse: EscapedText.init(parsing:))

    package static let resultKeyPrefix = OptionSpec<String>(
        "result-key-prefix", "TEXT", standard: "",
        "Redis: 'global_keyprefix' of result_backend_transport_options.", parse: anyText)

    static let redbeatKeyPrefix = OptionSpec<String>(
        "redbeat-key-prefix", "TEXT", standard: "redbeat:",
        "Redis: Celery's setting 'redbeat_key_prefix', where RedBeat keeps the schedule.", parse: text)

    static let eventExchange = OptionSpec<String>(
        "event-exchange", "NAME", standard: "celeryev", "Celery's setting 'event_exchange'.", parse: text)

    package static let management = OptionSpec<Secret>(
        "management", "URL",
        "RabbitMQ's management API. (default: port 15672 of the broker's host, with TLS 15671)",
        parse: Secret.init(parsing:))

    package static let sentinelMaster = OptionSpec<String>(
        "sentinel-master", "NAME",
        "Redis Sentinel: 'master_name' of broker_transport_options. (default: the only one that there is)", parse: text)

    static let sentinelUser = OptionSpec<String>(
        "sentinel-user", "NAME",
        "The Sentinels' own user: 'username' in 'sentinel_kwargs' of broker_transport_options.", parse: text)

    static let sentinelPasswordFile = OptionSpec<String>(
        "sentinel-password-file", "FILE",
        "A file that holds the Sentinels' own password; the one in the URL is Redis'.", parse: text)

    static let sentinelTLS = OptionSpec<Bool>(
        flag: "sentinel-tls", "Sentinels speak TLS too: 'ssl' in 'sentinel_kwargs' of broker_transport_options.")

    static let tlsCA = OptionSpec<String>(
        "tls-ca", "FILE", "The authorities to trust in place of the system's, as PEM; for every TLS connection.",
        parse: text)

    static let tlsCertificate = OptionSpec<String>(
        "tls-cert", "FILE", "The certificate to show, as PEM; for every TLS connection.", parse: text)

    package static let tlsKey = OptionSpec<String>("tls-key", "FILE", "Its key, as PEM.", parse: text)

    package static let tlsInsecure = OptionSpec<Bool>(
        flag: "tls-insecure", "Believe anybody to be the server that was asked for; the page says so.")

    static let controlExchange = OptionSpec<String>(
        "control-exchange", "NAME", standard: "celery",
        "Celery's setting 'control_exchange'; '.pidbox' is added as Celery does.", parse: text)
}
