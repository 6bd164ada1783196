"""A relay that dies at a given step: ``python -m tests.outbox.relay_process STEP``, killed as ``kill -9`` kills."""

import os
import signal
import sys

import django

TOPIC = "test.died"
STEPS = ("claimed", "in_consumer", "in_one_of_many", "after_consumer", "unharmed")


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def leave_effect(object_id: int) -> None:
    """Idempotent: the effect is there once, however often the event comes."""
    from django.db import connection

    with connection.cursor() as cursor:
        sql = "insert into effect select %s where not exists (select from effect where object_id = %s)"
        cursor.execute(sql, [object_id, object_id])


def main(step: str) -> None:
    django.setup()
    from marketplace.outbox import services
    from marketplace.outbox.consumers import consumes

    def effect_then_death(object_id: int) -> None:
        leave_effect(object_id)
        die()

    if step == "claimed":
        services._claim()
        die()

    def effects_and_death_at_7(ids: list[int]) -> None:
        for object_id in ids:
            leave_effect(object_id)
            if object_id == 7:
                die()

    if step == "in_one_of_many":
        consumes(TOPIC, many=True)(effects_and_death_at_7)
    elif step == "in_consumer":
        consumes(TOPIC)(effect_then_death)
    else:
        consumes(TOPIC)(leave_effect)
        if step == "after_consumer":
            consumes(TOPIC)(lambda object_id: die())
    services.relay_batch()


if __name__ == "__main__":
    main(sys.argv[1])
