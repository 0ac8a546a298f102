"""Formats of binary files that are now and then taken for text, told by their first bytes."""

import re
from typing import Final

from newsclean.regex import regex

_SIGNATURES: Final = (
    ("a PDF file", rb"%PDF-"),
    ("a ZIP archive", rb"PK(?:\x03\x04|\x05\x06|\x07\x08)"),
    ("a gzip file", rb"\x1f\x8b"),
    ("a bzip2 file", rb"BZh[1-9]1AY&SY"),
    ("an xz file", rb"\xfd7zXZ\x00"),
    ("a Zstandard file", rb"\x28\xb5\x2f\xfd"),
    ("a 7z archive", rb"7z\xbc\xaf\x27\x1c"),
    ("a RAR archive", rb"Rar!\x1a\x07"),
    ("a PNG image", rb"\x89PNG"),
    ("a GIF image", rb"GIF8[79]a"),
    ("a JPEG image", rb"\xff\xd8\xff"),
    ("a TIFF image", rb"II\*\x00|MM\x00\*"),
    ("an icon", rb"\x00\x00[\x01\x02]\x00"),
    ("a WebP, WAV or AVI file", rb"RIFF.{4}(?:WEBP|WAVE|AVI )"),
    ("an MP4 or HEIC file", rb".{4}ftyp[\w ]{4}"),
    ("a Matroska or WebM file", rb"\x1a\x45\xdf\xa3"),
    ("an MP3 file", rb"ID3[\x02-\x04]\x00"),
    ("an Ogg file", rb"OggS\x00"),
    ("a FLAC file", rb"fLaC\x00"),
    ("a web font", rb"wOF[F2](?:\x00\x01\x00\x00|OTTO|true)"),
    ("a font", rb"\x00\x01\x00\x00|OTTO\x00"),
    ("an ELF program", rb"\x7fELF"),
    ("a Java class or Mach-O program", rb"\xca\xfe\xba\xbe|[\xce\xcf]\xfa\xed\xfe"),
    ("a Windows program", rb"MZ[^\n]{0,10}\x00"),
    ("a WebAssembly module", rb"\x00asm"),
    ("an SQLite database", rb"SQLite format 3\x00"),
    ("an Office document of before 2007", rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
    ("an RTF document", rb"\{\\rtf"),
)
_TEXT: Final = (b"<", b"-", b"\n", b"\r", b" ", b"\t", b"\xef\xbb\xbf")
"""How HTML and front matter begin, and no format but the one that is known by its fifth byte."""

_FIFTH: Final = b"ftyp"
_SIGNATURE: Final = regex(b"|".join(rb"(%b)" % pattern for _, pattern in _SIGNATURES), re.DOTALL)


def format_of(data: bytes) -> str | None:
    """The name of the binary format whose signature `data` begins with, None when it begins with none."""
    if data.startswith(_TEXT) and not data.startswith(_FIFTH, 4):
        return None
    match = _SIGNATURE.match(data)
    return None if match is None or match.lastindex is None else _SIGNATURES[match.lastindex - 1][0]
