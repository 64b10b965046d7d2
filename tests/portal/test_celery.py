"""The Celery app is the same one wherever a task is called."""

from concurrent.futures import ThreadPoolExecutor

from documents.tasks import read
from portal.celery import app


def test_a_task_belongs_to_our_app_in_every_thread_of_the_web_server() -> None:
    with ThreadPoolExecutor(max_workers=1) as threads:
        task_app, waits_for_commit = threads.submit(lambda: (read.app, hasattr(read, "delay_on_commit"))).result()
    assert task_app is app
    assert waits_for_commit
