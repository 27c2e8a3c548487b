"""What Celery 4.4 expects of Python's `inspect`, and Python 3.11 no longer has."""

import inspect

if not hasattr(inspect, "getargspec"):
    inspect.getargspec = inspect.getfullargspec


def _formatargspec(args, varargs=None, varkw=None, defaults=None, *_ignored):
    """The text of a signature, of which only the names matter here."""
    parts = list(args)
    for index, _value in enumerate(reversed(defaults or ())):
        parts[-1 - index] += "=None"
    parts += [f"*{varargs}"] if varargs else []
    parts += [f"**{varkw}"] if varkw else []
    return f"({', '.join(parts)})"


if not hasattr(inspect, "formatargspec"):
    inspect.formatargspec = _formatargspec
