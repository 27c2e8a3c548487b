"""A real Celery cluster whose every task's fate is known to whoever sent it."""
