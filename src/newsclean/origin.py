"""Origin: where a document comes from."""

from collections.abc import Sequence

from newsclean.value import Value


class Origin(Value):
    """What is known of where a document comes from; None or empty for what is not.

    `url` is the address that the caller gave, `base` what relative addresses are relative to, `canonical` the address that the
    page gives itself, `own` all addresses of the page, `generators` the programs that made it ("WordPress 6.5").
    """

    url: str | None = None
    base: str | None = None
    canonical: str | None = None
    own: Sequence[str] = ()
    generators: Sequence[str] = ()

    @classmethod
    def at(cls, url: str | None) -> "Origin":
        """The origin of a document of which no more than its address is known."""
        return cls(url, url, own=() if url is None else (url,))
