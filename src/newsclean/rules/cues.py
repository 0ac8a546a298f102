"""Cues: rules by literal texts of which one stands somewhere in a line."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Final

from newsclean.rules.model import Rule

_PIECE: Final = 3
_LOOK_UP: Final = 4
"""How many pieces are cut from a text in the time in which one cue is looked for in it."""


class Cues:
    """The rules in their order, and under one piece of each of their cues.

    Few cues are looked for one by one. Where there are many, the text is cut into pieces, and only the rules under these are
    tried: it takes the same time then however many rules there are.
    """

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._rules: Final = tuple(rules)
        self._size: Final = sum(len(rule.cue) for rule in self._rules)
        self._filed: Final[dict[str, list[int]]] = defaultdict(list)
        for number, rule in enumerate(self._rules):
            for cue in rule.cue:
                self._filed[self._emptiest(cue)].append(number)
        self._filed.default_factory = None
        self._lengths: Final = {len(piece) for piece in self._filed}
        self.is_for_tails: Final = all(rule.place == "tail" for rule in self._rules)

    def __bool__(self) -> bool:
        return bool(self._rules)

    def _emptiest(self, cue: str) -> str:
        """The piece of `cue` under which the fewest rules are; a cue that is shorter is one piece."""
        pieces = [cue[start : start + _PIECE] for start in range(max(1, len(cue) - _PIECE + 1))]
        return min(pieces, key=lambda piece: len(self._filed.get(piece, ())))

    def rules_in(self, text: str) -> list[Rule]:
        """The rules with a cue in `text`, which is lower case."""
        tried: Iterable[int] = range(len(self._rules))
        if self._size * _LOOK_UP > len(text):
            tried = self._numbers_in(text)
        return [self._rules[number] for number in tried if any(cue in text for cue in self._rules[number].cue)]

    def _numbers_in(self, text: str) -> list[int]:
        """The numbers of the rules under the pieces of `text`, in order."""
        pieces = {text[start : start + length] for length in self._lengths for start in range(len(text))}
        return sorted({number for piece in self._filed.keys() & pieces for number in self._filed[piece]})
