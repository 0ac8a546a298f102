"""Flavours: what the Markdown may be made of, for the engine that will read it."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, NamedTuple


class Flavour(NamedTuple):
    """What an engine knows besides CommonMark.

    `tables` and `tildes`: tables with pipes and `~~` as GFM has them. `html`: HTML is passed through. `cjk`: marks beside CJK
    characters work as in the extension for CJK text, whatever the punctuation beside them.
    """

    name: str
    tables: bool = True
    tildes: bool = True
    html: bool = True
    cjk: bool = False


GFM: Final = Flavour("gfm")

FLAVOURS: Final[Mapping[str, Flavour]] = MappingProxyType(
    {
        one.name: one
        for one in (
            GFM,
            Flavour("commonmark", tables=False, tildes=False),
            Flavour("pure", html=False),
            Flavour("cjk-friendly", cjk=True),
        )
    }
)
"""`gfm`, the default; `commonmark` without extensions; `pure`, GFM without HTML; `cjk-friendly`, GFM with the CJK extension."""
