"""What rules mean by the line that stands beside it, once the lines between are gone."""

from collections.abc import Iterator

from newsclean.document import Document
from newsclean.rules.findings import ElementFinding


def apply_where_lines_met(doc: Document) -> bool:
    """Try the rules about what stands beside a line again, for other lines have stood between. Whether anything went."""
    went = False
    for finding in _beside_lines(doc):
        if doc.holds(finding.el):
            doc.step = finding.rule.step
            finding.apply(doc)
            went |= not doc.holds(finding.el)
    return went


def _beside_lines(doc: Document) -> Iterator[ElementFinding]:
    for findings in doc.findings.values():
        for finding in findings:
            if isinstance(finding, ElementFinding) and finding.rule.near is not None:
                yield finding
