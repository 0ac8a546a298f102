"""RSS and Atom as a source: how it is read, and how values are put back into it."""

from collections.abc import Callable, Sequence
from typing import Final
from xml.parsers import expat

from newsclean.errors import InputError
from newsclean.feeds.mend import mended
from newsclean.feeds.source import ESCAPED, Edit, FeedSource, Meter, Value, applied
from newsclean.feeds.spelling import declared_in, escaped, put, writer_for
from newsclean.feeds.xhtml import xml_of
from newsclean.feeds.xml_reader import Reader
from newsclean.limits import Deadline, Limits
from newsclean.read.labels import codec_of


class XmlSource(FeedSource):
    """A feed in XML. InputError when it is not well-formed or no feed, RefusedError "entities" when it declares its own.

    What is not XML but can mean one thing only is mended first, if it has to be.
    """

    def __init__(self, text: str, limits: Limits, deadline: Deadline | None) -> None:
        reader, self._source = _read(text, lambda: Meter(limits, deadline))
        self.is_mended = self._source != text.encode()
        self._write: Final = writer_for(text)
        self._ends: Final = "\r\n" if "\r\n" in text else "\n"
        self.items, self.facts = reader.items, reader.facts
        self.values, self.blanked = reader.values, reader.blanked

    def respelled(self, value: Value, html: str) -> Sequence[Edit]:
        """The edits that put `html` in the place of `value`; none when it stands there."""
        html = self._write(html)
        if value.inline is None:
            return () if html == value.text.strip() else put(self._source, value.start, value.stop, self._lines(html))
        if value.inline is ESCAPED:
            return (Edit(value.start, value.stop, self._lines(escaped(html))),)
        before = self._source[value.start : value.stop].decode()
        new = self._lines(xml_of(html, value.inline, spaced=" />" in before))
        return () if new == before else (Edit(value.start, value.stop, new),)

    def spliced(self, edits: Sequence[Edit]) -> str:
        """The source with the edits made."""
        return applied(self._source, edits).decode()

    def _lines(self, text: str) -> str:
        return text if self._ends == "\n" else text.replace("\n", self._ends)


def _read(text: str, meter: Callable[[], Meter]) -> tuple[Reader, bytes]:
    """What was found in `text`, and the source in which it stands: `text`, or what was mended of it."""
    label = declared_in(text)
    if label is not None and codec_of(label) is None and not label.lower().startswith("utf-16"):
        raise InputError(f"text in {label!r}, which is not read: to others it may hide markup")
    source = text.encode()
    # With a document type expat leaves out references that it does not know, and says nothing.
    if "<!DOCTYPE" not in text:
        try:
            return Reader(source, meter()), source
        except expat.ExpatError:
            pass
    source = mended(text).encode()
    try:
        return Reader(source, meter()), source
    except expat.ExpatError as error:
        raise InputError(f"not well-formed XML: {expat.ErrorString(error.code)}, line {error.lineno}") from None
