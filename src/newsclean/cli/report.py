"""`--report FILE`: the facts and the journal of every document as JSON lines."""

import json
from collections.abc import Mapping
from pathlib import Path

from newsclean.cleaned import Cleaned
from newsclean.cli.files import write_file
from newsclean.cli.messages import Failure


class Report:
    """The lines of a report, in the order of the documents: a `document` record, then one `change` record per change.

    A document that failed has a `document` record with `error` and `status` in place of the facts.
    """

    def __init__(self) -> None:
        self._lines: list[str] = []

    def add(self, path: str, cleaned: Cleaned) -> None:
        """Record a document that was cleaned."""
        facts = {
            "kind": cleaned.kind,
            "site": cleaned.site,
            "evidence": dict(cleaned.evidence),
            "metadata": dict(cleaned.metadata),
            "changed": cleaned.changed,
        }
        self._add("document", path, facts)
        for change in cleaned.journal:
            self._add("change", path, change._asdict())

    def add_failure(self, path: str, failure: Failure) -> None:
        """Record a document that could not be read, was refused, or could not be written."""
        self._add("document", path, {"error": failure.reason, "status": int(failure.status)})

    def write(self, path: str) -> None:
        """Write all lines to the file, whole or not at all. Raises OSError."""
        text = "".join(f"{line}\n" for line in self._lines)
        # A lone surrogate (a file name that is not UTF-8) becomes the escape that JSON has for it.
        write_file(Path(path), text.encode("utf-8", "backslashreplace"))

    def _add(self, record: str, path: str, facts: Mapping[str, object]) -> None:
        self._lines.append(json.dumps({"record": record, "path": path, **facts}, ensure_ascii=False))
