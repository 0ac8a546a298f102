"""The style attribute, where a policy allows it: declarations made again from a small grammar.

What leaves is built from values that the patterns here match as a whole. None of them can hold an address, a string that goes on
behind the value, an escape, a comment or a function other than those of colours; so it does not matter how the input would have
been cut into declarations.
"""

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final

from newsclean.errors import PolicyError
from newsclean.gate.values import Check
from newsclean.regex import regex
from newsclean.value import Value

_WORD: Final = "[a-z-]{1,30}"
_COLOR: Final = rf"(?:#[0-9a-f]{{3,8}}|{_WORD}|(?:rgb|hsl)a?\([0-9.,%\s/]{{1,40}}\))"
_SIZE: Final = rf"(?:[0-9]{{1,4}}(?:\.[0-9]{{1,3}})?(?:px|em|rem|ex|ch|pt|pc|mm|cm|in|%)?|{_WORD})"
_SIGNED: Final = rf"[+-]?{_SIZE}"
_NAME: Final = r"""(?:[\w-]{1,30}(?: [\w-]{1,30}){0,4}|"[\w -]{1,60}"|'[\w -]{1,60}')"""
_NAMES: Final = rf"{_NAME}(?:\s?,\s?{_NAME}){{0,9}}"

_GRAMMAR: Final[Mapping[str, str]] = {
    _COLOR: "background-color border-bottom-color border-left-color border-right-color border-top-color color fill stroke",
    rf"{_COLOR}(?: {_COLOR}){{0,3}}": "border-color",
    _WORD: (
        "border-collapse clear cursor direction float font-style font-variant list-style-position list-style-type overflow"
        " overflow-wrap speak speak-header speak-numeral speak-punctuation table-layout text-align text-decoration-line"
        " text-decoration-style text-transform unicode-bidi white-space word-break word-wrap writing-mode stroke-linecap"
        " stroke-linejoin fill-rule"
    ),
    rf"{_WORD}(?: {_WORD}){{0,3}}": "azimuth border-style text-decoration",
    "inline|block|inline-block|list-item|table|inline-table|table-row|table-cell|none": "display",
    "[1-9]00|normal|bold|bolder|lighter|inherit": "font-weight",
    _SIZE: (
        "border-radius border-spacing border-width elevation fill-opacity font-size height line-height max-height max-width"
        " min-height min-width opacity padding-bottom padding-left padding-right padding-top pause pause-after pause-before pitch"
        " pitch-range richness speech-rate stress stroke-opacity stroke-width volume width margin-bottom margin-left margin-right"
        " margin-top"
    ),
    rf"{_SIZE}(?: {_SIZE}){{0,3}}": "margin padding",
    _SIGNED: "letter-spacing text-indent vertical-align word-spacing",
    _NAMES: "font-family voice-family",
    rf"(?:{_WORD} |[1-9]00 ){{0,3}}{_SIZE}(?:/{_SIZE})? {_NAMES}|{_WORD}": "font",
}

PROPERTIES: Final[Mapping[str, re.Pattern[str]]] = MappingProxyType({
    name: regex(pattern, re.IGNORECASE) for pattern, names in _GRAMMAR.items() for name in names.split()
})  # fmt: skip
"""The properties that a policy may allow, each with the values it may have. None moves a box elsewhere or loads anything."""

_SPACE: Final = regex(r"[ \t\n\f\r]+")


class Style(Value):
    """Declarations of `properties`, in their order; None when none is left.

    `properties` are names, or names with a check of their own, which comes on top of the grammar. PolicyError for a property
    that no policy may allow.
    """

    properties: Mapping[str, Check | None]

    def __init__(self, properties: Iterable[str] | Mapping[str, Check | None]) -> None:
        rows = dict(properties) if isinstance(properties, Mapping) else dict.fromkeys(properties)
        for name in rows:
            if name not in PROPERTIES:
                raise PolicyError(f"style {name}", "no policy may allow this property")
        super().__init__(MappingProxyType(rows))

    def __hash__(self) -> int:
        return hash(frozenset(self.properties))

    def __reduce__(self) -> tuple[object, ...]:
        return Style, (dict(self.properties),)

    def __call__(self, value: str) -> str | None:
        """The declarations that passed, as `name: value; name: value`."""
        kept = {}
        for declaration in value.split(";"):
            name, _, said = declaration.partition(":")
            name = name.strip().lower()
            safe = self._safe(name, _SPACE.sub(" ", said).strip()) if name in self.properties else None
            if safe is not None:
                kept[name] = safe
        return "; ".join(f"{name}: {said}" for name, said in kept.items()) or None

    def _safe(self, name: str, said: str) -> str | None:
        check = self.properties[name]
        safe = said if check is None else check(said)
        return safe if safe is not None and PROPERTIES[name].fullmatch(safe) else None
