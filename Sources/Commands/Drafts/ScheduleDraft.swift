/// The texts of a systemd service that makes a report, and of a timer that starts it.
struct ScheduleDraft {
    /// The program, by an absolute path.
    let executable: String
    /// The folder of the configuration, by an absolute path.
    let folder: String

    /// The service: the same for the system's systemd and for a user's own.
    var service: String {
        """
        [Unit]
        Description=Report on Celery
        Documentation=man:herbarium(1)
        Wants=network-online.target
        After=network-online.target

        [Service]
        Type=oneshot
        # Who runs it has to be able to read the configuration and to write the site.
        #User=herbarium
        WorkingDirectory=\(Self.escaped(folder))
        # The history's folder: /var/lib/herbarium, or below ~/.local/state for a service of a user's own.
        StateDirectory=herbarium
        Environment=XDG_STATE_HOME=%S
        ExecStart=\(Self.quoted(executable)) report --config \(Self.quoted(folder + "/" + InitialFiles.configuration))
        # Published, but a source failed or a worker didn't answer; the page says which.
        SuccessExitStatus=2
        # It ends by its own --deadline; this is for a disk that hangs.
        TimeoutStartSec=15min
        NoNewPrivileges=true

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

    /// A path as systemd reads it, in which `%` begins a specifier.
    private static func escaped(_ path: String) -> String { path.replacing("%", with: "%%") }

    /// A word of a command line, in which also `$`, `\` and `"` mean something (systemd.service(5), systemd.syntax(7)).
    private static func quoted(_ word: String) -> String {
        let special = [("\\", "\\\\"), ("\"", "\\\""), ("$", "$$")]
        let escaped = special.reduce(escaped(word)) { $0.replacing($1.0, with: $1.1) }
        return word.allSatisfy { $0.isLetter || $0.isNumber || "/._-@+:".contains($0) } ? escaped : "\"\(escaped)\""
    }
}
