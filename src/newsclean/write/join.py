"""Front matter back in front of the clean body: byte for byte, but for image keys of dropped pictures and credits asked for."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Final

from newsclean.gate.tree import SafeElement, SafeNode, SafeTree
from newsclean.metadata import MetadataValue
from newsclean.read.frontmatter import FrontMatter

IMAGE_KEYS: Final = (
    "headimg",
    "thumbnail",
    "cover",
    "image",
    "banner",
    "featured_image",
    "top_img",
    "cover_image",
    "og_image",
    "index_img",
    "banner_img",
)
"""Keys under which site generators keep the picture of a post."""


def images_of(nodes: Iterable[SafeNode]) -> list[str]:
    """The addresses of the images below `nodes`, in document order."""
    found: list[str] = []
    stack = [node for node in reversed(list(nodes)) if isinstance(node, SafeElement)]
    while stack:
        el = stack.pop()
        if el.tag == "img" and el.attributes.get("src"):
            found.append(el.attributes["src"])
        stack.extend(child for child in reversed(el.children) if isinstance(child, SafeElement))
    return found


def _bare(url: str) -> str:
    return url.strip().removeprefix("https:").removeprefix("http:")


def repaired(front: FrontMatter, before: Collection[str], tree: SafeTree) -> FrontMatter:
    """`front` with every image key that names an image of the body that was dropped set to the first kept one, or removed.

    `before` are the addresses of the images in the body as it came.
    """
    values = front.values
    keys = [key for key in IMAGE_KEYS if isinstance(values.get(key), str) and values[key]]
    if not keys or not before:
        return front
    kept = images_of(tree.children)
    had, have = {_bare(url) for url in before}, {_bare(url) for url in kept}
    for key in keys:
        named = _bare(str(values[key]))
        if named in had and named not in have:
            front = front.set(key, kept[0]) if kept else front.remove(key)
    return front


def with_credits(front: FrontMatter, metadata: Mapping[str, MetadataValue], names: Sequence[str]) -> FrontMatter:
    """`front` with the credits `names` written into it, those it does not have yet and the body had."""
    for name in names:
        value = metadata.get(name)
        if value and not front.values.get(name):
            front = front.set(name, value if isinstance(value, str) else ", ".join(value))
    return front


def join(front: FrontMatter | None, body: str) -> str:
    """The file: front matter, a blank line, the body."""
    if front is None:
        return body
    return f"{front.raw}\n{body}" if body else front.raw
