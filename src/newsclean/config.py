"""Options: everything a user can choose, in one value."""

from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import Final, TypedDict

from newsclean.errors import OptionError
from newsclean.gate.policy import Policy
from newsclean.gate.presets import ARTICLE, PRESETS, preset
from newsclean.limits import Limits
from newsclean.pipeline import Pass, Step, Steps
from newsclean.value import Value

TARGETS: Final = ("html", "markdown", "text", "auto")
SOURCES: Final = ("auto", "html", "markdown", "feed")
FALLBACKS: Final = ("readability",)
MARKDOWN: Final = ("gfm", "commonmark", "pure", "cjk-friendly")
VERIFIERS: Final = ("bleach", "nh3")
ON_LIMIT: Final = ("refuse",)
TEMPLATE_LANGUAGES: Final = ("vue", "liquid", "jinja", "go", "all")


class Options(Value, kw_only=True):
    """How to clean. Every field has a default; an unknown value is an OptionError that lists the known ones.

    `to`: "html", "markdown" or "text"; "auto" leaves Markdown what it is and makes anything else HTML. `read_as`: "auto" looks
    for front matter and knows Markdown and feeds by their signs, "html" takes the input as HTML throughout, "markdown" is for a
    Markdown file: its body is Markdown with HTML in it, unless it is all HTML; "feed" is RSS, Atom or JSON Feed.
    `site`: "auto" detects it, a pack's id names it, "none" leaves only the common rules. `packs`: files of further packs.
    `steps`: the passes to run, None for the standard ones. `policy`: what the gate keeps; clean() and Cleaner also take the name
    of a preset: "article", "strict", "relaxed". `markdown`: what Markdown is made of: "gfm", "commonmark", "pure" (no HTML) or
    "cjk-friendly". `verify`: the sanitizer that reads the output again, or None. `template_safe`: the template language whose
    delimiters must not come alive, or None. `max_loss`: the share of the text that one rule may take. `strict`: a document from
    which rules would take more is refused. `lift`: credits to write into the front matter. `document`: a whole page comes out
    as a whole page. `fallback`: who is asked where the article of a page stands when no rule and no sentence tells: "readability"
    (an extra), or None. `limits`: how large a document may be and how long it may take. `on_limit`: what becomes of one beyond:
    "refuse", there is no other.
    """

    to: str = "html"
    read_as: str = "auto"
    site: str = "auto"
    packs: tuple[Path, ...] = ()
    steps: Steps | None = None
    policy: Policy = ARTICLE
    markdown: str = "gfm"
    verify: str | None = None
    template_safe: str | None = None
    max_loss: float = 0.4
    strict: bool = False
    lift: tuple[str, ...] = ()
    document: bool = False
    fallback: str | None = None
    limits: Limits = Limits()
    on_limit: str = "refuse"

    def __post_init__(self) -> None:
        _choose("to", self.to, TARGETS)
        _choose("read_as", self.read_as, SOURCES)
        _choose("markdown", self.markdown, MARKDOWN)
        _choose("on_limit", self.on_limit, ON_LIMIT)
        if self.verify is not None:
            _choose("verify", self.verify, VERIFIERS)
        if self.fallback is not None:
            _choose("fallback", self.fallback, FALLBACKS)
        if self.template_safe is not None:
            _choose("template_safe", self.template_safe, TEMPLATE_LANGUAGES)
            _refuse_pure(self.markdown)
        if isinstance(self.max_loss, bool) or not isinstance(self.max_loss, int | float) or not 0 <= self.max_loss <= 1:
            raise OptionError("max_loss", self.max_loss, "a share between 0 and 1")
        if not isinstance(self.limits, Limits):
            raise OptionError("limits", self.limits, "a newsclean.Limits was expected")


def _choose(option: str, value: object, known: Collection[str]) -> None:
    if value not in known:
        raise OptionError(option, value, known=known)


def _refuse_pure(markdown: str) -> None:
    """OptionError for Markdown without HTML, which has nothing to keep the delimiters of templates apart with."""
    if markdown == "pure":
        raise OptionError("markdown", markdown, "it has no HTML to keep template delimiters apart with; leave template_safe out")


def source_of(options: Options, read_as: str | None) -> str:
    """What one document is read as: `read_as` where it is given. OptionError, with the known ones, for any other."""
    if read_as is None:
        return options.read_as
    _choose("read_as", read_as, SOURCES)
    return read_as


def option_names() -> tuple[str, ...]:
    """The names of all options."""
    return Options.names_of_fields()


class OptionWords(TypedDict, total=False):
    """The keywords of clean() and Cleaner; `Options` says what each means."""

    to: str
    read_as: str
    site: str
    packs: Iterable[str | Path]
    steps: Iterable[Pass | Step] | None
    policy: Policy | str
    markdown: str
    verify: str | None
    template_safe: str | None
    max_loss: float
    strict: bool
    lift: Iterable[str]
    document: bool
    fallback: str | None
    limits: Limits
    on_limit: str


def options_of(words: Mapping[str, object]) -> Options:
    """The options that the keywords `words` of a caller mean. OptionError for an unknown name or value."""
    known = option_names()
    for name in words:
        if name not in known:
            raise OptionError(name, words[name], "unknown option", known=known)
    values = {**words, **_made(words.get("steps"), words.get("policy", ARTICLE))}
    for name, kind in (("packs", Path), ("lift", str)):
        if name in values:
            values[name] = tuple(kind(one) for one in _listed(name, values[name]))  # type: ignore[arg-type]  # both take what they are given
    return Options(**values)  # type: ignore[arg-type]  # the names are known, and Options checks the values


def _made(steps: object, policy: object) -> dict[str, object]:
    """Steps and policy as `Options` takes them, where they were given otherwise."""
    made: dict[str, object] = {}
    if steps is not None and not isinstance(steps, Steps):
        made["steps"] = Steps(steps)  # type: ignore[arg-type]  # Steps checks what it is given
    if isinstance(policy, str):
        made["policy"] = preset(policy)
    elif not isinstance(policy, Policy):
        raise OptionError("policy", policy, "a Policy or the name of one was expected", known=PRESETS)
    return made


def _listed(name: str, value: object) -> tuple[object, ...]:
    if isinstance(value, str | Path):
        return (value,)
    if not isinstance(value, Iterable):
        raise OptionError(name, value, "a list of names was expected")
    return tuple(value)
