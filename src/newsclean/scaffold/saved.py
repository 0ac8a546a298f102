"""The saved page: read as the cleaner reads it, with what its head says of where it is from."""

from typing import NamedTuple

from newsclean.dom import Element
from newsclean.read.decode import decode
from newsclean.read.frontmatter import split
from newsclean.read.kinds import kind_of
from newsclean.read.origin import origin_of
from newsclean.read.parse import parse


class Saved(NamedTuple):
    """A page or a fragment.

    `body` is its text without front matter, `root` its body element, `url` its address or "", `generators` the programs that made
    it.
    """

    body: str
    root: Element
    url: str
    generators: tuple[str, ...]


def read_saved(data: bytes, url: str | None) -> Saved:
    """The page in `data`. InputError when it is no text, RefusedError when it cannot be read whole."""
    front, body = split(decode(data).text)
    tree = parse(body, page=kind_of(body, has_front_matter=front is not None) == "page")
    origin = origin_of(tree.head, url)
    return Saved(body, tree.body, url or origin.canonical or "", tuple(origin.generators))
