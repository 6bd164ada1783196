"""Paging by cursor: every offer once, in the same order as by number."""

import random
import re

from django.core.paginator import Paginator
from django.template import Context
from django.template.loader import get_template

from search.engine import search
from search.forms import SearchFilterSet
from tests.search import sample


def test_cursors_walk_through_everything(flats):
    rng = random.Random(12)
    sources = [document.source for document in flats]
    for _ in range(12):
        question = sample.question(rng, sources).anew()
        walked, at = [], question
        while True:
            answer = search(at)
            walked += answer.ids
            if answer.last is None:
                break
            at = SearchFilterSet({"dopo": question.cursor_text(answer.last)}).question.after
            at = question.__class__(**{**vars(question), "after": at})
        by_number = []
        for page in range(1, 30):
            by_number += search(question.__class__(**{**vars(question), "page": page})).ids
        assert walked == by_number
        assert len(walked) == len(set(walked)) == answer.total


def test_a_broken_cursor_is_said_and_left_out(db):
    for text in ("x", "1_2", "nan_1_2", "1_2_3_4", "9" * 400):
        filterset = SearchFilterSet({"dopo": text})
        assert filterset.question.after is None
        assert "ricomincia dalla prima pagina" in filterset.problems[0][1]


def test_the_next_page_is_linked_by_its_cursor_the_others_by_number(rf):
    context = {"page": Paginator(range(90), 20).page(2), "cursor": "1_2_3", "request": rf.get("/?dopo=9_9_9&page=2")}
    links = re.findall(r'href="([^"]*)"', get_template("core/_pagination.html").template.render(Context(context)))
    assert [link for link in links if "dopo" in link] == ["?page=3&amp;dopo=1_2_3"]
    assert not any("dopo=9" in link for link in links)
