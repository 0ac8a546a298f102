"""SVG and MathML as browsers read them.

libxml2 knows no foreign content (HTML standard, section 13.2.6.5). Where an `</svg>` is missing, a browser ends the drawing at
the next paragraph and libxml2 takes the rest of the article into it; in `<svg><style>` a browser finds markup and libxml2 the raw
text of a style sheet; and CDATA, which is text there, is a comment to libxml2. So the source is put right before it is parsed:
the drawing is closed where a browser closes it, raw text elements in it get another name, and CDATA becomes text.
"""

import re
from collections import Counter
from typing import Final, NamedTuple

from newsclean.regex import regex

_ROOT: Final = regex(rb"<(/?)([sS][vV][gG]|[mM][aA][tT][hH])(?=[\s/>])")
_BREAKOUT: Final = (
    b"b big blockquote body br center code dd div dl dt em embed h1 h2 h3 h4 h5 h6 head hr i img li listing menu meta nobr ol p"
    b" pre ruby s small span strong strike sub sup table tt u ul var"
).split()
_RAW: Final = b"script style title textarea iframe xmp noembed noframes plaintext".split()
_ODD: Final = regex(
    rb"</?(?:%b|font)(?=[\s/>])|<!\[CDATA\[|<(%b)(?=[\s/>])(?![^<>]*>[^<]*</\1[\s/>])" % (b"|".join(_BREAKOUT), b"|".join(_RAW)),
    re.IGNORECASE,
)
_ATTRIBUTES: Final = rb"""(?:[\s/]*+[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z)|[^\s>"'][^\s>]*+)?)?)*"""
_TOKEN: Final = regex(
    rb"<!--(?:-?>|(?:[^-]++|-(?!-!?>))*(?:--!?>|\Z))"
    rb"|<!\[CDATA\[(?P<cdata>(?:[^\]]++|\](?!\]>))*)(?:\]\]>|\Z)"
    rb"|<[!?][^>]*+>?|</(?![a-zA-Z>])[^>]*+>?"
    rb"|<(?P<end>/?)(?P<name>[a-zA-Z][^\s/>]*+)(?P<attributes>%b)(?P<slash>[\s/]*+)(?:>|\Z)" % _ATTRIBUTES
)
_BREAKOUT_FONT: Final = regex(rb"[\s/\"'](?:color|face|size)(?=[\s/=]|\Z)", re.IGNORECASE)
_HTML_ENCODING: Final = regex(rb"[\s/\"']encoding\s*=\s*[\"']?(?:text/html|application/xhtml\+xml)", re.IGNORECASE)
_HTML_IN_SVG: Final = frozenset(b"foreignobject desc title".split())
_HTML_IN_MATH: Final = frozenset(b"mi mo mn ms mtext".split())
_ROOTS: Final = frozenset((b"svg", b"math"))
_BREAKOUTS: Final = frozenset(_BREAKOUT)
_RAWS: Final = frozenset(_RAW)


def has_odd_foreign(data: bytes) -> bool:
    """Whether `data` has svg or math in which browsers may read something else than libxml2."""
    depths, since = Counter[bytes](), 0
    for root in _ROOT.finditer(data):
        if depths.total() and _ODD.search(data, since, root.start()):
            return True
        name, since = root[2].lower(), root.end()
        depths[name] = max(depths[name] - 1, 0) if root[1] else depths[name] + 1
    return bool(depths.total()) and _ODD.search(data, since) is not None


def settled(data: bytes) -> bytes:
    """`data` with svg and math so that libxml2 finds the text in them and behind them where a browser finds it."""
    return _Settler(data).run()


class _Open(NamedTuple):
    """An element of foreign content that is open: its name, whether it is one of svg, and whether what stands in it is HTML."""

    name: bytes
    is_svg: bool
    holds_html: bool


class _Settler:
    """Goes through the tags of one document and writes it anew."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.out: list[bytes] = []
        self.foreign: list[_Open] = []
        self.within: Counter[bytes] = Counter()  # how many of these are open, by name
        self.in_html = False  # whether an element of HTML was opened since the last of svg or math
        self.around: Counter[bytes] = Counter()  # open elements of HTML outside svg and math, by name

    def run(self) -> bytes:
        done = 0
        token = _TOKEN.search(self.data)
        while token is not None:
            self.out.append(self.data[done : token.start()])
            done = token.end()
            if token["name"] is not None:
                done = self.tag(token)
            elif token["cdata"] is not None and self.foreign and not self.in_html:
                self.out.append(token["cdata"].replace(b"&", b"&amp;").replace(b"<", b"&lt;"))
            elif token["cdata"] is not None:
                done = self.data.find(b">", token.start()) + 1 or len(self.data)  # a comment, and no CDATA
                self.out.append(self.data[token.start() : done])
            else:
                self.out.append(token[0])
            token = _TOKEN.search(self.data, done)
        self.out.append(self.data[done:])
        return b"".join(self.out)

    def is_foreign(self) -> bool:
        """Whether the next tag is one of svg or math, and not of HTML."""
        return bool(self.foreign) and not self.foreign[-1].holds_html

    def is_svg(self, name: bytes) -> bool:
        """Whether an element that begins here belongs to svg, and not to math."""
        if not self.is_foreign() or (name == b"svg" and self.foreign[-1].name == b"annotation-xml"):
            return name == b"svg"
        return self.foreign[-1].is_svg

    def tag(self, token: re.Match[bytes]) -> int:
        """Write one tag; where to go on."""
        name = token["name"].lower()
        if token["end"]:
            return self.end(name, token)
        if self.is_foreign() and _breaks_out(name, token["attributes"]):
            self.close_foreign()
        if self.is_foreign() or name in _ROOTS:
            return self.open_foreign(name, token)
        self.out.append(token[0])
        self.in_html = True
        if name in _RAWS:
            return self.raw_text(name, token)
        self.around[name] += not self.foreign
        return token.end()

    def open_foreign(self, name: bytes, token: re.Match[bytes]) -> int:
        self.out.append(_renamed(token))
        if not token["slash"].endswith(b"/"):
            is_svg = self.is_svg(name)
            encoded = name == b"annotation-xml" and not is_svg and _HTML_ENCODING.search(token["attributes"])
            holds_html = name in (_HTML_IN_SVG if is_svg else _HTML_IN_MATH) or bool(encoded)
            self.foreign.append(_Open(name, is_svg, holds_html))
            self.within[name] += 1
            self.in_html = False
        return token.end()

    def end(self, name: bytes, token: re.Match[bytes]) -> int:
        if self.within[name]:
            while self.pop() != name:
                pass
            self.in_html = False
            self.out.append(_renamed(token))
            return token.end()
        if self.is_foreign() and name in {b"p", b"br"}:
            self.close_foreign()
        elif self.around[name] > 0:
            self.around[name] -= 1
            self.close_foreign(all_of_it=True)
        self.out.append(token[0])
        return token.end()

    def close_foreign(self, *, all_of_it: bool = False) -> None:
        """Close what is open of svg and math: up to the innermost element that holds HTML, or all of it."""
        while self.is_foreign() or (all_of_it and self.foreign):
            self.out.append(b"</%b>" % _name_for(self.pop()))

    def pop(self) -> bytes:
        """The name of the innermost element of svg and math, which is no longer open."""
        name = self.foreign.pop().name
        self.within[name] -= 1
        return name

    def raw_text(self, name: bytes, token: re.Match[bytes]) -> int:
        """Write the text of a raw text element of HTML as it is; where its end tag begins."""
        end = re.compile(rb"</%b(?=[\s/>])" % name, re.IGNORECASE).search(self.data, token.end())
        stop = len(self.data) if end is None or name == b"plaintext" else end.start()
        self.out.append(self.data[token.end() : stop])
        return stop


def _breaks_out(name: bytes, attributes: bytes) -> bool:
    return name in _BREAKOUTS or (name == b"font" and bool(_BREAKOUT_FONT.search(attributes)))


def _name_for(name: bytes) -> bytes:
    """The name under which libxml2 reads an element of foreign content as an ordinary one."""
    return b"svg-" + name if name in _RAWS else name


def _renamed(token: re.Match[bytes]) -> bytes:
    name = token["name"]
    return token[0].replace(name, _name_for(name.lower()), 1) if name.lower() in _RAWS else token[0]
