"""The numbers of ordered lists."""

from typing import Final

from newsclean.gate.tree import SafeElement

_MOST_DIGITS: Final = 9


def first_number(element: SafeElement) -> int:
    """The number of the first item of the `ol` element, at most nine digits as in CommonMark; 1 when it says none."""
    start = element.attributes.get("start", "")
    return int(start) if len(start) <= _MOST_DIGITS and start.isascii() and start.isdigit() else 1
