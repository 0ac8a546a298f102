"""The title of an article without the name of its site: only where something else on the page proves where it ends."""

from collections.abc import Iterable, Sequence
from typing import Final

from newsclean import dom

_JOINTS: Final = "-_|–—―·•丨｜«»‹›<>~"
"""What stands between a title and the name of a section or site."""

_SURE_FROM: Final = 6
"""Characters from which a heading that opens a title is the article's, however much follows: shorter ones may name a column."""

_ELLIPSES: Final = ("…", "...")


def title_of(told: Sequence[str], headings: Iterable[str], names: Iterable[str]) -> str:
    """The title among those `told`, best first; "" when there is none.

    A heading of the page that one of them is, or that one of them opens with, is the title as printed. Otherwise the first one
    told counts, up to where another ends, and without the `names` of site and section at its edges.
    """
    for heading in sorted(headings, key=len, reverse=True):
        if any(_is_same(title, heading) or _opens_with(title, heading) for title in told):
            return heading
    best = _unshortened(told[0], told) if told else ""
    best = next((one for one in told if _opens_with(best, one)), best)
    return _without(best, [name for name in names if len(name) > 1])


def _is_same(one: str, other: str) -> bool:
    return dom.squash(one).casefold() == dom.squash(other).casefold()


def _opens_with(title: str, part: str) -> bool:
    """Whether `title` is `part`, a joint, and more."""
    whole, opening = dom.squash(title).casefold(), dom.squash(part).casefold()
    rest = whole.removeprefix(opening)
    if not opening or rest == whole or not rest.startswith(tuple(_JOINTS)):
        return False
    return len(opening) >= min(_SURE_FROM, len(rest))


def _unshortened(title: str, told: Sequence[str]) -> str:
    """`title`, or the longer one that it was shortened from: some systems cut headlines for machines at 110 characters."""
    for ellipsis_ in _ELLIPSES:
        if title.endswith(ellipsis_):
            opening = dom.squash(title.removesuffix(ellipsis_))
            return next((one for one in told if len(one) > len(title) and dom.squash(one).startswith(opening)), title)
    return title


def _without(title: str, names: Sequence[str]) -> str:
    """`title` without the names at its end, each behind a joint, and without one at its front."""
    shorter = title
    while shorter:
        title = shorter
        shorter = next(filter(None, (_cut_end(title, name) for name in names)), "")
    return next(filter(None, (_cut_front(title, name) for name in names)), title)


def _cut_end(title: str, name: str) -> str:
    if title[-len(name) :].casefold() != name.casefold():
        return ""
    rest = title[: len(title) - len(name)].rstrip()
    return rest.rstrip(_JOINTS + " ") if rest.endswith(tuple(_JOINTS)) else ""


def _cut_front(title: str, name: str) -> str:
    if title[: len(name)].casefold() != name.casefold():
        return ""
    rest = title[len(name) :].lstrip()
    return rest.lstrip(_JOINTS + " ") if rest.startswith(tuple(_JOINTS)) else ""
