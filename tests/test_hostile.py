"""Hostile shapes: the work grows as the document does, and at full size it comes back or is refused, whole."""

import os
import sys
from collections.abc import Callable
from functools import partial

import pytest
from hostile_shapes import SHAPES, Shape

import second_opinion
from newsclean import Cleaned, Cleaner, InputError, Limits, RefusedError
from newsclean.dom import BLANK

pytestmark = pytest.mark.untraced
MEASURED = 5000
"""Characters from which the cleaners here measure every document: one that is measured and one that is not cannot be compared."""

DIVIDE = int(os.environ.get("NEWSCLEAN_HOSTILE_DIVIDE") or 32)
"""Shapes are tried at their full size divided by this. With 1 that takes half an hour; some are only then too large."""

CLEANERS = {to: Cleaner(to=to, limits=Limits(attributes=MEASURED // 2)) for to in ("html", "markdown")}
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
    while len(shape.make(size)) < MEASURED:
        size *= 2
    texts = [shape.make(number) for number in (size, 2 * size, 4 * size)]
    with second_opinion.silence():
        cleaned(cleaner, texts[-1])  # what a Cleaner remembers of shapes is there for all of them
        once, twice, more = (calls(partial(cleaned, cleaner, text)) for text in texts)
    # A step may find its first work in the second: then the third tells.
    assert twice < max(MOST * once, 3 * LEAST) or more < MOST * twice


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.name)
def test_at_full_size_a_document_comes_back_or_is_refused(shape: Shape):
    text = shape.make(max(1, shape.full // DIVIDE))
    found = cleaned(CLEANERS["html"], text)
    if found is None:
        with pytest.raises(RefusedError) as caught:
            CLEANERS["html"].clean(text)
        assert caught.value.rule == shape.refused
    else:
        assert not shape.refused or DIVIDE > 1
        assert len(found.content) <= 8 * len(text) + 10_000


def test_a_binary_flood_is_no_text():
    with pytest.raises(InputError):
        CLEANERS["html"].clean(b"\0" * 1_000_000)


def test_long_texts_that_grow_keep_every_character():
    """Above a certain length a text is parted rather than copied; what is written is the same."""
    text = CLEANERS["html"].clean("<p>" + "<script>1</script>word " * 10_000).content
    assert text == "<p>" + ("word " * 10_000).strip(BLANK) + "</p>\n"
