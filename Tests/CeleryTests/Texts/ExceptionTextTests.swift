import Celery
import Testing

struct ExceptionTextTests {
    @Test(
        arguments: [
            (
                "Traceback (most recent call last):\n  File \"a.py\", line 1, in f\n    g()\nValueError: no: x\n", nil,
                "ValueError"
            ),
            (
                "Traceback…\n  File…\nbilliard.exceptions.WorkerLostError: exited\n", "ExceptionWithTraceback()",
                "billiard.exceptions.WorkerLostError"
            ),
            (nil, "KeyError('a')", "KeyError"), (nil, nil, "unknown"), ("", "", "unknown"),
            ("KeyboardInterrupt", nil, "KeyboardInterrupt"), (nil, "shop.errors.Gone", "shop.errors.Gone"),
            (nil, "hunter2", "unknown"), (nil, "my words", "unknown"), (nil, "<Gone 7>", "unknown"),
            (
                "Traceback…\n  File \"a.py\", line 1, in f\n    g()\nValueError: first\nhunter2\nlast: word\n", nil,
                "ValueError"
            ),
            (
                "Traceback…\n  File \"a.py\", line 1\nKeyError: 1\n\nDuring handling…\n\nTraceback…\n  File \"b.py\", line 2\nE: x",
                nil, "E"
            ),
        ] as [(String?, String?, String)])
    func findsTheType(traceback: String?, exception: String?, type: String) {
        #expect(ExceptionText.type(traceback: traceback, exception: exception) == type)
    }

    @Test func tellsPlacesApartAndNotLines() {
        let first = ExceptionText.fingerprint("  File \"a.py\", line 1, in f\n    x = 1\nValueError: 1")
        #expect(first == ExceptionText.fingerprint("  File \"a.py\", line 9, in f\n    x = 2\nValueError: 2"))
        #expect(first != ExceptionText.fingerprint("  File \"b.py\", line 1, in f\nValueError: 1"))
        #expect(first.count == 16)
    }
}
