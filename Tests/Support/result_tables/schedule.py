"""A schedule of django-celery-beat's, beside the results."""

from datetime import UTC, datetime

LAST_RUN = datetime(2026, 11, 22, 7, 55, 0, 250_000, tzinfo=UTC)


def make() -> None:
    """Makes an entry of each kind that is read, one of which has run, and one that is switched off."""
    from django_celery_beat.models import CrontabSchedule, IntervalSchedule, PeriodicTask

    every = IntervalSchedule.objects.create(every=5, period=IntervalSchedule.MINUTES)
    night = CrontabSchedule.objects.create(minute="0", hour="4", timezone="Europe/Berlin")
    PeriodicTask.objects.create(name="five", task="tables.succeed", interval=every, args='["hunter2"]')
    PeriodicTask.objects.filter(name="five").update(last_run_at=LAST_RUN, total_run_count=3)
    PeriodicTask.objects.create(name="night", task="tables.fail", crontab=night)
    PeriodicTask.objects.create(name="off", task="tables.hold", interval=every, enabled=False)
