"""The registry of links."""

from types import SimpleNamespace

import pytest

from marketplace.core import nav


@pytest.fixture
def empty(monkeypatch):
    monkeypatch.setattr(nav, "_entries", {})


def request(path="/", signed_in=False):
    return SimpleNamespace(path=path, user=SimpleNamespace(is_authenticated=signed_in))


def test_links_are_ordered_and_only_what_one_may_see(empty):
    nav.register(nav.Entry("B", "/b/", order=20), nav.Entry("A", "/a/", order=10))
    nav.register(nav.Entry("C", "/c/", order=5, allowed=nav.signed_in))
    assert [link.label for link in nav.links(request(), "main")] == ["A", "B"]
    assert [link.label for link in nav.links(request(signed_in=True), "main")] == ["C", "A", "B"]


def test_the_deepest_address_is_current(empty):
    nav.register(nav.Entry("All", "/offerte/"), nav.Entry("Mine", "/offerte/mie/"), nav.Entry("Other", "/altro/"))
    current = [link.label for link in nav.links(request("/offerte/mie/7/"), "main") if link.current]
    assert current == ["Mine"]


def test_registering_twice_replaces(empty):
    nav.register(nav.Entry("Old", "/a/"))
    nav.register(nav.Entry("New", "/a/"))
    assert [link.label for link in nav.links(request(), "main")] == ["New"]


def test_a_name_without_address_is_left_out(empty):
    nav.register(nav.Entry("Ghost", "no_such_name"))
    assert nav.links(request(), "main") == []
