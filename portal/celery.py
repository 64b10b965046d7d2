"""The Celery app. Which queue a task goes to is in the settings; tasks live in documents/tasks.py."""

from celery import Celery

app = Celery("jeugdregioportaal")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
