"""From bytes to text, and back in the same encoding.

What a file says of its own encoding is often wrong, above all a page that declares gb2312 and is UTF-8. So the bytes are
asked first: a byte order mark, then whether all of it is UTF-8, then the label in the document, then statistics. Nothing is
ever replaced silently: a byte that cannot be decoded is an InputError with its offset.
"""

import codecs
from collections.abc import Sequence
from typing import Final, NamedTuple

from newsclean.errors import InputError
from newsclean.read.formats import format_of
from newsclean.read.labels import codec_of, is_refused, labels_in
from newsclean.regex import regex

_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16 LE, whose mark begins it
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MARKS: Final = {encoding: mark for mark, encoding in _BOMS}
_MARK_STARTS: Final = tuple(mark for mark, _ in _BOMS)
_CONTROLS: Final = bytes({*range(0x20), 0x7F} - set(b"\t\n\v\f\r\x1a\x1b"))
_SAMPLE: Final = 512

_LIKELY: Final = (
    "gb18030",
    "big5hkscs",
    "cp932",
    "euc_jp",
    "cp949",
    "cp1252",
    "cp1250",
    "cp1251",
    "koi8_r",
    "cp1253",
    "cp1254",
    "cp1255",
    "cp1256",
)
_MARKUP_IN_UTF16: Final = ((regex(rb"<\x00[!-~]\x00"), "utf-16-le"), (regex(rb"\x00<\x00[!-~]"), "utf-16-be"))
_ISO_2022_JP: Final = regex(rb"\x1b\$[@B]")
_ISO_2022: Final = regex(rb"\x1b\$[()*+]")
"""ISO-2022-KR, ISO-2022-CN, and the second kanji set of ISO-2022-JP, whose bytes browsers read as ASCII: `<` is among them."""

_HZ: Final = b"~{"
_UTF8_RUN: Final = regex(rb"(?:[\xe0-\xef][\x80-\xbf]{2}){8}|(?:[\xc3-\xdf][\x80-\xbf][ ,.]{0,2}){16}")
"""So much UTF-8 in a row is nothing else by chance."""


class Decoded(NamedTuple):
    """Text, the Python codec it was read with, and whether a byte order mark stood before it (it is not in the text)."""

    text: str
    encoding: str
    bom: bool


def decode(data: bytes, label: str | None = None) -> Decoded:
    """`data` as text. Order: byte order mark, strict UTF-8, `label`, the label in the first 4,096 bytes, statistics.

    `label` is what came with the data and says how they are encoded, such as the charset of an HTTP header.

    InputError for binary data, for text in two encodings or in one that no browser reads, and for text with bytes that cannot
    be decoded (`offset` is the first of them). When at least
    nine in ten characters beyond ASCII are sound in UTF-8 or in the declared encoding, that encoding is meant and the rest is
    damage: an error, not a reason to try the next one.
    """
    if data.startswith(_MARK_STARTS):
        return _decode_marked(data)
    if b"\0" in data or _is_full_of_controls(data[:_SAMPLE]) or format_of(data):
        return _decode_binary(data)
    if (b"\x1b$" in data or _HZ in data) and data.isascii():
        return _decode_escaped(data, _labels(data, label))
    try:
        return Decoded(data.decode(), "utf-8", bom=False)
    except UnicodeDecodeError as broken:
        return _decode_other(data, broken, _labels(data, label))


def encode_back(text: str, encoding: str, *, bom: bool, references: bool = False) -> bytes:
    """`text` in the encoding, and with the byte order mark, that decode() reported.

    InputError with the offset of the first character the encoding lacks; with `references`, which only HTML may have, it becomes
    a character reference. Encodings with several byte sequences for one character
    (big5hkscs, cp932) may come back with another of them.
    """
    try:
        data = text.encode(encoding, "xmlcharrefreplace" if references else "strict")
    except UnicodeEncodeError as missing:
        character = text[missing.start]
        raise InputError(f"U+{ord(character):04X} cannot be written in {encoding}", offset=missing.start) from None
    return _MARKS[encoding] + data if bom else data


def scrub(text: str) -> str:
    """`text` with surrogate pairs joined and every lone surrogate as U+FFFD; `text` itself when there is none."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text


def _strict(data: bytes, encoding: str, skip: int = 0) -> str:
    """`data` from byte `skip` on in `encoding`, or InputError with the offset of the first bad byte in `data`."""
    try:
        return data[skip:].decode(encoding)
    except UnicodeDecodeError as broken:
        raise InputError(f"not valid {encoding}: {broken.reason}", offset=skip + broken.start) from None


def _decode_marked(data: bytes) -> Decoded:
    mark, encoding = next(pair for pair in _BOMS if data.startswith(pair[0]))
    return Decoded(_without_nul(_strict(data, encoding, len(mark))), encoding, bom=True)


def _without_nul(text: str) -> str:
    if "\0" in text:
        raise InputError("binary data: NUL characters", offset=None)
    return text


def _decode_binary(data: bytes) -> Decoded:
    """UTF-16 without a mark, told by its first character being markup; anything else is an InputError."""
    for pattern, encoding in _MARKUP_IN_UTF16:
        if pattern.match(data):
            return Decoded(_without_nul(_strict(data, encoding)), encoding, bom=False)
    name = format_of(data)
    raise InputError(f"binary data ({name}), not text" if name else "binary data, not text", offset=max(data.find(b"\0"), 0))


def _labels(data: bytes, label: str | None) -> list[str]:
    return [*([label] if label else []), *labels_in(data)]


def _decode_escaped(data: bytes, labels: Sequence[str]) -> Decoded:
    """ASCII in which escape sequences may switch to other characters: ISO-2022-JP, unless another encoding is declared."""
    refused = next(filter(is_refused, labels), None)
    if refused is not None or _ISO_2022.search(data):
        raise InputError(f"text in {refused or 'an ISO-2022 encoding'}, which is not read: it hides markup", offset=None)
    codecs_declared = [codec for label in labels if (codec := codec_of(label))]
    if _ISO_2022_JP.search(data) and codecs_declared[:1] in ([], ["iso2022_jp"]):
        # The larger codec reads half-width katakana, as browsers do; the smaller writes nothing that they would not read.
        return Decoded(_strict(data, "iso2022_jp_ext"), "iso2022_jp", bom=False)
    return Decoded(data.decode("ascii"), "utf-8", bom=False)


def _decode_other(data: bytes, broken: UnicodeDecodeError, labels: Sequence[str]) -> Decoded:
    """`data`, which is not UTF-8 from `broken` on."""
    if _is_nearly(data, "utf-8"):
        raise InputError(f"not valid utf-8: {broken.reason}", offset=broken.start)
    if _UTF8_RUN.search(data):
        raise InputError("two encodings in one text: a part is utf-8, and this is not", offset=broken.start)
    encoding = _declared(labels)
    if encoding is not None:
        try:
            return Decoded(data.decode(encoding), encoding, bom=False)
        except UnicodeDecodeError as damage:
            if _is_nearly(data, encoding):
                raise InputError(f"not valid {encoding}: {damage.reason}", offset=damage.start) from None
    return _decode_by_statistics(data, broken)


def _declared(labels: Sequence[str]) -> str | None:
    """The codec of the first label that names one other than UTF-8."""
    return next((codec for label in labels if (codec := codec_of(label)) not in {None, "utf-8"}), None)


def _decode_by_statistics(data: bytes, broken: UnicodeDecodeError) -> Decoded:
    # Half of the start-up time of the package, for input that is rare.
    from charset_normalizer import from_bytes  # noqa: PLC0415 - see above

    best = from_bytes(data, cp_isolation=list(_LIKELY)).best()
    if best is None:
        raise InputError("the encoding cannot be told", offset=broken.start)
    return Decoded(_strict(data, best.encoding), best.encoding, bom=False)


def _is_nearly(data: bytes, encoding: str) -> bool:
    """Whether `encoding` fits but for a few bytes: at least nine sound characters beyond ASCII for each bad place."""
    text = data.decode(encoding, "replace")
    beyond = len(text) - len(text.encode("ascii", "ignore"))
    return beyond >= 10 * text.count("\ufffd")


def _is_full_of_controls(sample: bytes) -> bool:
    """Whether more than one byte in 32 is a control character that no text has; one in a short text is allowed."""
    return (len(sample) - len(sample.translate(None, _CONTROLS))) * 32 > max(len(sample), 32)
