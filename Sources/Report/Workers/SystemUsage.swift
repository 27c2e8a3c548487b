import Celery

/// What `getrusage` reports, with units: Python names the fields and leaves out what they are (getrusage(2)).
enum SystemUsage {
    private static let meanings = [
        "utime": "time spent executing", "stime": "time spent in the system", "maxrss": "most memory held",
        "ixrss": "shared memory, not kept on Linux", "idrss": "unshared data, not kept on Linux",
        "isrss": "unshared stack, not kept on Linux", "minflt": "page faults without reading",
        "majflt": "page faults with reading", "nswap": "swaps, not kept on Linux", "inblock": "blocks read",
        "oublock": "blocks written", "msgsnd": "messages sent, not kept on Linux",
        "msgrcv": "messages received, not kept on Linux", "nsignals": "signals, not kept on Linux",
        "nvcsw": "voluntary context switches", "nivcsw": "involuntary context switches",
    ]

    /// A value with its unit; one that isn't a number as the worker wrote it.
    static func entry(_ pair: NamedValue, in notation: Notation) -> NamedEntry {
        let meaning = meanings[pair.name]
        guard let number = Double(pair.value), number.isFinite, number.magnitude < 1e15, meaning != nil else {
            return NamedEntry(pair, meaning: meaning)
        }
        return NamedEntry(NamedValue(pair.name, notation.words(text(number, of: pair.name))), meaning: meaning)
    }

    private static func text(_ number: Double, of name: String) -> String {
        switch name {
        case "utime", "stime": Wording.duration(number)
        case "maxrss": Wording.count(Int((number / 1024).rounded())) + " MiB"
        case "ixrss", "idrss", "isrss": Wording.count(Int(number)) + " KiB"
        default: Wording.count(Int(number))
        }
    }
}
