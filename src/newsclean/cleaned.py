"""Cleaned: what came out of one document."""

import json
from collections.abc import Mapping
from types import MappingProxyType

from newsclean.document import Document
from newsclean.journal import Change
from newsclean.metadata import MetadataValue
from newsclean.value import Value


class Cleaned(Value):
    """What came out of one document.

    `content` is the clean document in the form asked for, with its front matter when the input had one. `metadata` maps names
    (title, author, editor, source, date …) to a string, or a tuple where there are several. `journal` is everything that was
    done, in order. `site` is the pack that recognised the document best, or None; `evidence` maps each pack that did, the best
    first, to what speaks for it ("host …", "canonical …", "images …", or a fingerprint). `kind` is "fragment", "page",
    "frontmatter", "markdown" or "feed". `changed` says whether `content` differs from the input.
    """

    content: str
    metadata: Mapping[str, MetadataValue]
    journal: tuple[Change, ...]
    site: str | None
    evidence: Mapping[str, tuple[str, ...]]
    kind: str
    changed: bool

    def to_json(self, *, indent: int | None = 1) -> str:
        """Content, metadata, journal, site, evidence, kind and changed as a JSON object; non-ASCII characters as they are."""
        facts = {
            "content": self.content,
            "metadata": dict(self.metadata),
            "site": self.site,
            "evidence": dict(self.evidence),
            "kind": self.kind,
            "changed": self.changed,
            "journal": [change._asdict() for change in self.journal],
        }
        return json.dumps(facts, ensure_ascii=False, indent=indent)

    def __reduce__(self) -> tuple[object, ...]:
        values = {name: getattr(self, name) for name in self.names_of_fields()}
        # A read-only view cannot be pickled.
        return _rebuild, (
            {name: dict(value) if isinstance(value, MappingProxyType) else value for name, value in values.items()},
        )


def _rebuild(values: dict[str, object]) -> Cleaned:
    views = {name: MappingProxyType(value) for name, value in values.items() if isinstance(value, dict)}
    return Cleaned(**{**values, **views})  # type: ignore[arg-type]  # the fields of one Cleaned


def cleaned_of(doc: Document, content: str, kind: str, *, changed: bool, above: int = 0) -> Cleaned:
    """What came out of `doc`, which is finished, as `content`; `above` is how many lines stood above what was parsed."""
    site = doc.sites[0] if doc.sites else None
    metadata, evidence = MappingProxyType(doc.metadata), MappingProxyType(dict(doc.evidence))
    journal = doc.journal()
    if above:
        journal = tuple(one if one.line is None else one._replace(line=one.line + above) for one in journal)
    return Cleaned(content, metadata, journal, site, evidence, kind, changed)
