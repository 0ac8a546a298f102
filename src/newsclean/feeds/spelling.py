"""How a value is spelled in XML: its CDATA stays CDATA, what was escaped stays escaped, and so does what stands between."""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Final

from newsclean.feeds.mend import FORBIDDEN
from newsclean.feeds.source import Edit

_PIECE: Final = re.compile(rb"<!\[CDATA\[(?P<cdata>.*?)\]\]>|<!--.*?-->|<\?.*?\?>|(?P<text>[^<]+)", re.DOTALL)
_LARGER: Final = {"gb2312": "gbk"}
"""Python's codec of the first lacks the dash; every reader takes it for the second."""

_BLANK: Final = b" \t\r\n"
_LABEL: Final = re.compile(r"""\ufeff?\s*<\?xml\s[^>]*?encoding\s*=\s*["']([\w.:-]+)""")


def escaped(text: str) -> str:
    """`text` as character data."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def in_cdata(text: str) -> str:
    """`text` for a CDATA section, which is parted where the text has the sign of its end."""
    return text.replace("]]>", "]]]]><![CDATA[>")


def put(source: bytes, start: int, stop: int, new: str) -> Sequence[Edit]:
    """The edits that put `new` in the place of the character data from `start` to `stop`.

    It goes into the first CDATA section, or else into the first text; what else there is of the value goes. White space around
    it, comments and processing instructions stay.
    """
    pieces = [piece for piece in _PIECE.finditer(source, start, stop) if _is_value(piece)]
    if not pieces:
        return ()
    home = next((piece for piece in pieces if piece["cdata"] is not None), pieces[0])
    written = in_cdata(new) if home["cdata"] is not None else escaped(new)
    edits = [Edit(piece.start(), piece.end(), "") for piece in pieces if piece is not home]
    return [*edits, Edit(*_inner(home), written)]


def _is_value(piece: re.Match[bytes]) -> bool:
    return bool((piece["cdata"] or piece["text"] or b"").strip(_BLANK))


def _inner(piece: re.Match[bytes]) -> tuple[int, int]:
    """Where the value within a piece stands, without white space."""
    group = "text" if piece["cdata"] is None else "cdata"
    inner, start = piece[group], piece.start(group)
    return start + len(inner) - len(inner.lstrip(_BLANK)), start + len(inner.rstrip(_BLANK))


def declared_in(text: str) -> str | None:
    """The encoding that the XML declaration of a feed names, None when it names none."""
    label = _LABEL.match(text)
    return None if label is None else label[1]


def writer_for(text: str) -> Callable[[str], str]:
    """A function that writes what the encoding of a feed lacks as references of HTML, and nothing that XML does not have.

    The encoding is the one that its XML declaration names. What stands in `text`, the feed, can be written: it was read.
    """
    encoding = declared_in(text) or "utf-8"
    encoding = _LARGER.get(encoding.lower(), encoding)
    try:
        "".encode(encoding)
    except LookupError:
        encoding = "ascii"
    known = frozenset(text) if not encoding.lower().startswith("utf") else frozenset()

    def written(html: str) -> str:
        html = FORBIDDEN.sub("", html)
        return html if _can_write(html, encoding) else "".join(_references(html, encoding, known))

    return written


def _references(html: str, encoding: str, known: frozenset[str]) -> Iterable[str]:
    return (one if one in known or _can_write(one, encoding) else f"&#{ord(one)};" for one in html)


def _can_write(text: str, encoding: str) -> bool:
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True
