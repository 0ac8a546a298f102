"""Search: which elements of a document match selectors, once it is known what those of each shape may match."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Final, NamedTuple

from newsclean.dom import Element
from newsclean.rules.filing import Entry, Fitting, Meaning
from newsclean.rules.survey import Survey

_NOTHING: Final[frozenset[str]] = frozenset()


class Candidates(NamedTuple):
    """What elements of one shape are good for: `fitting` may match, or None.

    `around` and `beside` name the boxes that selectors need for what stands in them, and beside them.
    """

    fitting: Fitting | None
    around: frozenset[str]
    beside: frozenset[str]


class Hit(NamedTuple):
    """An element of the document and what it means to one pack."""

    meaning: Meaning
    el: Element


class Search:
    """One search of a document; `candidates` are those of its looks, `above` those of the elements around it."""

    def __init__(self, survey: Survey, candidates: Sequence[Candidates], above: Mapping[Element, Candidates]) -> None:
        fittings = [one.fitting for one in candidates]
        self._met: Final = [(el, fitting) for el, look in survey.placed if (fitting := fittings[look]) is not None]
        self._boxes: Final = {el: around for el, look in survey.placed if (around := candidates[look].around)}
        self._boxes.update((el, one.around) for el, one in above.items())
        self._beside: Final = _NOTHING.union(*(one.beside for one in (*candidates, *above.values())))
        self._around: Final[dict[Element, frozenset[str]]] = {}

    def hits(self) -> list[Hit]:
        """What the elements mean, in document order."""
        hits: list[Hit] = []
        wanted: dict[tuple[int, AbstractSet[str]], list[Entry]] = {}
        values = _Values(self._met)
        for el, fitting in self._met:
            around = self._names_around(el) if fitting.drawers else _NOTHING
            few = wanted.get((id(fitting), around))
            if few is None:
                few = [one for one in fitting.entries(el, around) if values.allow(fitting, one)]
                wanted[id(fitting), around] = few
            for entry in few:
                for test in entry.tests:  # all() of a generator costs more than the tests
                    if not test(el):
                        break
                else:
                    hits.append(Hit(entry.meaning, el))
        return hits

    def _names_around(self, el: Element) -> frozenset[str]:
        """The names of the boxes around `el`, and of what may stand beside it or them."""
        waiting: list[Element] = []
        box = el.getparent()
        while box is not None and box not in self._around:
            waiting.append(box)
            box = box.getparent()
        around = self._beside if box is None else self._around[box]
        for inner in reversed(waiting):
            around |= self._boxes.get(inner, _NOTHING)
            self._around[inner] = around
        return around


class _Values:
    """The values of attributes in `met`, all in one text: most selectors ask for what is in none of them."""

    def __init__(self, met: Sequence[tuple[Element, Fitting]]) -> None:
        self._met: Final = met
        self._texts: Final[dict[str, str]] = {}
        self._allowed: Final[dict[int, bool]] = {}

    def allow(self, fitting: Fitting, entry: Entry) -> bool:
        """Whether some value may be what `entry` asks for; those of elements that `fitting` decides were looked at."""
        if fitting.shape.is_decided:
            return True
        selector = entry.selector
        allowed = self._allowed.get(id(selector))
        if allowed is None:
            allowed = self._allowed[id(selector)] = all(test.part in self._text(test.name) for test in selector.own)
        return allowed

    def _text(self, name: str) -> str:
        text = self._texts.get(name)
        if text is None:
            text = "\n".join(el.get(name) or "" for el, fitting in self._met if not fitting.shape.is_decided)
            self._texts[name] = text
        return text
