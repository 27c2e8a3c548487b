import Testing

@testable import Report

/// The application's own frames of a traceback.
struct TracebackFramesTests {
    private static let traceback = """
        Traceback (most recent call last):
          File "/srv/lib/python3/site-packages/celery/app/trace.py", line 564, in trace_task
            R = retval = fun(*args, **kwargs)
                         ^^^^^^^^^^^^^^^^^^^^
          File "/srv/shop/orders.py", line 26, in charge
            return capture(order)
                   ^^^^^^^^^^^^^^
          File "/usr/lib/python3.11/json/decoder.py", line 337, in decode
            obj, end = self.raw_decode(s)
        shop.GatewayTimeout: no answer
        from the gateway

        """

    @Test func keepsItsOwnFramesAndWhatWasRaised() throws {
        let frames = try #require(TracebackFrames(Self.traceback))
        #expect(frames.others == 2)
        #expect(
            frames.own == """
                  File "/srv/shop/orders.py", line 26, in charge
                    return capture(order)
                           ^^^^^^^^^^^^^^
                shop.GatewayTimeout: no answer
                from the gateway
                """)
    }

    @Test(arguments: ["", "no traceback", "  File \"", "Traceback (most recent call last):\nE", "\n\n\n"])
    func findsNoFrameOfTheApplicationWhereThereIsNone(text: String) {
        #expect(TracebackFrames(text)?.own.hasPrefix("  File \"") != false)
        #expect(TracebackFrames("  File \"/x/site-packages/a.py\", line 1, in f\nE: e") == nil)
    }

    /// Exceptions with causes have several tracebacks in one.
    @Test func readsChains() throws {
        let chain =
            Self.traceback + "\nDuring handling of the above exception, another exception occurred:\n\n"
            + Self.traceback
        let frames = try #require(TracebackFrames(chain))
        #expect(frames.others == 4)
        #expect(frames.own.contains("During handling") && !frames.own.contains("Traceback (most"))
    }
}
