package import Rules

/// What goes wrong around a command: its options, its files, its outputs.
package enum CommandError: Error, Equatable {
    /// Another error, at the place of an option's value.
    indirect case at(Place, CommandError)
    /// A text that is no value of its option.
    case badValue(String, ValueProblem)
    /// A word where the name of a command should stand.
    case unknownCommand(String, of: String, nearest: String?)
    /// An option that nobody has, or another command has.
    case unknownOption(String, command: String, nearest: String?)
    case optionOfOthers(String, command: String)
    /// A key of the configuration file, or a variable of the environment, that stands for no option.
    case unknownKey(String, nearest: String?)
    case unknownVariable(nearest: String?)
    /// An option that has no meaning in a configuration file or in the environment.
    case onlyOnCommandLine(String)
    case duplicateKey(String)
    case listForOne(String)
    case notAMapping
    /// A rule that says nothing that could be judged.
    case badRule(RuleMistake)
    /// A list was wanted, a rule, or any rule at all.
    case notAList(String)
    case notARule
    case noRules
    case noRulesGiven
    case tooManyRules(limit: Int)
    case rulesTwice
    case badYAML(String)
    /// What ArgumentParser says of the command line, or a command of its options together.
    case usage(String, command: String)
    case noBroker
    /// A broker by which no events go, or a dump.
    case nothingToRecord(at: String)
    /// A baseline by time, where there is no history that could know it.
    case baselineWithoutHistory(Span)
    /// A dump, of which nothing is remembered unless a history is named.
    case dumpHasNoHistory
    /// Something that only RabbitMQ can do.
    case notRabbitMQ
    /// A tap that was not taken away, and why.
    case tapKept(name: String, reason: String)
    case unreadable(path: String, reason: String)
    case unwritable(name: String, reason: String)
    /// Whoever read it has read enough, of which nobody is told, as with any program in a pipe.
    case closedPipe(name: String)
    /// A text that isn't UTF-8.
    case notUTF8(path: String)
    case interrupted(signal: Int32)
    /// The run's own deadline passed before it was done; says what it was at, and what of it readers have already.
    case deadlinePassed(Span, during: String?, published: String?)
    /// The site is there for its readers, what was to be written beside it isn't.
    case halfDone(reason: String, published: String)
    /// A file, or a pipe, that was being read when the run was to end.
    case stopped(path: String)
    /// An address of a broker or of a result backend that can't be used.
    case badAddress(option: String, flaw: String)
    /// Templates with mistakes, each of which was told before.
    case templates(count: Int, folder: String)
    /// A queue of which no execution is known, and whether those of any queue are.
    case nothingToReplay(queue: String, nearest: String?, knowsQueues: Bool)
    /// A type of which nothing was executed.
    case typeNotExecuted(String, nearest: String?)
    /// So little of what happened was seen that a replay would mislead, in percent; `nil` where nobody knows how much.
    case tooLittleSeen(percent: Int?, least: Int, reason: String?)
    /// Of so many executions nothing tells whether they were of the queue that a replay would mislead.
    case queueOfTooManyUnknown(queue: String, unknown: Int, of: Int, most: Int)
    /// A file of passwords that strangers may read or change.
    case openToOthers(path: String)
    /// A file of passwords that says nothing that could be used.
    case badSeal(path: String, reason: String)
    /// A sealed site, over which a plain one would be published.
    case sealedOutput(String)
    /// A sealed site, over which one would be published without a seal.
    case plainOverSealed(String)
    /// So many dated sites that aren't for strangers, beside a site that is.
    case privateArchive(String, count: Int)
    /// What keeps a site from being made.
    case site(String)
    /// Of so many sites none can be read, each of which was told before.
    case noSiteReadable(count: Int)
    /// A folder in which the index of several clusters would harm a site.
    case overviewOverSite(String)
    case overviewWithinSite(String, site: String)
    /// The index of several clusters, over which the site of one would be published.
    case siteOverOverview(String)
    /// A site that lies within the folder of the index.
    case siteWithinOverview(String, site: String)
    /// A file that is no snapshot, or one of another version.
    case badSnapshot(path: String, reason: String)
    case exists(path: String)
    /// A history in which nothing is yet.
    case emptyHistory(path: String)
    /// No folder is known to keep a history in.
    case noHome
    /// A service of that name is nowhere.
    case noService(String)
    /// The folder for the history can't be made.
    case noFolder(String, reason: String)
    /// A history that doesn't hold what it should: how much of it is wrong, each of which was told before.
    case unsound(path: String, flaws: Int)
}

extension CommandError {
    /// The status of a process that ends with this error.
    package var status: RunStatus {
        switch self {
        case .at, .badValue, .unknownCommand, .unknownOption, .optionOfOthers, .unknownKey, .unknownVariable,
            .onlyOnCommandLine,
            .duplicateKey, .listForOne, .notAMapping, .badRule, .notAList, .notARule, .noRules, .noRulesGiven,
            .tooManyRules, .rulesTwice, .badYAML, .usage, .noBroker, .notRabbitMQ, .nothingToRecord,
            .dumpHasNoHistory, .badAddress, .badSeal, .baselineWithoutHistory:
            .usage
        case .tapKept, .unreadable, .unwritable, .closedPipe, .notUTF8, .templates, .site, .badSnapshot, .exists,
            .emptyHistory, .noHome, .noService, .noFolder, .unsound, .noSiteReadable,
            .overviewOverSite, .overviewWithinSite, .siteWithinOverview, .siteOverOverview, .stopped, .nothingToReplay,
            .typeNotExecuted,
            .tooLittleSeen, .queueOfTooManyUnknown, .openToOthers, .sealedOutput,
            .plainOverSealed, .privateArchive:
            .failed
        case .deadlinePassed(_, _, let published): published == nil ? .failed : .partial
        case .halfDone: .partial
        case .interrupted(let signal): .interrupted(signal: signal)
        }
    }
}

extension CommandError: CustomStringConvertible {
    /// One line: what failed, on what, why, and what to do.
    package var description: String {
        switch self {
        case .at(let place, let error): "\(place): \(error)"
        case .badValue("", let problem): "the value \(problem)"
        case .badValue(let text, let problem): "'\(text)' \(problem)"
        case .unknownCommand(let name, let command, let nearest):
            "unknown command '\(name)'" + NearestName.hint(nearest) + Self.see(command)
        case .unknownOption(let name, let command, let nearest):
            "unknown option '--\(name)'" + (nearest.map { "; did you mean '--\($0)'?" } ?? "") + Self.see(command)
        case .optionOfOthers(let name, let command): "'\(command)' has no option '--\(name)'" + Self.see(command)
        case .unknownKey(let key, let nearest): "unknown key '\(key)'" + NearestName.hint(nearest)
        case .unknownVariable(let nearest): "no option has this variable" + NearestName.hint(nearest)
        case .onlyOnCommandLine(let name): "'\(name)' can't be set here; give '--\(name)' on the command line"
        case .duplicateKey(let key): "the key '\(key)' stands here more than once"
        case .listForOne(let key): "'\(key)' takes one value, not a list"
        case .notAMapping: "a configuration is a mapping of option names to values, such as 'listen: 5s'"
        case .badRule(let mistake):
            mistake.flaw.description
                + NearestName.hint(
                    mistake.flaw.misnamed.flatMap { NearestName.of($0.written, among: $0.known) })
        case .notAList(let key): "'\(key)' takes a list, such as '- coverage >= 95%' for each rule"
        case .notARule: "a rule is one text, such as 'coverage >= 95%'"
        case .noRules: "there are no rules here: 'checks:' takes a list of them"
        case .noRulesGiven:
            "no rules given: write them under 'checks:' in a configuration, or in a file for --rules; 'herbarium check --list' has the measures"
        case .tooManyRules(let limit): "there are more than \(limit) here, the most that are taken"
        case .rulesTwice: "the rules stand here and in the file of 'rules'; keep one of them"
        case .badYAML(let problem): "this isn't YAML: \(problem)"
        case .usage(let message, let command): message + Self.see(command)
        case .noBroker:
            "no broker given: use --broker URL, --broker-file FILE or CELERY_BROKER_URL; 'herbarium demo' needs none"
        case .notRabbitMQ: "only RabbitMQ keeps events in a queue; at Redis, 'herbarium record' keeps them"
        case .nothingToRecord(let broker):
            "no events go by '\(broker)': there is nothing to record; 'herbarium report' reads what waits there"
        case .baselineWithoutHistory(let span):
            "'--baseline \(span)' is a time before, which only the history of 'report' knows; name a snapshot"
        case .dumpHasNoHistory:
            "a dump has no history of its own; give its broker's by --history FILE"
        case .tapKept(let name, let reason):
            "'\(name)' \(reason)"
        case .unreadable(let path, let reason): "cannot read '\(path)': \(reason)"
        case .unwritable(let name, let reason): "cannot write \(name): \(reason)"
        case .closedPipe(let name): "cannot write \(name): whoever reads it has closed it"
        case .notUTF8(let path): "cannot read '\(path)': it isn't text in UTF-8"
        case .interrupted(let signal): signal == 15 ? "terminated" : signal == 1 ? "hung up" : "interrupted"
        case .halfDone(let reason, let published): "\(reason); \(published)"
        case .deadlinePassed(let limit, let stage, let published):
            "the deadline of \(limit) passed" + (stage.map { " while \($0)" } ?? "")
                + "; \(published ?? "nothing was published"): give a longer --deadline, or mend what hangs"
        case .stopped(let path): "stopped while reading '\(path)'"
        case .badAddress(let option, let flaw): "the address in '--\(option)' can't be used: \(flaw)"
        case .templates(let count, let folder):
            "\(count) \(count == 1 ? "mistake" : "mistakes") in the templates of '\(folder)'; nothing was written"
        case .nothingToReplay(let queue, let nearest, true):
            "no execution of the queue '\(queue)' is known of that time" + NearestName.hint(nearest)
        case .nothingToReplay(let queue, _, false):
            "which executions of that time were of the queue '\(queue)' isn't known: set task_send_sent_event, or have "
                + "workers inspected that consume one queue each"
        case .typeNotExecuted(let type, let nearest):
            "the queue's consumers executed nothing of the type '\(type)' in that time" + NearestName.hint(nearest)
        case .tooLittleSeen(let percent, let least, let reason):
            (percent.map { "only \($0) % of the executions of that time were seen" }
                ?? "how many of the executions of that time were seen isn't known")
                + ", and a replay needs \(least) %"
                + (reason.map { ": \($0)" } ?? "; 'herbarium record' sees all of them")
        case .queueOfTooManyUnknown(let queue, let unknown, let all, let most):
            "whether \(unknown) of \(all) executions of that time were of the queue '\(queue)' isn't known, and a replay "
                + "takes \(most) % at most: set task_send_sent_event"
        case .openToOthers(let path):
            "cannot use the passwords in '\(path)': others than its owner may read or change it; 'chmod 600' keeps them out"
        case .badSeal(let path, let reason): "cannot use the passwords in '\(path)': \(reason)"
        case .sealedOutput(let path):
            "cannot write to '\(path)': it holds a sealed site, and what was opened would take its place; name another folder"
        case .plainOverSealed(let path):
            "cannot publish to '\(path)': the site there is sealed, and this one would be open; give --seal, or name another folder"
        case .privateArchive(let path, let count):
            "cannot publish to '\(path)' for strangers: its archive holds "
                + (count == 1 ? "a dated site that isn't" : "\(count) dated sites that aren't")
                + " for them; take the archive elsewhere, give --archive 1 to let it go, or choose another folder"
        case .site(let reason): reason
        case .noSiteReadable(let count):
            count == 1
                ? "the site can't be read; nothing was published"
                : "none of the \(count) sites can be read; nothing was published"
        case .overviewOverSite(let path):
            "cannot publish an overview to '\(path)': the site of a cluster is there; give another folder with --output"
        case .siteOverOverview(let path):
            "cannot publish to '\(path)': an overview of several clusters is there; give another folder with --output"
        case .overviewWithinSite(let path, let site):
            "cannot publish an overview to '\(path)': it lies within the site '\(site)', whose next run would refuse it; "
                + "give a folder beside it with --output"
        case .siteWithinOverview(let path, let site):
            "cannot publish an overview to '\(path)': the site '\(site)' lies within it; with --in-place it is left alone, or give a folder beside it with --output"
        case .badSnapshot(let path, let reason): "cannot read the snapshot '\(path)': \(reason)"
        case .emptyHistory(let path):
            "nothing is in the history '\(path)' yet; run 'record', 'import' or 'report' first"
        case .exists(let path): "'\(path)' is there already; nothing was written over it"
        case .noService(let name):
            "there is no '\(name)' beside the configuration or in /etc/systemd/system; 'herbarium init' writes one"
        case .noFolder(let folder, let reason):
            "cannot make the history's folder '\(folder)': \(reason); name a file elsewhere with --history, or give --no-history"
        case .unsound(let path, let flaws):
            "the history '\(path)' is damaged in \(flaws == 1 ? "one place" : "\(flaws) places"); restore a copy, or move it away to begin a new one"
        case .noHome: "no folder is known for the history: set XDG_STATE_HOME or HOME, or give --history FILE"
        }
    }

    private static func see(_ command: String) -> String { " (see '\(command) --help')" }
}
