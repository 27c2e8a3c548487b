"""Makes the tables of a Django project whose beat is to run, with one entry that is due every other second."""

from django.core.management import call_command

from .app import app

call_command("migrate", verbosity=0)

from django_celery_beat.models import IntervalSchedule, PeriodicTask  # noqa: E402  # the project has to be known

every = IntervalSchedule.objects.create(every=2, period=IntervalSchedule.SECONDS)
queue = app.conf.task_default_queue
PeriodicTask.objects.create(name="pulse", task="tables.succeed", interval=every, queue=queue)
