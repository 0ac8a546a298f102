"""A draft: the text of a pack, and what its rules make of their own hits and misses."""

import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from newsclean.api import Cleaner
from newsclean.passes import standard
from newsclean.proof import trials
from newsclean.rules.load import load_pack
from newsclean.rules.model import COMMON
from newsclean.scaffold.proposal import Proposal, comment

MOST: Final = 24
"""Rules of a section at most."""

_RULER: Final = 118


@dataclass(frozen=True, slots=True)
class Section:
    """Proposed rules under one heading, with remarks on all of them."""

    heading: str
    remarks: tuple[str, ...]
    proposals: tuple[Proposal, ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """A pack to be: `head` is the TOML text above its rules, `context` a line of the article as HTML."""

    ident: str
    head: str
    context: str
    sections: tuple[Section, ...]

    def text(self) -> str:
        """The pack as TOML."""
        return "\n".join([self.head, *(line for section in self.sections for line in _lines(section, self.context))]) + "\n"

    def complaints(self) -> dict[str, str]:
        """The ids of the rules that do not keep their word, and why."""
        with tempfile.TemporaryDirectory() as folder:
            path = self._written(folder)
            found = list(trials(load_pack(path, passes=standard().names), path))
        return {one.rule.ident.partition("/")[2]: one.complaint for one in reversed(found) if one.complaint}

    def needless(self) -> dict[str, str]:
        """The ids of the rules whose hits the common rules take already, and which of those do."""
        plain = Cleaner(site="none")
        found = {}
        for proposal in (one for section in self.sections for one in section.proposals):
            cleaned = plain.clean(proposal.hit)
            takers = dict.fromkeys(change.by for change in cleaned.journal if change.by.startswith(f"{COMMON}/"))
            if takers and not cleaned.content.strip():
                found[proposal.ident] = f"the common rules do it ({', '.join(takers)})"
        return found

    def without(self, idents: Iterable[str]) -> "Draft":
        """The draft without these rules."""
        gone = frozenset(idents)
        kept = (tuple(one for one in section.proposals if one.ident not in gone) for section in self.sections)
        return replace(self, sections=tuple(map(_with, self.sections, kept)))

    def cleaned(self, source: str, url: str | None) -> str:
        """The plain text that the pack makes of a page."""
        with tempfile.TemporaryDirectory() as folder:
            return Cleaner(to="text", site=self.ident, packs=[self._written(folder)]).clean(source, url).content

    def shortened(self) -> "Draft":
        """The draft with as many rules in each section as a person will read."""
        return replace(self, sections=tuple(_with(section, section.proposals[:MOST]) for section in self.sections))

    def _written(self, folder: str) -> Path:
        path = Path(folder) / f"{self.ident}.toml"
        path.write_text(self.text(), "utf-8")
        return path


def _with(section: Section, proposals: tuple[Proposal, ...]) -> Section:
    return replace(section, proposals=proposals)


def _lines(section: Section, context: str) -> Iterator[str]:
    if not section.proposals and not section.remarks:
        return
    yield ""
    yield f"# --- {section.heading} {'-' * (_RULER - len(section.heading))}"
    yield from (f"# {comment(remark)}" for remark in section.remarks)
    for proposal in section.proposals:
        yield ""
        yield from proposal.lines(context)


def with_ids_apart(sections: Sequence[Section]) -> tuple[Section, ...]:
    """The sections, with a number behind every id that an earlier rule has."""
    taken: set[str] = set()
    return tuple(_with(section, tuple(_renamed(one, taken) for one in section.proposals)) for section in sections)


def _renamed(proposal: Proposal, taken: set[str]) -> Proposal:
    ident, number = proposal.ident, 2
    while ident in taken:
        ident, number = f"{proposal.ident}-{number}", number + 1
    taken.add(ident)
    return proposal._replace(ident=ident)
