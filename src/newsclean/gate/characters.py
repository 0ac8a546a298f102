"""Control characters: they show nothing, and parsers replace them each in its own way."""

from typing import Final

from newsclean.gate.tree import SafeElement, SafeNode

_CONTROLS: Final = tuple(map(chr, sorted({*range(0x20), 0xFFFE, 0xFFFF} - {0x09, 0x0A})))

UNPRINTABLE: Final = {ord(character): None for character in _CONTROLS} | {0x0C: " ", 0x0D: "\n"}
"""What becomes of every control character, for `str.translate`."""


def has_controls(text: str) -> bool:
    """Whether a control character other than tab and line end is in `text`."""
    return any(character in text for character in _CONTROLS)


def take_controls(children: list[SafeNode]) -> str:
    """Take the control characters out of all text in `children`, and return them."""
    taken: list[str] = []
    stack = [children]
    while stack:
        nodes = stack.pop()
        for number, node in enumerate(nodes):
            if isinstance(node, SafeElement):
                stack.append(node.children)
            else:
                taken.extend(character for character in node if ord(character) in UNPRINTABLE)
                nodes[number] = node.translate(UNPRINTABLE)
    return "".join(taken)
