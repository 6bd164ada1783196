"""The worker's fixture: a real process on this test's own queue."""

from marketplace.celery import app


def test_the_worker_answers_on_this_tests_queue(celery_worker, redis_database):
    assert celery_worker.poll() is None
    assert list(app.control.ping(timeout=2)[0].values()) == [{"ok": "pong"}]
    assert app.connection().as_uri(include_password=True).startswith(redis_database.rpartition("/")[0])
