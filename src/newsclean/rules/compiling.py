"""Writes the packs of a folder as the one file that `compiled.py` reads. The build of a wheel calls it (`hatch_build.py`)."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

from newsclean.rules.compiled import FORMAT, NAME, PATTERNS, sizes_of
from newsclean.rules.index import selectors_of
from newsclean.rules.load import NO_SELECTOR, load_pack
from newsclean.rules.model import COMMON, Credit, Filed, Pack, Rule
from newsclean.rules.select import raw_of, selector_of
from newsclean.rules.syntax import parse_selectors

_NONE: Final = object()


def compile_packs(folder: Path, place: Path) -> Path:
    """Check the TOML files in `folder` and write the compiled file into the folder `place`. PackError for one that is wrong."""
    packs = sorted((load_pack(path) for path in folder.glob("*.toml")), key=lambda pack: (pack.ident != COMMON, pack.ident))
    bodies = [_line(_body(pack)) for pack in packs]
    lengths = [len(body) for body in bodies]
    head = {"format": FORMAT, "sizes": sizes_of(folder), "packs": [_head(pack) for pack in packs], "lengths": lengths}
    file = place / NAME
    file.write_bytes(b"".join((_line(head), *bodies)))
    return file


def _line(value: Mapping[str, object]) -> bytes:
    return f"{json.dumps(value, ensure_ascii=False, separators=(',', ':'))}\n".encode()


def _head(pack: Pack) -> Mapping[str, object]:
    return {
        "ident": pack.ident,
        "path": f"newsclean/packs/{pack.ident}.toml",
        "about": pack.about,
        "hosts": pack.hosts,
        "fingerprints": pack.fingerprints,
        "marks": parsed_beforehand(text for text in pack.fingerprints if not text.startswith(NO_SELECTOR)),
    }


def _body(pack: Pack) -> Mapping[str, object]:
    body = pack.body
    return {
        "article": body.article,
        "keep": body.keep,
        "metadata": [_credit(one) for one in body.metadata],
        "rules": [_rule(rule) for rule in body.rules],
        "tokens": [(one.attribute, one.token, one.means) for one in body.tokens],
        "parsed": parsed_beforehand(text for text, _ in selectors_of(pack) if text),
    }


def parsed_beforehand(texts: Iterable[str]) -> Mapping[str, Filed]:
    """The selectors in `texts`, by their text, as a compiled file has them."""
    return {text: [(selector_of(one).key, raw_of(one)) for one in parse_selectors(text)] for text in texts}


def _credit(credit: Credit) -> tuple[str, str, str]:
    return credit.name, credit.select, credit.text.source if credit.text else ""


def _rule(rule: Rule) -> Mapping[str, object]:
    said = {name: value for name in Rule.names_of_fields() if (value := getattr(rule, name)) != getattr(Rule, name, _NONE)}
    return {name: value.source if name in PATTERNS else value for name, value in said.items()}
