"""The Celery app. Which queue a task goes to is in the settings; tasks live in documents/tasks.py."""

from celery import Celery

# Named, because Celery only finds it by itself when the settings module is in the environment before this import.
app = Celery("jeugdregioportaal", task_cls="celery.contrib.django.task:DjangoTask")
# The web server answers in threads of its own, where a shared task would else find an app without settings.
app.set_default()
app.config_from_object("django.conf:settings", namespace="CELERY")
# Celery would close the database connection before and after every task, and a new one costs more than its queries.
# Tasks leave the connection to Django's own rules (age, health), as requests do.
app.conf["CELERY_DB_REUSE_MAX"] = 1000
app.autodiscover_tasks()
