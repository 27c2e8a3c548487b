import Testing

@testable import Postgres

/// One line comes of whatever libpq says, and its code where the server said it.
struct PostgresMessageTests {
    @Test(arguments: [
        (
            "connection to server at \"127.0.0.1\", port 5432 failed: Connection refused\n\tIs it running?\n",
            nil, "Connection refused"
        ),
        (
            "connection to server at \"h\", port 1 failed: FATAL:  28P01: no for user \"u\"\nLOCATION:  a, b.c:1\n",
            "28P01", "no for user \"u\""
        ),
        ("FATAL:  3D000: Datenbank »x« existiert nicht\nORT:  a, b.c:1", "3D000", "Datenbank »x« existiert nicht"),
        ("could not translate host name", nil, "could not translate host name"), ("\n \n", nil, ""), ("", nil, ""),
    ])
    func tellsOneLine(_ message: String, code: String?, text: String) {
        let told = PostgresMessage(message)
        #expect(told.code == code && told.text == text)
    }
}
