"""Shapes: what elements have in common that no selector tells apart, and the keys under which selectors for them are filed."""

from typing import Final, NamedTuple

from newsclean import dom
from newsclean.dom import Element
from newsclean.regex import regex

Key = tuple[str, str]

VARIED: Final = frozenset(
    {"a", "img", "iframe", "video", "audio", "source", "embed", "object", "script", "link", "meta", "input"}
)
"""Elements of which hardly two have the same attributes: their values, class and id apart, are no part of their shape."""


class Shape(NamedTuple):
    """What elements of one shape have in common."""

    tag: str
    names: frozenset[str]
    classes: frozenset[str]
    class_value: str
    ident: str

    @property
    def is_decided(self) -> bool:
        """Whether elements of the shape have the same values of all attributes."""
        return self.tag not in VARIED


def shape_of(el: Element) -> Shape:
    """The shape of `el`."""
    class_value = el.get("class") or ""
    return Shape(str(el.tag), frozenset(map(str, el.keys())), frozenset(class_value.split()), class_value, el.get("id") or "")


_WORD: Final = regex(r"[A-Z]{2,}(?![a-z])|[A-Z]?[a-z]+")
_ABOUT_ITS_STATE: Final = frozenset(
    "has have with without no not is hide hides show shows enable enabled disable disabled".split()
)
"""In `post has-sidebar no-ads` the sidebar and the ads stand elsewhere, if at all."""


def words_of(shape: Shape) -> frozenset[str]:
    """The words in class and id, lower case: `postShare_box-2 adTop` holds post, share, box, ad and top.

    Class names that say what an element has or is without say nothing of what it is for, and are left out.
    """
    found: set[str] = set()
    for name in f"{shape.class_value} {shape.ident}".split():
        words = [word.lower() for word in _WORD.findall(name)]
        if _ABOUT_ITS_STATE.isdisjoint(words):
            found.update(words)
    return frozenset(found)


VALUE: Final = "="
"""The kind of a key that is an attribute with its value: `data-testid=body`."""

ANY_VALUE: Final = "=*"
"""The kind of a key under which selectors for a value are filed again: for elements whose values are no part of their shape."""

PREFIX: Final = 3
"""How many characters of a class or id are the key of a selector for what it begins with."""


def keys_to_file(key: Key) -> tuple[Key, ...]:
    """The keys under which a selector with the best key `key` is found, whether or not a shape tells its elements' values."""
    kind, text = key
    return (key, (ANY_VALUE, text.partition("=")[0])) if kind == VALUE else (key,)


def keys_of(el: Element, shape: Shape) -> list[Key]:
    """The keys of selectors that elements like `el`, which has the `shape`, may match."""
    keys: list[Key] = [("tag", shape.tag), ("id", shape.ident)]
    keys += [("class", name) for name in sorted(shape.classes)]
    keys += [("name", name) for name in sorted(shape.names)]
    keys += [("class^", shape.class_value[:PREFIX]), ("id^", shape.ident[:PREFIX])]
    if shape.is_decided:
        keys += [(VALUE, f"{name}={value}") for name, value in dom.attributes_of(el)]
    else:
        keys += [(ANY_VALUE, name) for name in sorted(shape.names)]
    if shape.class_value or shape.ident:
        keys += [("word", word) for word in sorted(words_of(shape))]
    return keys
