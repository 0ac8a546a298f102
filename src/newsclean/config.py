"""Options: everything a user can choose, in one frozen dataclass."""

from collections.abc import Collection
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Final

from newsclean.errors import OptionError
from newsclean.gate.policy import ARTICLE, Policy
from newsclean.pipeline import Steps

TARGETS: Final = ("html", "markdown", "text")
SOURCES: Final = ("auto", "html")
VERIFIERS: Final = ("bleach", "nh3")
TEMPLATE_LANGUAGES: Final = ("vue", "liquid", "jinja", "go", "all")


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How to clean. Every field has a default; an unknown value is an OptionError that lists the known ones.

    `to`: "html", "markdown" or "text". `read_as`: "auto" looks for front matter, "html" takes the input as HTML throughout.
    `site`: "auto" detects it, a pack's id names it, "none" leaves only the common rules. `packs`: files of further packs.
    `steps`: the passes to run, None for the standard ones. `policy`: what the gate keeps. `verify`: the sanitizer that reads the
    output again, or None. `template_safe`: the template language whose delimiters must not come alive, or None. `max_loss`: the
    share of the text that one rule may take. `lift`: credits to write into the front matter. `document`: a whole page comes out
    as a whole page.
    """

    to: str = "html"
    read_as: str = "auto"
    site: str = "auto"
    packs: tuple[Path, ...] = ()
    steps: Steps | None = None
    policy: Policy = field(default=ARTICLE)
    verify: str | None = None
    template_safe: str | None = None
    max_loss: float = 0.4
    lift: tuple[str, ...] = ()
    document: bool = False

    def __post_init__(self) -> None:
        _choose("to", self.to, TARGETS)
        _choose("read_as", self.read_as, SOURCES)
        if self.verify is not None:
            _choose("verify", self.verify, VERIFIERS)
        if self.template_safe is not None:
            _choose("template_safe", self.template_safe, TEMPLATE_LANGUAGES)
        if isinstance(self.max_loss, bool) or not isinstance(self.max_loss, int | float) or not 0 <= self.max_loss <= 1:
            raise OptionError("max_loss", self.max_loss, "a share between 0 and 1")


def _choose(option: str, value: object, known: Collection[str]) -> None:
    if value not in known:
        raise OptionError(option, value, known=known)


def option_names() -> tuple[str, ...]:
    """The names of all options."""
    return tuple(one.name for one in fields(Options))
