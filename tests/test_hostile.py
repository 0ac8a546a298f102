"""Hostile shapes: the work grows as the document does, and at full size it comes back or is refused, whole."""

import sys
from collections.abc import Callable

import pytest
from hostile_shapes import SHAPES, Shape

from newsclean import Cleaned, Cleaner, InputError, RefusedError
from newsclean.dom import BLANK

CLEANERS = {to: Cleaner(to=to) for to in ("html", "markdown")}
MOST = 2.2
LEAST = 500
"""Calls that every document costs, about: below three times as many, a ratio says nothing."""


def cleaned(cleaner: Cleaner, text: str) -> Cleaned | None:
    try:
        return cleaner.clean(text)
    except RefusedError:
        return None


def calls(work: Callable[[], object]) -> int:
    """How many functions `work` calls, those written in C included."""
    count = 0

    def profile(_frame, event, _argument):
        nonlocal count
        count += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(profile)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.name)
def test_twice_the_size_is_twice_the_work(shape: Shape):
    cleaner = CLEANERS["markdown"]
    size = max(8, shape.full // 512)
    short, long = shape.make(size), shape.make(2 * size)
    cleaned(cleaner, long)  # what a Cleaner remembers of shapes is there in both
    once, twice = calls(lambda: cleaned(cleaner, short)), calls(lambda: cleaned(cleaner, long))
    assert twice < max(MOST * once, 3 * LEAST)


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.name)
def test_at_full_size_a_document_comes_back_or_is_refused(shape: Shape):
    text = shape.make(shape.full)
    if shape.refused:
        with pytest.raises(RefusedError) as caught:
            CLEANERS["html"].clean(text)
        assert caught.value.rule == shape.refused
    else:
        found = CLEANERS["html"].clean(text)
        assert len(found.content) <= 8 * len(text) + 10_000


def test_a_binary_flood_is_no_text():
    with pytest.raises(InputError):
        CLEANERS["html"].clean(b"\0" * 1_000_000)


def test_long_texts_that_grow_keep_every_character():
    """Above a certain length a text is parted rather than copied; what is written is the same."""
    text = CLEANERS["html"].clean("<p>" + "<script>1</script>word " * 10_000).content
    assert text == "<p>" + ("word " * 10_000).strip(BLANK) + "</p>\n"
