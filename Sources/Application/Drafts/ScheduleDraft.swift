/// The texts of systemd services that make a report and keep events, and of a timer that starts the first.
struct ScheduleDraft {
    /// The program, by an absolute path.
    let executable: String
    /// The folder of the configuration, by an absolute path.
    let folder: String

    /// Where a service of the system keeps what it makes: systemd's folder for it.
    static let stateFolder = "/var/lib/herbarium"

    /// Where the site goes; `nil` where it goes into the configuration's folder, as the program does by itself.
    var output: String? { folder == "/etc" || folder.hasPrefix("/etc/") ? Self.stateFolder + "/site" : nil }

    /// The service that makes a report.
    var service: String {
        """
        [Unit]
        Description=Report on Celery
        Documentation=man:herbarium(1)
        Wants=network-online.target
        After=network-online.target
        # Where no report came about, or, with fail-on-rules, where a rule failed.
        OnFailure=\(Self.alertName)

        [Service]
        Type=oneshot
        ExecStart=\(command("report"))
        # Published, but a source failed or a worker didn't answer; the page says which.
        SuccessExitStatus=2
        # It ends by its own --deadline; this is for a disk that hangs.
        TimeoutStartSec=15min
        \(surroundings)

        """
    }

    /// What the service that tells of failures is called.
    static let alertName = "herbarium-failed.service"

    /// The service that tells of a report that failed.
    var alert: String {
        """
        [Unit]
        Description=Tell that the report on Celery failed
        Documentation=man:herbarium(1)

        [Service]
        Type=oneshot
        # Put in its place whatever tells you: a mail, a page, a message to a chat.
        ExecStart=/usr/bin/logger --priority daemon.alert --tag herbarium "the report failed; journalctl --unit herbarium.service says why"
        DynamicUser=true

        """
    }

    /// The service that keeps every event, from its start to its stop.
    var recorder: String {
        """
        [Unit]
        Description=Recorder of Celery's events
        Documentation=man:herbarium(1)
        Wants=network-online.target
        After=network-online.target

        [Service]
        ExecStart=\(command("record"))
        # After logrotate has moved away what --to names.
        ExecReload=/bin/kill -HUP $MAINPID
        Restart=on-failure
        RestartSec=10
        \(surroundings)

        [Install]
        WantedBy=multi-user.target

        """
    }

    /// The timer.
    var timer: String {
        """
        [Unit]
        Description=Report on Celery every five minutes
        Documentation=man:herbarium(1)

        [Timer]
        OnCalendar=*:0/5
        # Not at the very second at which everybody else's timers go off.
        RandomizedDelaySec=20

        [Install]
        WantedBy=timers.target

        """
    }

    private func command(_ name: String) -> String {
        "\(Self.quoted(executable)) \(name) --config \(Self.quoted(folder + "/" + InitialFiles.configuration))"
    }

    /// Who runs it, where it writes, and what it may not do (systemd.exec(5)).
    private var surroundings: String {
        let isAtHome = ["/home", "/root", "/run/user"].contains { folder == $0 || folder.hasPrefix($0 + "/") }
        let writable = output == nil ? "ReadWritePaths=\(Self.quoted(folder))" : "#ReadWritePaths=/srv/www"
        return """
            # A user of its own is better than root; make it, and give it the configuration:
            #   useradd --system --home-dir \(Self.stateFolder) --shell /usr/sbin/nologin herbarium
            #   chown -R herbarium: \(folder)
            #User=herbarium
            WorkingDirectory=\(Self.escaped(folder))
            # The folder of the history\(output == nil ? "" : " and of the site"): \(Self.stateFolder), or below ~/.local/state for a service of a user's own.
            StateDirectory=herbarium
            Environment=XDG_STATE_HOME=%S
            # Else it writes nowhere. A site elsewhere needs the folder around it here: both are exchanged in there.
            \(writable)
            # Whoever serves the site has to be able to read it; what holds secrets is made for its owner alone.
            UMask=0022
            ProtectSystem=strict
            ProtectHome=\(isAtHome ? "read-only" : "true")
            PrivateTmp=true
            PrivateDevices=true
            ProtectClock=true
            ProtectControlGroups=true
            ProtectHostname=true
            ProtectKernelLogs=true
            ProtectKernelModules=true
            ProtectKernelTunables=true
            ProtectProc=invisible
            NoNewPrivileges=true
            CapabilityBoundingSet=
            RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX AF_NETLINK
            RestrictNamespaces=true
            RestrictRealtime=true
            RestrictSUIDSGID=true
            RemoveIPC=true
            LockPersonality=true
            MemoryDenyWriteExecute=true
            SystemCallArchitectures=native
            SystemCallFilter=@system-service
            SystemCallFilter=~@privileged @resources
            SystemCallErrorNumber=EPERM
            """
    }

    /// A path as systemd reads it, in which `%` begins a specifier.
    private static func escaped(_ path: String) -> String { path.replacing("%", with: "%%") }

    /// A word of a command line, in which also `$`, `\` and `"` mean something (systemd.service(5), systemd.syntax(7)).
    private static func quoted(_ word: String) -> String {
        let special = [("\\", "\\\\"), ("\"", "\\\""), ("$", "$$")]
        let escaped = special.reduce(escaped(word)) { $0.replacing($1.0, with: $1.1) }
        return word.allSatisfy { $0.isLetter || $0.isNumber || "/._-@+:".contains($0) } ? escaped : "\"\(escaped)\""
    }
}
