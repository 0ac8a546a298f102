"""Which encoding a label such as `gb2312` means.

Facts: the WHATWG Encoding Standard, section 4.2 (labels), which says what browsers do. Where Python has a larger codec than
the label's own name, the larger one is meant: files that declare gb2312 use all of GB18030, shift_jis means Windows-31J. The
labels of UTF-7 and UTF-16 are left out on purpose: browsers do not know the first, and in a document without a byte order mark
the second can only be wrong.
"""

import re
from collections.abc import Iterator
from typing import Final

from newsclean.regex import regex

_LABELS: Final = {
    "utf-8": "unicode-1-1-utf-8 unicode11utf8 unicode20utf8 utf-8 utf8 x-unicode20utf8",
    "gb18030": "chinese csgb2312 csiso58gb231280 gb18030 gb2312 gb_2312 gb_2312-80 gbk iso-ir-58 x-gbk cp936"
    " ms936 windows-936 euc-cn",
    "big5hkscs": "big5 big5-hkscs cn-big5 csbig5 x-x-big5 big5hkscs cp950",
    "cp932": "csshiftjis ms932 ms_kanji shift-jis shift_jis sjis windows-31j x-sjis cp932",
    "euc_jp": "cseucpkdfmtjapanese euc-jp x-euc-jp",
    "iso2022_jp": "csiso2022jp iso-2022-jp",
    "cp949": "cseuckr csksc56011987 euc-kr iso-ir-149 korean ks_c_5601-1987 ks_c_5601-1989 ksc5601 ksc_5601 windows-949 cp949",
    "cp1252": "ansi_x3.4-1968 ascii cp1252 cp819 csisolatin1 ibm819 iso-8859-1 iso-ir-100 iso8859-1 iso88591 iso_8859-1"
    " iso_8859-1:1987 l1 latin1 us-ascii windows-1252 x-cp1252"
    " x-user-defined",  # which a meta element cannot mean (HTML standard, section 13.2.3.2)
    "cp1250": "cp1250 windows-1250 x-cp1250",
    "cp1251": "cp1251 windows-1251 x-cp1251",
    "cp1253": "cp1253 windows-1253 x-cp1253",
    "cp1254": "cp1254 csisolatin5 iso-8859-9 iso-ir-148 iso8859-9 iso88599 iso_8859-9 iso_8859-9:1989"
    " l5 latin5 windows-1254 x-cp1254",
    "cp1255": "cp1255 windows-1255 x-cp1255",
    "cp1256": "cp1256 windows-1256 x-cp1256",
    "cp1257": "cp1257 windows-1257 x-cp1257",
    "cp1258": "cp1258 windows-1258 x-cp1258",
    "cp874": "dos-874 iso-8859-11 iso8859-11 iso885911 tis-620 windows-874",
    "cp866": "866 cp866 csibm866 ibm866",
    "koi8_r": "cskoi8r koi koi8 koi8-r koi8_r",
    "koi8_u": "koi8-ru koi8-u",
    "mac_roman": "csmacintosh mac macintosh x-mac-roman",
    "mac_cyrillic": "x-mac-cyrillic x-mac-ukrainian",
    "iso8859_2": "csisolatin2 iso-8859-2 iso-ir-101 iso8859-2 iso88592 iso_8859-2 iso_8859-2:1987 l2 latin2",
    "iso8859_3": "csisolatin3 iso-8859-3 iso-ir-109 iso8859-3 iso88593 iso_8859-3 iso_8859-3:1988 l3 latin3",
    "iso8859_4": "csisolatin4 iso-8859-4 iso-ir-110 iso8859-4 iso88594 iso_8859-4 iso_8859-4:1988 l4 latin4",
    "iso8859_5": "csisolatincyrillic cyrillic iso-8859-5 iso-ir-144 iso8859-5 iso88595 iso_8859-5 iso_8859-5:1988",
    "iso8859_6": "arabic asmo-708 csiso88596e csiso88596i iso-8859-6-e iso-8859-6-i csisolatinarabic"
    " ecma-114 iso-8859-6 iso-ir-127 iso8859-6 iso88596 iso_8859-6 iso_8859-6:1987",
    "iso8859_7": "csisolatingreek ecma-118 elot_928 greek greek8 iso-8859-7 iso-ir-126"
    " iso8859-7 iso88597 iso_8859-7 iso_8859-7:1987 sun_eu_greek",
    "iso8859_8": "csiso88598e csiso88598i iso-8859-8-e csisolatinhebrew hebrew iso-8859-8 iso-8859-8-i iso-ir-138"
    " iso8859-8 iso88598 iso_8859-8 iso_8859-8:1988 logical visual",
    "iso8859_10": "csisolatin6 iso-8859-10 iso-ir-157 iso8859-10 iso885910 l6 latin6",
    "iso8859_13": "iso-8859-13 iso8859-13 iso885913",
    "iso8859_14": "iso-8859-14 iso8859-14 iso885914",
    "iso8859_15": "csisolatin9 iso-8859-15 iso8859-15 iso885915 iso_8859-15 l9",
    "iso8859_16": "iso-8859-16",
}

_NAMES: Final = frozenset(
    (
        "utf-8 gb18030 big5 shift_jis euc-jp iso-2022-jp euc-kr windows-1250 windows-1251 windows-1252 windows-1253 windows-1254"
        " windows-1255 windows-1256 windows-1257 windows-1258 windows-874 ibm866 koi8-r koi8-u macintosh x-mac-cyrillic"
        " iso-8859-2 iso-8859-3 iso-8859-4 iso-8859-5 iso-8859-6 iso-8859-7 iso-8859-8 iso-8859-10 iso-8859-13 iso-8859-14"
        " iso-8859-15 iso-8859-16"
    ).split()
)
"""Of the labels of an encoding the one that the standard calls its name."""

_REPLACED: Final = frozenset("csiso2022kr hz-gb-2312 iso-2022-cn iso-2022-cn-ext iso-2022-kr replacement".split())
"""Encodings that browsers show nothing of, because the same bytes are markup to one reader and text to another."""

_HEAD: Final = 4096
_COMMENT: Final = regex(rb"<!--(?:[^-]++|-(?!->))*-->")
_LABEL: Final = regex(
    rb"<meta(?=[\s/])[^>]*?[\s\"';/]charset\s*=\s*[\"']?\s*([\w.:-]+)|\A\s*<\?xml\s[^>]*?encoding\s*=\s*[\"']([\w.:-]+)",
    re.IGNORECASE,
)

_CODECS: Final = {label: codec for codec, labels in _LABELS.items() for label in labels.split()}


def codec_of(label: str) -> str | None:
    """The Python codec for an encoding label of a web page, or None; case and outer spaces do not count."""
    return _CODECS.get(label.strip().lower())


def label_of(codec: str) -> str:
    """What a page in the encoding of a Python codec says of itself: the name of the encoding in lower case.

    "utf-8" for UTF-16 and UTF-32 too, whose byte order mark says more than any label (HTML standard, section 4.2.5.4).
    """
    return next((label for label in _LABELS.get(codec, "").split() if label in _NAMES), "utf-8")


def is_refused(label: str) -> bool:
    """Whether `label` names one of the encodings that no browser reads any more."""
    return label.strip().lower() in _REPLACED


def labels_in(data: bytes) -> Iterator[str]:
    """The encoding labels in the head of a document, its first 4,096 bytes, in order."""
    for match in _LABEL.finditer(_COMMENT.sub(b"", data[:_HEAD])):
        yield (match[1] or match[2]).decode("ascii", "replace")
