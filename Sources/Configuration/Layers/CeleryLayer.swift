/// What Celery's own variables say, where nothing else does.
struct CeleryLayer {
    /// The broker and the result backend, where they are set.
    let values: [OptionValue]

    /// Reads `CELERY_BROKER_URL` and `CELERY_RESULT_BACKEND`; one with nothing on it counts as not given.
    init(_ environment: [String: String]) {
        let variables = [("CELERY_BROKER_URL", "broker"), ("CELERY_RESULT_BACKEND", "result-backend")]
        values = variables.compactMap { variable, name in
            environment[variable].flatMap { text in
                text.allSatisfy(\.isWhitespace)
                    ? nil : OptionValue(name: name, text: text, place: .environment(variable))
            }
        }
    }
}
