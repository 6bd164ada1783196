"""Every address, for every role, answers what the table says; an address missing from the table fails."""

from collections.abc import Iterator
from http.cookies import SimpleCookie

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from .table import ELSEWHERE, TABLE, Row
from .world import ROLES, World, build


def names(patterns: list[URLPattern | URLResolver], space: str = "") -> Iterator[str]:
    """All names below these patterns, with their namespaces."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from names(pattern.url_patterns, f"{space}{pattern.namespace}:" if pattern.namespace else space)
        elif pattern.name:
            yield f"{space}{pattern.name}"


def ask(client: Client, row: Row, world: World) -> int:
    """Status of the answer; what the request changed is undone."""
    url = reverse(row.name, args=[world.args.get(a, a) for a in row.args])
    data = {key: world.args.get(value, value) for key, value in row.data.items()}
    with transaction.atomic():
        response = getattr(client, row.method.lower())(url, data)
        transaction.set_rollback(True)
    return response.status_code


def test_every_address_stands_in_the_table() -> None:
    ours = {name for name in names(get_resolver().url_patterns) if not name.startswith(ELSEWHERE)}
    assert ours - {row.name for row in TABLE} == set()


def test_the_table_names_only_addresses_that_exist() -> None:
    assert {row.name for row in TABLE} - set(names(get_resolver().url_patterns)) == set()


@pytest.mark.django_db
@pytest.mark.parametrize("role", ROLES)
def test_each_role_gets_its_answers(role: str, client: Client) -> None:
    world = build()
    user = world.people[role]
    wrong = []
    if user:
        client.force_login(user)
    signed_in = {name: cookie.value for name, cookie in client.cookies.items()}
    for row in TABLE:
        client.cookies = SimpleCookie(signed_in)  # again for each row: one may sign out
        got = ask(client, row, world)
        if got != row.expected(role):
            wrong.append(f"{row.method} {row.name} {row.args}: {got}, not {row.expected(role)}")
    assert not wrong, "\n" + "\n".join(wrong)
