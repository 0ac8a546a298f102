"""The packs of the package from one file that is read fast; `compiling.py` writes it when a wheel is built.

It is JSON: a line for what all packs are recognised by, and one for the rest of each, which is read when somebody asks for it.
It says how large the TOML files were that it was made from. Where they have other sizes, or there is no such file, the TOML is
read, as in a checkout.
"""

import json
import os
from collections.abc import Mapping
from functools import partial
from itertools import accumulate, pairwise
from operator import attrgetter
from pathlib import Path
from typing import Any, Final

from newsclean.rules.model import Body, Credit, Pack, Rule, Token
from newsclean.rules.patterns import Pattern

NAME: Final = "compiled.json"
FORMAT: Final = 1
"""Counts the forms that the file has had: another is not read."""

PATTERNS: Final = frozenset({"heads", "text", "lift", "note", "cut", "near"})
"""The fields of a rule that are patterns."""


def sizes_of(folder: Path) -> dict[str, int]:
    """The sizes of the TOML files in `folder`. OSError when it is no folder."""
    with os.scandir(folder) as entries:
        return {one.name: one.stat().st_size for one in sorted(entries, key=attrgetter("name")) if one.name.endswith(".toml")}


def read_compiled(folder: Path) -> tuple[Pack, ...] | None:
    """The packs of the compiled file in `folder`, None where there is none, or one that was not made from the TOML beside it."""
    try:
        data = (folder / NAME).read_bytes()
        sizes = sizes_of(folder)
    except OSError:
        return None
    stop = data.index(b"\n")
    head = json.loads(data[:stop])
    if head["format"] != FORMAT or head["sizes"] != sizes:
        return None
    stops = accumulate(head["lengths"], initial=stop + 1)
    return tuple(_pack(one, data, part) for one, part in zip(head["packs"], pairwise(stops), strict=True))


def _pack(head: Mapping[str, Any], data: bytes, part: tuple[int, int]) -> Pack:
    return Pack(
        ident=head["ident"],
        path=head["path"],
        about=head["about"],
        hosts=tuple(head["hosts"]),
        fingerprints=tuple(head["fingerprints"]),
        marks=head["marks"],
        body=partial(_body, data, part),
    )


def _body(data: bytes, part: tuple[int, int]) -> Body:
    start, stop = part
    said = json.loads(data[start:stop])
    return Body(
        article=tuple(said["article"]),
        keep=tuple(said["keep"]),
        metadata=tuple(Credit(name, select, Pattern(text) if text else None) for name, select, text in said["metadata"]),
        rules=tuple(Rule(**{name: _value(name, value) for name, value in row.items()}) for row in said["rules"]),
        tokens=tuple(Token(attribute=attribute, token=token, means=means) for attribute, token, means in said["tokens"]),
        parsed=said["parsed"],
    )


def _value(name: str, value: Any) -> Any:  # noqa: ANN401 - a value of a rule, whatever its field takes
    if name in PATTERNS:
        return Pattern(value)
    return tuple(value) if value.__class__ is list else value
