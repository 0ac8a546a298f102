"""apply_rules: the pass that every purely rule-driven step is."""

from newsclean.document import Document
from newsclean.value import Value


class ApplyRules(Value):
    """Puts into effect what the rules of the pass `name` noticed."""

    name: str

    def __call__(self, doc: Document) -> None:
        """Apply the findings of this pass, in document order."""
        for finding in doc.findings.get(self.name, ()):
            finding.apply(doc)
