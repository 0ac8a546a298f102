"""A document as it was given to the library: its text, its address, when its time is over, and how it will be stored."""

from typing import TYPE_CHECKING, NamedTuple

from newsclean.limits import Deadline, Limits, deadline_of
from newsclean.read.decode import decode, scrub
from newsclean.read.limits import refuse_oversize

if TYPE_CHECKING:
    from newsclean.state import Trace


class Given(NamedTuple):
    """A document as it was given; `charset` is what it is to say of its encoding, `trace` is told what is done to it."""

    text: str
    url: str | None
    deadline: Deadline | None
    charset: str
    trace: "Trace | None" = None


def given_of(source: str | bytes, url: str | None, charset: str, limits: Limits) -> Given:
    """`source` as text, whose size is looked at before anything else is. InputError, RefusedError "size"."""
    return Given(_text_of(source, limits), url, deadline_of(limits), charset)


def _text_of(source: str | bytes, limits: Limits) -> str:
    refuse_oversize(len(source), limits)
    text = decode(source).text if isinstance(source, bytes) else scrub(source)
    if 4 * len(text) > limits.bytes:
        refuse_oversize(len(text.encode()), limits)
    return text
