"""Limits: checked when they are built, and every breach is a refusal that names limit and value."""

import pickle
import threading

import pytest

import newsclean
from newsclean import Cleaner, Limits, OptionError, RefusedError, Step
from newsclean.document import Document
from newsclean.limits import MOST, Deadline, deadline_of, limit_names
from newsclean.read.limits import _Meter, needs_measure
from newsclean.read.parse import parse

HTML = "<div a=1 b=2 c=3><!-- c --><p>four <b>words</b> of text</p><?pi x?></div>"


def breach(limits, html=HTML, **words):
    with pytest.raises(RefusedError) as caught:
        Cleaner(limits=limits, **words).clean(html)
    error = caught.value
    assert error.limit is not None
    assert error.value > error.limit
    assert f"{error.limit:,}" in str(error)
    assert f"{error.value:,}" in str(error)
    return error.rule, error.limit, error.value


@pytest.mark.parametrize(
    ("name", "rule", "least"),
    [
        ("bytes", "size", len(HTML)),
        ("depth", "depth", 5),  # html, body, div, p, b
        ("nodes", "nodes", 7),  # and the comment and the processing instruction
        ("attributes", "attributes", 3),
        ("text", "text", len("four words of text")),
    ],
)
@pytest.mark.parametrize("steps", [None, ()])
def test_each_limit_is_exact(name, rule, least, steps):
    kept = Cleaner(limits=Limits(**{name: least}), steps=steps).clean(HTML)
    assert kept.content == Cleaner(steps=steps).clean(HTML).content
    assert breach(Limits(**{name: least - 1}), steps=steps) == (rule, least - 1, least)


def test_the_size_is_looked_at_before_the_bytes_are_decoded():
    assert breach(Limits(bytes=3), b"\xff\xfe\x00\x00") == ("size", 3, 4)


@pytest.mark.parametrize("html", ["<p>中文</p>", "---\ntitle: 中\n---\n文"])
def test_the_size_is_that_of_the_whole_document_in_utf8(html):
    size = len(html.encode())
    assert breach(Limits(bytes=size - 1), html) == ("size", size - 1, size)
    assert breach(Limits(bytes=size - 1), html.encode("gb18030").decode("gb18030")) == ("size", size - 1, size)
    Cleaner(limits=Limits(bytes=size)).clean(html)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *((name, value) for name in limit_names() for value in (0, -1, True, "5", MOST[name] + 1)),
        *((name, value) for name in limit_names() if name != "seconds" for value in (None, 1.5)),
        ("seconds", float("nan")),
        ("seconds", float("inf")),
    ],
)
def test_a_limit_that_is_none_is_an_option_error(name, value):
    with pytest.raises(OptionError, match=name):
        Limits(**{name: value})


@pytest.mark.parametrize("value", [None, 5, {"bytes": 5}])
def test_the_option_takes_limits_alone(value):
    with pytest.raises(OptionError, match="limits"):
        Cleaner(limits=value)


def test_a_document_beyond_a_limit_can_only_be_refused():
    with pytest.raises(OptionError, match="refuse"):
        Cleaner(on_limit="truncate")
    assert Cleaner(on_limit="refuse").options.limits == newsclean.Limits()


def test_limits_travel_with_a_cleaner():
    cleaner = pickle.loads(pickle.dumps(Cleaner(limits=Limits(text=3))))  # noqa: S301 - made here
    assert cleaner.options.limits == Limits(text=3)
    with pytest.raises(RefusedError):
        newsclean.clean("<p>four", limits=Limits(text=3))


@pytest.mark.parametrize(
    ("size", "limits", "expected"),
    [
        (20_000, Limits(), False),
        (20_001, Limits(), True),
        (11, Limits(depth=10), True),
        (10, Limits(depth=10), False),
        (11, Limits(nodes=10), True),
        (11, Limits(text=10), True),
    ],
)
def test_a_document_that_can_break_no_limit_is_not_measured(size, limits, expected):
    assert needs_measure(size, limits) is expected


class Over(Deadline):
    """A deadline that is over when it was asked a number of times."""

    def __init__(self, times):
        super().__init__(60)
        self.times = times

    def check(self):
        self.times -= 1
        if self.times < 0:
            raise RefusedError("time", "over", limit=1, value=2)


def document(deadline):
    doc = Document(parse("<p class=a>x<b>y</b></p>", page=False).body)
    doc.deadline = deadline
    return doc, next(doc.root.iter("p")), next(doc.root.iter("b"))


VERBS = {
    "tick": lambda doc, _p, _b: doc.tick(),
    "drop": lambda doc, _p, b: doc.drop(b, why="w"),
    "lift": lambda doc, _p, b: doc.lift(b, why="w", editor="y"),
    "cut": lambda doc, p, _b: doc.cut(p, 0, 1, why="w"),
    "unwrap": lambda doc, _p, b: doc.unwrap(b, why="w"),
    "rename": lambda doc, _p, b: doc.rename(b, "i", why="w"),
    "wrap": lambda doc, p, _b: doc.wrap(p, "i", why="w"),
    "move_into": lambda doc, p, b: doc.move_into(b, p, why="w"),
    "set": lambda doc, p, _b: doc.set(p, "id", "x", why="w"),
    "unset": lambda doc, p, _b: doc.unset(p, "class", why="w"),
}


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_asks_for_the_time(verb):
    VERBS[verb](*document(None))
    VERBS[verb](*document(Over(5)))
    with pytest.raises(RefusedError):
        VERBS[verb](*document(Over(0)))


@pytest.mark.parametrize("html", [HTML, HTML * 1000, "---\ntitle: x\n---\n" + HTML, "<!doctype html><title>x</title>" + HTML])
@pytest.mark.parametrize("to", ["html", "markdown", "text"])
def test_a_document_that_takes_too_long_is_refused_wherever_it_is(html, to, monkeypatch):
    asked = Over(10**9)
    monkeypatch.setattr("newsclean.read.given.deadline_of", lambda _limits: asked)
    cleaner = Cleaner(to=to)
    cleaner.clean(html)
    total = 10**9 - asked.times
    assert total > 5
    for number in {0, 1, 2, total // 2, total - 2, total - 1}:
        asked.times = number
        with pytest.raises(RefusedError, match="over"):
            cleaner.clean(html)


def test_a_pass_that_waits_is_refused_when_it_comes_back(monkeypatch):
    now = iter((0.0, 1.0, 999.0))
    monkeypatch.setattr("newsclean.limits.monotonic", lambda: next(now, 1002.5))
    cleaner = Cleaner(limits=Limits(seconds=1000), steps=[Step("wait", lambda _doc: next(now))])
    with pytest.raises(RefusedError) as caught:
        cleaner.clean("<p>x")
    assert (caught.value.rule, caught.value.limit, caught.value.value) == ("time", 1000, 1002.5)
    assert str(caught.value) == "refused (time): 1002.5 seconds, and at most 1000 are spent"


def test_time_is_kept_in_every_thread():
    found = []

    def clean(seconds):
        try:
            Cleaner(limits=Limits(seconds=seconds)).clean(HTML)
            found.append("done")
        except RefusedError as error:
            found.append(error.rule)

    threads = [threading.Thread(target=clean, args=(seconds,)) for seconds in (1e-9, 1000)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(found) == ["done", "time"]


def test_no_time_is_kept_unless_it_is_asked_for():
    assert deadline_of(Limits()) is None
    assert deadline_of(Limits(seconds=5)).seconds == 5


def test_processing_instructions_count_where_the_parser_tells_of_them():
    meter = _Meter(Limits(nodes=1), None)
    meter.pi("one", "x")
    with pytest.raises(RefusedError):
        meter.pi("two")
