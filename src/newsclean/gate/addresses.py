"""Rules for attributes that hold addresses: which schemes, whether relative ones, which hosts."""

import re
from collections.abc import Iterator
from typing import Final

from newsclean.errors import PolicyError
from newsclean.gate.baseline import is_scheme
from newsclean.gate.urls import ELSEWHERE, LINK_SCHEMES, MEDIA_SCHEMES, host_of, read_url, safe_url
from newsclean.regex import regex
from newsclean.value import Value

_DATA_IMAGE: Final = regex(r"data:image/(?:png|gif|jpeg|webp|avif);base64,[A-Za-z0-9+/]+={0,2}", re.IGNORECASE)
"""A picture of a kind that holds no script, which SVG may."""

_HOST: Final = regex(r"(?:\*\.)?[^\s/?#@:\\*]+")


class Url(Value):
    """An address with one of `schemes`, or a `relative` one, if the host is one of `hosts` (None: any).

    A host is a name such as `example.com`, or `*.example.com` for every name below it. `data_images` also lets pictures in
    data: addresses pass, never SVG. PolicyError for a scheme that no policy may allow, a host that is none, or a rule that
    nothing passes.
    """

    schemes: frozenset[str] = LINK_SCHEMES
    relative: bool = True
    hosts: frozenset[str] | None = None
    data_images: bool = False

    def __post_init__(self) -> None:
        for scheme in sorted(self.schemes):
            if not is_scheme(scheme):
                raise PolicyError(scheme, "no policy may allow this scheme")
        if not (self.schemes or self.relative or self.data_images) or (self.hosts is not None and not self.hosts):
            raise PolicyError("url", "no address passes this rule")
        if self.hosts is not None:
            object.__setattr__(self, "hosts", frozenset(map(_host, sorted(self.hosts))))

    def __call__(self, value: str) -> str | None:
        """The address as it may leave, or None."""
        url = safe_url(value, self.schemes)
        if url is None:
            return self._data_image(value) if self.data_images else None
        return url if (self.relative and self.hosts is None) or self._allows(url) else None

    def _allows(self, url: str) -> bool:
        host = host_of(url)
        if host == ELSEWHERE:
            return self.relative
        if not self.relative and not _is_absolute(url):
            return False
        return self.hosts is None or host in self.hosts or not self.hosts.isdisjoint(_above(host))

    def _data_image(self, value: str) -> str | None:
        trimmed = value.strip()
        return trimmed if _DATA_IMAGE.fullmatch(trimmed) else None


class Srcset(Value):
    """The candidates of a set of sources whose addresses pass `url` and whose descriptors are sound; None when there is none."""

    url: Url = Url(MEDIA_SCHEMES)

    def __call__(self, value: str) -> str | None:
        """The candidates that passed, joined again."""
        kept = []
        for address, descriptor in _candidates(value):
            safe = self._safe(address)
            if safe is not None and _DESCRIPTOR.fullmatch(descriptor):
                kept.append(f"{safe} {descriptor}".rstrip())
        return ", ".join(kept) or None

    def _safe(self, address: str) -> str | None:
        """`address` when it passes whole, and when a reader cuts it at its commas."""
        parts = address.split(",")
        if not all(parts) or any(safe_url(part, self.url.schemes) is None for part in parts):
            return None
        return self.url(address)


_DESCRIPTOR: Final = regex(r"(?:\d{1,6}(?:\.\d{1,3})?[wxh])?")
_NEXT: Final = regex(r"[\s,]*+(?P<address>\S++)")
_COMMON_MISTAKE: Final = regex(r",(?=https?://|//)")
"""A comma without a space between two absolute addresses, which browsers take for a part of the first."""


def _candidates(value: str) -> Iterator[tuple[str, str]]:
    """Address and descriptor of each candidate (HTML standard, "parse a srcset attribute")."""
    position = 0
    while found := _NEXT.match(value, position):
        address, position = found["address"], found.end()
        *whole, address = _COMMON_MISTAKE.split(address)
        yield from ((one, "") for one in whole)
        if address.endswith(","):
            yield address.rstrip(","), ""
            continue
        comma = value.find(",", position)
        end = len(value) if comma < 0 else comma
        yield address, " ".join(value[position:end].split())
        position = end


def _is_absolute(url: str) -> bool:
    """Whether `url` names its scheme itself."""
    return re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:", url) is not None


def _host(pattern: str) -> str:
    """A host of a rule as browsers spell it: in lower case, in ASCII."""
    read = read_url(f"https://{pattern.removeprefix('*.')}/") if _HOST.fullmatch(pattern) else None
    if read is None:
        raise PolicyError(pattern, "not the name of a host")
    return f"*.{read.hostname}" if pattern.startswith("*.") else str(read.hostname)


def _above(host: str) -> frozenset[str]:
    """The patterns that mean `host` by a name above it."""
    labels = host.split(".")
    return frozenset("*." + ".".join(labels[number:]) for number in range(1, len(labels)))
