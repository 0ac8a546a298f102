"""From text to a tree of elements in which nothing visible is missing.

Facts of libxml2 that this file answers to (libxml2 2.14, HTML parser; WHATWG and html5lib are the reference):

- it obeys `</body>` and `</html>` where they stand: text after the first lands outside the body, text after the second is
  dropped. For each *misplaced* `<html>` or `<body>` start tag, however, it ignores one later `</html>`, `</body>` or `</head>`;
- a comment, `<style>` or `<title>` before the first visible content is filed outside the body, unless the body is open;
- an element it does not know (`<article>`) does not end an unclosed or implied `<head>`;
- beyond 2,048 open elements it stops and keeps what it has; at most 100 errors are logged;
- appending an attribute walks the ones before it: 100,000 attributes on one tag cost 12 seconds.
"""

import re
import threading
from dataclasses import dataclass
from typing import Final, TypeAlias

from lxml import etree

from newsclean.errors import RefusedError
from newsclean.read.decode import scrub

Element: TypeAlias = "etree._Element"

MAX_BYTES: Final = 64 * 1024 * 1024
MAX_DEPTH: Final = 2048
MAX_ATTRIBUTES: Final = 1000

_CROWDED_FROM: Final = 32 * 1024
_STRAY: Final = re.compile(rb"</(?:body|html)", re.IGNORECASE)
_IGNORABLE: Final = re.compile(rb"</(?:body|html|head)", re.IGNORECASE)
_REST_IS_EMPTY: Final = re.compile(
    rb"(?:[ \t\n\r\f]++|</(?:body|html)[ \t\n\r\f]*+>|<!--(?!-?>)(?:[^-]|-(?!-!?>))*+-->)*+\Z", re.IGNORECASE
)
_CROWDED: Final = re.compile(
    rb"<[a-z][^\s/>]*+(?>(?:[\s/]*+[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s>\"'][^\s>]*+))?+){1001})",
    re.IGNORECASE,
)
_HEAD_ONLY: Final = frozenset({"title", "meta", "link", "style", "script", "base", "template", "noscript"})
