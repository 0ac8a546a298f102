"""Every step by example: the cases in `cases/<step>.md`, which are the reference page of the passes, too."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import pytest

from newsclean import Cleaned, Cleaner, standard

CASES = Path(__file__).parent / "cases"
FILES = [CASES / f"{name}.md" for name in standard().names]
ALONE = "(alone)"

_CASE = re.compile(
    r"^## (?P<title>[^\n]+)\n\n```html\n(?P<before>.*?)```\n"
    r"(?:\n```html\n(?P<after>.*?)```\n)?(?:\n```metadata\n(?P<metadata>.*?)```\n)?",
    re.MULTILINE | re.DOTALL,
)


class Case(NamedTuple):
    """One example of a step."""

    step: str
    title: str
    before: str
    after: str
    metadata: str

    def cleaned(self) -> Cleaned:
        """What all steps, or the step alone, make of the input."""
        steps = standard().only(self.step) if self.title.endswith(ALONE) else None
        return Cleaner(steps=steps).clean(self.before)


def cases_in(path: Path) -> list[Case]:
    found = _CASE.finditer(path.read_text("utf-8"))
    return [Case(path.stem, case["title"], case["before"], case["after"] or "", case["metadata"] or "") for case in found]


def all_cases() -> list[object]:
    return [pytest.param(case, id=f"{case.step}: {case.title}") for path in FILES for case in cases_in(path)]


def shown(metadata: Mapping[str, str | tuple[str, ...]]) -> str:
    pairs = ((name, value if isinstance(value, str) else " | ".join(value)) for name, value in metadata.items())
    return "".join(f"{name}: {value}\n" for name, value in pairs)


def ended(text: str) -> str:
    return text if not text or text.endswith("\n") else f"{text}\n"


def rewrite(path: Path) -> None:
    parts = [path.read_text("utf-8").partition("\n## ")[0].rstrip("\n")]
    for case in cases_in(path):
        cleaned = case.cleaned()
        parts.append(f"## {case.title}\n\n```html\n{case.before}```\n\n```html\n{ended(cleaned.content)}```")
        if cleaned.metadata:
            parts.append(f"```metadata\n{shown(cleaned.metadata)}```")
    path.write_text("\n\n".join(parts) + "\n", "utf-8")


@pytest.fixture(scope="session")
def _rewritten(update):
    if update:
        for path in FILES:
            rewrite(path)


@pytest.mark.usefixtures("_rewritten")
@pytest.mark.parametrize("case", all_cases())
def test_the_step_does_what_its_case_says(case, update):
    if update:
        case = next(one for one in cases_in(CASES / f"{case.step}.md") if one.title == case.title)
    cleaned = case.cleaned()
    assert ended(cleaned.content) == case.after
    assert shown(cleaned.metadata) == case.metadata


@pytest.mark.parametrize("name", standard().names)
def test_every_step_has_cases_in_which_it_acts(name):
    path = CASES / f"{name}.md"
    cases = cases_in(path)
    assert len(cases) == path.read_text("utf-8").count("\n## "), "every heading is a case that can be read"
    assert 2 <= len(cases) <= 8
    assert any(name in {change.step, "lines"} for case in cases for change in case.cleaned().journal)
