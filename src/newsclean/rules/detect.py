"""Which packs recognise a document, and by what evidence."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Final
from urllib.parse import urlsplit

from newsclean.rules.index import RuleIndex, Survey
from newsclean.rules.model import Pack

COMMON: Final = "common"
"""The pack that always runs and recognises nothing."""


def host_of(url: str | None) -> str:
    """The host name in `url`, lower case; "" when there is none or the URL is malformed."""
    if not url:
        return ""
    try:
        return (urlsplit(url).hostname or "").lower()
    except ValueError:
        return ""


def _owns(pack: Pack, host: str) -> bool:
    return any(host == name or host.endswith("." + name) for name in pack.hosts)


def evidence(index: RuleIndex, survey: Survey, url: str | None) -> Mapping[str, tuple[str, ...]]:
    """Pack id to what speaks for it ("host …", a selector, "comment:…"), packs with the most evidence first."""
    found: defaultdict[str, dict[str, None]] = defaultdict(dict)
    host = host_of(url)
    for pack in (one for one in index.packs if host and _owns(one, host)):
        found[pack.ident][f"host {host}"] = None
    for meaning in (*survey.fingerprints, *(hit.meaning for hit in survey.hits if hit.meaning.role == "fingerprint")):
        found[meaning.pack][meaning.text] = None
    if survey.comments:
        _add_comments(index, survey, found)
    return {pack: tuple(texts) for pack, texts in sorted(found.items(), key=_strength)}


def _strength(item: tuple[str, dict[str, None]]) -> tuple[bool, int, str]:
    pack, texts = item
    return not any(text.startswith("host ") for text in texts), -len(texts), pack


def _add_comments(index: RuleIndex, survey: Survey, found: defaultdict[str, dict[str, None]]) -> None:
    for text in survey.comments:
        for meaning in index.markers.get(text, ()):
            found[meaning.pack][meaning.text] = None
        if text.startswith(index.openings):
            for prefix, meaning in index.prefixes.items():
                if text.startswith(prefix):
                    found[meaning.pack][meaning.text] = None


def known_sites(packs: Iterable[Pack]) -> tuple[str, ...]:
    """The ids that `--site` takes."""
    return tuple(pack.ident for pack in packs if pack.ident != COMMON)
