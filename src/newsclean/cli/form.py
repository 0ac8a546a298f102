"""The form of a file: all that its text does not tell. What is cleaned in place keeps it."""

from typing import Final

from newsclean.cleaned import Cleaned
from newsclean.errors import RefusedError
from newsclean.read.decode import decode, encode_back
from newsclean.read.labels import label_of
from newsclean.regex import regex
from newsclean.value import Value

_LONE_FEED: Final = regex(r"(?<!\r)\n")
_LABELLED: Final = frozenset({"iso2022_jp"})
_WIDE: Final = frozenset({"utf-16-le", "utf-16-be"})
_HIDE_MARKUP: Final = _LABELLED | _WIDE
"""Encodings in whose bytes a reader that takes them for ASCII can find a `<` that is none. A page can say so of the first."""
_AS_THEY_WERE: Final = frozenset({"markdown", "feed"})
_FEEDS: Final = {"\r\n": _LONE_FEED, "\r": regex(r"\n")}


class Form(Value):
    r"""The encoding of a file and whether a byte order mark begins it, its line ends, and whether the last line has one.

    `newline` is "\n", "\r\n" or "\r": what most lines end in. `is_mixed`: not all do.
    """

    encoding: str
    bom: bool
    newline: str
    is_mixed: bool
    has_last: bool

    @property
    def charset(self) -> str:
        """What a page in this form says of its encoding."""
        return label_of(self.encoding)

    @property
    def is_wide(self) -> bool:
        """Whether every character takes two bytes, also one of ASCII."""
        return self.encoding in _WIDE

    def settled(self, content: bytes) -> "Form":
        """The form in which the content will be read: where only ASCII is left nothing tells an older encoding from UTF-8."""
        is_either = content.isascii() and not self.bom and self.encoding not in _HIDE_MARKUP
        return self.but(encoding="utf-8") if is_either else self

    def written(self, cleaned: Cleaned) -> bytes:
        """The bytes of a file with what came out, in this form.

        InputError for a character that its encoding lacks, RefusedError where nothing in the file would tell its encoding.
        """
        if not self.bom and self.encoding in _HIDE_MARKUP and not (self.encoding in _LABELLED and cleaned.kind == "page"):
            raise RefusedError(
                "encoding", f"{self.encoding} without a mark or label: its bytes may be markup to others; use UTF-8"
            )
        text = cleaned.content if self.has_last else cleaned.content.removesuffix("\n")
        # The lines of Markdown and feeds are as they were, and HTML in them that as far as there is one answer.
        if self.newline != "\n" and not (self.is_mixed and cleaned.kind in _AS_THEY_WERE):
            text = _FEEDS[self.newline].sub(lambda _: self.newline, text)
        references = cleaned.kind in {"page", "fragment"}
        return encode_back(text, self.encoding, bom=self.bom, references=references)


def form_of(data: bytes) -> tuple[str, Form]:
    """The text of a file and its form. InputError for what is no text."""
    text, encoding, bom = decode(data)
    pairs, feeds, returns = text.count("\r\n"), text.count("\n"), text.count("\r")
    lone = feeds - pairs
    newline = "\r\n" if pairs > lone else "\r" if returns and not feeds else "\n"
    return text, Form(encoding, bom, newline, 0 < pairs < feeds, text.endswith(("\n", "\r")) or not text)
