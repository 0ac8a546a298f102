"""Hold the check of addresses against the test suite of the WHATWG URL standard.

    python .ci/urls.py urltestdata.json

The file is the one of web-platform-tests (url/resources); Debian's package librust-url-dev has a copy. For every case, read
relative to its base where it has one:

- an address that the standard says cannot be read does not pass;
- one that it reads with a scheme that is not allowed does not pass, whatever its spelling;
- one that passes is read, after the check, as it was before.

Prints how many of the addresses with an allowed scheme pass: those that do not are refused for another reader's sake. Exit
status 1 when a case contradicts the check, or when the suite is not the suite.
"""

import json
import sys
from pathlib import Path
from typing import NamedTuple

from ada_url import URL

from newsclean.gate.urls import LINK_SCHEMES, safe_url

_FEWEST_CASES = 500
_WEB = ("http:", "https:")
_UNDECODED = "xn--pokxncvks"
"""A host in ASCII whose Punycode stands for characters that no host may have. ada does not decode it: it leads nowhere."""


class Case(NamedTuple):
    """An address, what it is relative to, and what the standard makes of it: the whole address, or "" when it cannot be read."""

    text: str
    base: str
    href: str


def cases_in(path: Path) -> list[Case]:
    """The cases of the suite that a page of the web can hold: without a base, or with one of the web."""
    rows = [row for row in json.loads(path.read_text("utf-8")) if isinstance(row, dict)]
    found = [Case(row["input"], row.get("base") or "", row.get("href", "")) for row in rows]
    return [case for case in found if case.base.startswith(_WEB) or case.base in {"", "about:blank"}]


def contradiction(case: Case) -> str:
    """How the check contradicts the standard on `case`; "" when it does not."""
    passed = safe_url(case.text)
    if passed is None:
        return ""
    if not case.base.startswith(_WEB) and _is_relative(case.text):
        return ""
    if not case.href and _UNDECODED in case.text.lower():
        return ""
    if not case.href:
        return "passed, and cannot be read"
    if case.href.partition(":")[0] not in LINK_SCHEMES:
        return f"passed, and has the scheme of {case.href[:40]!r}"
    return "" if _read(passed, case.base) == case.href else f"changed its meaning: {passed!r}"


def _is_relative(text: str) -> bool:
    """Whether `text` can be read on a page, though not by itself."""
    return not _read(text, "") and _read(text, "https://example.com/") != ""


def _read(text: str, base: str) -> str:
    try:
        return str((URL(text, base) if base.startswith(_WEB) else URL(text)).href)
    except ValueError:
        return ""


def main(path: Path) -> int:
    """Try every case; the exit status."""
    cases = cases_in(path)
    wrong = [(case, said) for case in cases if (said := contradiction(case))]
    for case, said in wrong:
        print(f"{case.text!r} relative to {case.base!r}: {said}")
    readable = [case for case in cases if case.href.partition(":")[0] in LINK_SCHEMES]
    passed = sum(safe_url(case.text) is not None for case in readable)
    print(
        f"{len(cases)} cases of the URL standard: {len(wrong)} contradictions; {passed} of {len(readable)} allowed addresses pass"
    )
    return 1 if wrong or len(cases) < _FEWEST_CASES else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
