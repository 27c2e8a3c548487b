import Testing

@testable import Brokers

struct SentinelUserTests {
    @Test(arguments: [("watcher", "hush", ["AUTH", "watcher", "hush"]), (nil, "hush", ["AUTH", "hush"])])
    func logsInAtTheSentinelsAsTheirOwnUser(user: String?, password: String, words: [String]) throws {
        var options = SentinelOptions()
        (options.user, options.password) = (user, Password(password))
        let url = try BrokerURL("sentinel://master:secret@h:26379/1")
        let greeting = RedisGreeting(url.sentinel(at: url.endpoint, options)).commands
        #expect(greeting.first?.wireFormat == RedisCommand(words[0], Array(words.dropFirst())).wireFormat)
        // The address's own are for the master.
        let master = RedisGreeting(url.master(at: url.endpoint)).commands
        #expect(master.first?.wireFormat == RedisCommand("AUTH", "master", "secret").wireFormat)
    }
}
