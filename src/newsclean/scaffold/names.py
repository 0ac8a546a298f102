"""Names: the classes and ids of a page that can be expected on its other pages, and selectors made of them."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Final

from newsclean import dom
from newsclean.dom import Element
from newsclean.rules.select import Selector, compile_selectors
from newsclean.rules.shapes import shape_of

_STABLE: Final = re.compile(r"[A-Za-z_][A-Za-z_-]*[A-Za-z]")
_MADE_UP: Final = re.compile(
    r"(?:css|sc|jsx|jss|svelte|emotion|styled|ng|ember|data-v)-|[\w-]*__(?=[a-z]*[A-Z])[A-Za-z]{5,6}$"
    r"|[\w-]*[-_](?=(?:[a-z]*[A-Z]){3})(?=[A-Z]*[a-z])[A-Za-z]{6,10}$"
)
"""What build tools write: prefixes of theirs, a hash with capitals behind two underscores or at the end."""

_LAYOUT: Final = frozenset(
    "active banner block body bottom box center cl clear clearfix col column con container content even fix fl fr grid"
    " hidden hide inner item last left list main middle mod module odd outer page panel part right row section show single"
    " text top txt warp".split()
)
"""Words that say how a box is laid out, and nothing of what is in it."""

_WORD: Final = re.compile(r"[A-Z]{2,}(?![a-z])|[A-Z]?[a-z]+")
_MARKED: Final = ("itemprop", "role")


def words_in(name: str) -> frozenset[str]:
    """The words of a name, lower case: `shareBar_top-2` holds share, bar and top."""
    return frozenset(word.lower() for word in _WORD.findall(name))


def is_stable(name: str) -> bool:
    """Whether a class or id can be expected on other pages: no number of an article in it, and nothing a build tool made up."""
    return _STABLE.fullmatch(name) is not None and _MADE_UP.match(name) is None


def stable_names(el: Element) -> list[str]:
    """The id and the classes of `el` that are stable, as selectors."""
    ident, classes = (el.get("id") or "").strip(), (el.get("class") or "").split()
    return [f"#{ident}"] * is_stable(ident) + [f".{name}" for name in dict.fromkeys(classes) if is_stable(name)]


class Names:
    """The names of all elements in a page."""

    def __init__(self, elements: Iterable[Element]) -> None:
        self._shapes: Final = [(el, shape_of(el)) for el in elements]
        self._bearers: Final[dict[str, list[Element]]] = defaultdict(list)
        for el, _ in self._shapes:
            for name in stable_names(el):
                self._bearers[name].append(el)

    def rarest(self, el: Element) -> str:
        """The stable name of `el` that fewest elements have, an id before a class; "" when it has none.

        Names that speak of layout alone do not count.
        """
        telling = (name for name in stable_names(el) if not words_in(name) <= _LAYOUT)
        return min(telling, key=lambda name: len(self._bearers[name]), default="")

    def bearers(self, name: str) -> list[Element]:
        """The elements that have a stable name."""
        return self._bearers.get(name, [])

    def only(self, el: Element) -> str:
        """A selector that matches `el` and nothing else in the page; "" when none was found."""
        return next((one for one in self._candidates(el) if self.matching(one) == [el]), "")

    def _candidates(self, el: Element) -> Iterator[str]:
        own = sorted(stable_names(el), key=lambda name: words_in(name) <= _LAYOUT)
        classes = [name for name in own if name.startswith(".")]
        yield from own
        yield from (f"{el.tag}{name}" for name in classes)
        yield from (one + other for number, one in enumerate(classes) for other in classes[number + 1 :])
        yield from (f'[{name}="{value}"]' for name in _MARKED if is_stable(value := (el.get(name) or "").strip()))
        if el.tag in {"article", "main"}:
            yield str(el.tag)
        above = next((names for parent in el.iterancestors() if (names := stable_names(parent))), [])
        yield from (f"{outer} {inner}" for outer in above for inner in (*own, str(el.tag)))

    def matching(self, selector: str) -> list[Element]:
        """The elements of the page that `selector` matches."""
        compiled = compile_selectors(selector)
        return [el for el, shape in self._shapes if any(one.fits(shape) and _holds(one, el) for one in compiled)]


def _holds(selector: Selector, el: Element) -> bool:
    return dom.is_element(el) and all(test(el) for test in selector.tests)
