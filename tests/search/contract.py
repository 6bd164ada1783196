"""What every engine answers: the same set, the same counts and the same order as the search in plain Python.

A subclass brings the fixture ``serve``: called after documents were written, it returns the engine that knows them.
"""

import math
import random
from collections import Counter
from dataclasses import replace

import pytest

from search import mercator, services
from search.documents import row
from search.question import ORDERS, Question
from search.record import EARTH, on_grid
from search.words import parse
from tests.search import brute_force, sample


def agree(engine, documents, question) -> None:
    answer = engine.search(question)
    expected = brute_force.search(documents, question, answer.words)
    found = {name: {k: n for k, n in counts.items() if n} for name, counts in answer.facets.items()}
    assert (answer.total, answer.ids) == (expected.total, expected.ids), question
    assert found == expected.facets, question


def everything(documents, question) -> list[int]:
    """Ids of all that it finds by all its words, in order."""
    return brute_force.search(documents, replace(question, page=1, size=10**6), parse(question.text), counted=False).ids


class Contract:
    @pytest.mark.parametrize("seed", range(4))
    def test_mixed_questions(self, seed, flats, serve):
        engine, rng = serve(), random.Random(seed)
        sources = [document.source for document in flats]
        for _ in range(100):
            agree(engine, flats, sample.question(rng, sources))

    def test_fewer_words_only_when_all_find_nothing(self, flats, serve):
        engine, rng, fewer = serve(), random.Random(11), 0
        for _ in range(60):
            text = " ".join(rng.sample(sample.VOCABULARY, rng.randint(4, 7)))
            question = Question(text, sample.question(rng, [flats[0].source]).values if rng.random() < 0.3 else {})
            answer = engine.search(question)
            agree(engine, flats, question)
            fewer += answer.words.needed < len(answer.words.groups)
            if answer.words.needed < len(answer.words.groups):
                assert not everything(flats, question)
        assert fewer > 10

    def test_phrases_and_exclusions(self, flats, serve):
        engine, rng, found = serve(), random.Random(12), 0
        for _ in range(60):
            words = rng.choice(flats).source.body[0].split() or ["casa", "nuova"]
            place = rng.randrange(max(len(words) - 2, 1))
            phrase = f'"{" ".join(words[place : place + rng.choice([2, 2, 3])])}"'
            plain, other = rng.choice(words), rng.choice(sample.VOCABULARY)
            text = rng.choice([phrase, f"{phrase} -{other}", f"{plain} -{other}", f"-{other}", f"-{phrase} {plain}"])
            agree(engine, flats, Question(text, order=rng.choice(["", "recenti", "prezzo"])))
            found += bool(engine.search(Question(text)).total)
        assert found > 50

    def test_a_phrase_does_not_cross_the_border_of_a_section(self, flats, serve):
        engine = serve()
        ends = [d for d in flats if len(d.sections) > 1 and d.sections[0] and d.sections[1]]
        for document in ends[:10]:
            title, key = document.source.title.split()[-1], document.source.key[0].split()[0]
            agree(engine, flats, Question(f'"{title} {key}"'))

    @pytest.mark.parametrize("order", ORDERS)
    def test_a_cursor_walks_every_result_once(self, order, flats, serve):
        engine = serve()
        values = {"vicino": sample.circle(9.16, 45.46, 6000)} if order == "distanza" else {}
        values |= {"prezzo": {"tipo": "casa"}, "paga": {"tipo": "lavoro"}, "inizio": {"tipo": "corso"}}.get(order, {})
        question = Question("qualità" if order == "rilevanza" else "", values, order, size=9)
        assert question.effective_order == order
        walked, page = [], question
        while True:
            answer = engine.search(page)
            walked += answer.ids
            assert answer.total == len(everything(flats, question)) > 20
            if answer.last is None:
                break
            page = replace(question, after=answer.last)
        assert walked == everything(flats, question)

    def test_pages_beyond_the_last_are_empty(self, flats, serve):
        engine = serve()
        answer = engine.search(Question(page=21))
        assert (answer.ids, answer.total, answer.last) == ([], 400, None)
        assert engine.search(Question(page=20)).last is None
        assert engine.search(Question(page=19)).last is not None

    def test_totals(self, flats, serve):
        engine, rng = serve(), random.Random(3)
        questions = [sample.question(rng, [document.source for document in flats]) for _ in range(20)]
        assert engine.totals(questions) == [len(everything(flats, question)) for question in questions]
        assert engine.totals([]) == []

    def test_every(self, flats, serve):
        engine, rng = serve(), random.Random(4)
        for _ in range(20):
            question = sample.question(rng, [document.source for document in flats])
            words = engine.search(question).words
            ids = brute_force.search(flats, replace(question, page=1, size=1000), words, counted=False).ids
            assert engine.every(question) == sorted(ids)

    @pytest.mark.parametrize("zoom", [8, 11, 14, 20])
    def test_cells_and_points_of_a_tile(self, zoom, flats, serve):
        engine, rng = serve(), random.Random(zoom)
        for text in ("", "qualità", "qualità zzkwq"):
            document = rng.choice(flats)
            column, line = mercator.place(mercator.quadkey(document.lon, document.lat) >> 2 * (mercator.LEVELS - zoom))
            question = Question(text, {"arredata": True} if zoom < 14 else {}, span=mercator.tile(zoom, column, line))
            within = [d for d in flats if question.span.low <= mercator.quadkey(d.lon, d.lat) <= question.span.high]
            words = engine.search(replace(question, span=None)).words
            ids = set(brute_force.search(within, replace(question, span=None, size=1000), words, counted=False).ids)
            expected = [d for d in within if d.source.offer_id in ids]
            level = min(zoom + 6, mercator.LEVELS)
            shift = 2 * (mercator.LEVELS - level)
            cells = Counter(mercator.quadkey(d.lon, d.lat) >> shift for d in expected)
            assert engine.cells(question, level) == cells
            points = engine.points(question, 5)
            assert [(p.offer_id, p.lon, p.lat, p.price) for p in points] == [
                (d.source.offer_id, d.lon, d.lat, d.source.price) for d in expected[:5]
            ]

    def test_the_map_has_points_or_clusters(self, flats, serve):
        engine = serve()
        answer = engine.search(Question(values={"arredata": True}), map_limit=1000)
        expected = sorted(everything(flats, Question(values={"arredata": True})))
        assert sorted(point.offer_id for point in answer.points) == expected
        assert answer.clusters == []
        answer = engine.search(Question(), map_limit=100)
        assert answer.points == []
        assert sum(cluster.count for cluster in answer.clusters) == answer.total == 400
        assert 100 < len(answer.clusters) <= 25 * 25
        nowhere = engine.search(Question("zzkwq"), map_limit=100)
        assert (nowhere.points, nowhere.clusters) == ([], [])

    @pytest.mark.parametrize("seed", range(6))
    def test_rims(self, seed, areas, serve):
        """Points within half a metre of circles, rectangles and drawn shapes."""
        rng = random.Random(seed)
        example = sample.sources(rng, 1)[0]
        asked, points = [], []
        for _ in range(10):
            circle = sample.circle(rng.uniform(9.1, 9.25), rng.uniform(45.42, 45.5), rng.choice([300, 900, 4000]))
            box, shape = sample.rectangle(rng, example), sample.shape(rng, example)
            asked += [{"vicino": circle}, {"bbox": box}, {"poligono": shape}]
            points += [_near_circle(rng, circle) for _ in range(15)] + [_near_box(rng, box) for _ in range(15)]
            points += [_near_shape(rng, shape) for _ in range(15)]
            points += [*shape[:2], box[:2], box[2:]]  # corners themselves
        sources = [
            replace(source, lon=lon, lat=lat)
            for source, (lon, lat) in zip(sample.sources(rng, len(points)), points, strict=True)
        ]
        services.write([row(source) for source in sources])
        engine, documents = serve(), brute_force.documents(sources)
        for values in asked:
            question = Question(values=values, size=1000)
            expected = brute_force.search(documents, question, parse(""), counted=False)
            answer = engine.search(question)
            border = _on_border(values, documents)
            assert [i for i in answer.ids if i not in border] == [i for i in expected.ids if i not in border]
            assert border <= set(answer.ids)
            assert 3 < answer.total < len(points)


def _on_border(values, documents) -> set[int]:
    """Offers at a corner of the drawn shape, which are in it; the even-odd rule does not say."""
    corners = set(values.get("poligono", ()))
    return {d.source.offer_id for d in documents if (d.lon, d.lat) in corners}


def _near_circle(rng: random.Random, circle) -> tuple[float, float]:
    turn, metres = rng.uniform(0, 2 * math.pi), circle.metres + rng.uniform(-0.5, 0.5)
    north, east = metres * math.sin(turn) / EARTH, metres * math.cos(turn) / EARTH
    lat = circle.lat + math.degrees(north)
    return circle.lon + math.degrees(east / math.cos(math.radians(lat))), lat


def _near_box(rng: random.Random, box: tuple[float, ...]) -> tuple[float, float]:
    west, south, east, north = box
    off = rng.uniform(-0.5, 0.5) / 110_000
    if rng.random() < 0.5:
        return rng.choice([west, east]) + off, rng.uniform(south, north)
    return rng.uniform(west, east), rng.choice([south, north]) + off


def _near_shape(rng: random.Random, shape) -> tuple[float, float]:
    first = rng.randrange(len(shape))
    (a, b), (c, d) = shape[first - 1], shape[first]
    along = rng.random()
    return on_grid(*(x + along * (y - x) + rng.uniform(-0.5, 0.5) / 110_000 for x, y in ((a, c), (b, d))))
