"""The second opinion on the output of every test: whatever the gate makes, other sanitizers find nothing to remove in it."""

from contextlib import contextmanager

from newsclean.gate import gate
from newsclean.gate.verify import finding
from newsclean.write.html import write_html

_SEAL = gate.seal
_KNOWN = set()
_silences = []


@contextmanager
def silence():
    """Let nobody ask within this block: where the work of newsclean is counted."""
    _silences.append(None)
    try:
        yield
    finally:
        _silences.pop()


def install(verifiers):
    """Let `verifiers` read the HTML of every tree that the gate makes from now on, each text once for each policy."""

    def seal(doc, policy):
        tree = _SEAL(doc, policy)
        if _silences:
            return tree
        html = write_html(tree)
        known = (policy.name, hash(html))
        if known not in _KNOWN:
            found = {name: said for name in verifiers if (said := finding(html, policy, name)) is not None}
            assert not found, found
            _KNOWN.add(known)
        return tree

    gate.seal = seal
