"""Control characters: they show nothing, and every parser replaces them in its own way."""

from typing import Final

from newsclean.dom.facts import Element
from newsclean.dom.slots import slots

_CONTROLS: Final = tuple(map(chr, sorted({*range(0x20), 0xFFFE, 0xFFFF} - {0x09, 0x0A})))
_BECOME: Final = {ord(character): None for character in _CONTROLS} | {0x0C: " ", 0x0D: "\n"}


def has_controls(text: str) -> bool:
    """Whether a control character other than tab and line end is in `text`."""
    return any(character in text for character in _CONTROLS)


def take_controls(root: Element) -> str:
    """Take the control characters out of all text below `root`, and return them; form feed and return become white space."""
    taken: list[str] = []
    for slot in slots(root):
        text = slot.value
        if has_controls(text):
            taken.extend(character for character in text if ord(character) in _BECOME)
            slot.write(text.translate(_BECOME))
    return "".join(taken)
