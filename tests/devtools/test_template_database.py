"""The throw-away databases: fast, complete, and clean after tests that commit."""

import subprocess
import sys

import pytest
import redis
from django.contrib.auth.models import Group
from django.core.cache import cache
from django.db import connection
from wagtail.models import Site

from tests.support.database import COPY, ROOT, Machine, database_url, migrations_hash


@pytest.mark.parametrize("attempt", [1, 2])
@pytest.mark.django_db(transaction=True)
def test_a_test_that_commits_leaves_nothing_behind_and_takes_nothing_away(attempt):
    assert not Group.objects.filter(name="committed").exists()
    assert Site.objects.exists(), "a migration of Wagtail made it"
    Group.objects.create(name="committed")
    Site.objects.all().delete()


@pytest.mark.django_db
def test_the_database_is_this_workers_own_copy():
    assert connection.settings_dict["NAME"].startswith(COPY)
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_database()")
        assert cursor.fetchone()[0] == connection.settings_dict["NAME"]


def test_the_cache_is_this_workers_own(redis_database):
    """A flush by another worker would undo what a test counts."""
    cache.set("whose", "mine")
    assert redis.Redis.from_url(redis_database).dbsize() == 1


@pytest.mark.django_db
def test_other_processes_find_this_database_by_the_environment():
    code = "import django; django.setup(); from django.db import connection as c; print(c.settings_dict['NAME'])"
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert run.stdout.strip() == connection.settings_dict["NAME"]


def test_what_another_run_holds_is_not_taken_away(machine, django_db_setup):
    """A second run, which tidies up, finds the first run's database marked; the name of a dead run is free."""
    second = Machine(machine.config)
    try:
        assert not second.take(connection.settings_dict["NAME"])
        assert second.take(f"{COPY}of_nobody")
    finally:
        second.connection.close()


def test_a_dead_runs_database_is_dropped(machine, django_db_setup):
    left = f"{COPY}left_behind"
    machine.run("CREATE DATABASE {}", left)
    machine.tidy()
    assert not machine.exists(left)
    assert machine.exists(connection.settings_dict["NAME"]), "tidying keeps what this run works on"


def test_the_hash_changes_with_a_migration(tmp_path, monkeypatch):
    monkeypatch.setattr("tests.support.database.ROOT", tmp_path)
    (tmp_path / "uv.lock").write_text("")
    folder = tmp_path / "marketplace" / "offers" / "migrations"
    folder.mkdir(parents=True)
    before = migrations_hash()
    (folder / "0001_initial.py").write_text("first")
    first = migrations_hash()
    (folder / "0001_initial.py").write_text("second")
    assert len({before, first, migrations_hash()}) == 3


@pytest.mark.parametrize(
    ("config", "url"),
    [
        (
            {"HOST": "127.0.0.1", "PORT": 5432, "USER": "u", "PASSWORD": "a/b@c"},
            "postgres://u:a%2Fb%40c@127.0.0.1:5432/x",
        ),
        ({"HOST": "/run/pg", "USER": "u"}, "postgres://u@%2Frun%2Fpg/x"),
        ({"HOST": "db", "USER": "u", "OPTIONS": {"sslmode": "require"}}, "postgres://u@db/x?sslmode=require"),
    ],
)
def test_the_address_for_other_processes(config, url):
    assert database_url(config, "x") == url
