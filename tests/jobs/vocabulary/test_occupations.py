import pytest
from django.core.cache import cache
from django.utils import translation

from jobs.models.vocabulary import Occupation
from jobs.vocabulary import occupations
from jobs.vocabulary.loading.services import load

pytestmark = pytest.mark.django_db


def test_titles_are_kept_until_the_next_load(django_assert_num_queries, django_capture_on_commit_callbacks) -> None:
    with django_assert_num_queries(1):
        assert occupations.titles("it")["5120"] == "Cuoco/cuoca"
    with django_assert_num_queries(0):
        assert occupations.title("9412") == "Aiuto cucina"
        assert occupations.title("") == ""
        assert occupations.title("9999") == "9999"
    Occupation.objects.filter(code="5120").update(names={"it": "anders"})
    with django_capture_on_commit_callbacks(execute=True):
        load("")
    assert occupations.title("5120") == "Cuoco/cuoca"
    cache.clear()
    assert occupations.title("5120") == "Cuoco/cuoca"


def test_titles_follow_the_reader() -> None:
    with translation.override("en"):
        assert occupations.title("9412") == "Kitchen helper"
        assert occupations.title("91") == "Cleaning and laundry"
    assert occupations.title("9412", "xx") == "Aiuto cucina"


def test_ancestors_and_siblings() -> None:
    assert occupations.ancestors("9412") == ["9", "94", "941"]
    assert occupations.ancestors("9") == []
    assert occupations.siblings("9412") == ["9411"]
    assert "53" in occupations.siblings("51")


@pytest.mark.parametrize(
    ("one", "other", "far"),
    [("9412", "9412", 0), ("9412", "9411", 1), ("9111", "9121", 2), ("9412", "9111", 3), ("5120", "9412", 4)],
)
def test_distance(one: str, other: str, far: int) -> None:
    assert occupations.distance(one, other) == occupations.distance(other, one) == far


def test_the_nearest_of_several() -> None:
    assert occupations.nearest("9412", ["5120", "9411", "9111"]) == 1
    assert occupations.nearest("9412", []) == 4


def test_a_tree_holds_what_is_asked_and_what_is_around_it(django_assert_num_queries) -> None:
    with django_assert_num_queries(1):
        roots = occupations.tree({"9412": 3, "9411": 1, "5120": 2})
    assert [(root.code, root.number) for root in roots] == [("5", 2), ("9", 4)]
    group = roots[1].children[0].children[0]
    assert (group.code, group.title, group.number) == ("941", "Aiuto cucina e fast food", 4)
    assert [(leaf.code, leaf.number) for leaf in group.children] == [("9411", 1), ("9412", 3)]
    assert [root.number for root in occupations.tree(["9412", "9412", "94"])] == [3]
    assert occupations.tree([]) == []
