"""What stands for pictures, players and frames in a preview, which fetches nothing."""

from typing import Final

from newsclean.preview.marks import inert, shortened
from newsclean.preview.trace import Node

_WORDS: Final = {
    "img": "image",
    "image": "image",
    "amp-img": "image",
    "mip-img": "image",
    "video": "video",
    "audio": "audio",
    "iframe": "frame",
    "frame": "frame",
    "embed": "player",
    "object": "player",
    "input": "input",
    "select": "input",
    "textarea": "input",
}
_ADDRESSES: Final = ("src", "data-src", "data-original", "srcset", "data", "poster")
_TEXTS: Final = ("alt", "title", "aria-label", "value", "placeholder")
_LONGEST: Final = 120


def is_medium(tag: str) -> bool:
    """Whether an element shows something that is not its text."""
    return tag in _WORDS


def is_hidden_input(node: Node) -> bool:
    """Whether `node` is an input that shows nothing."""
    return node.tag == "input" and node.attributes.get("type", "").lower() == "hidden"


def placeholder(node: Node) -> str:
    """What is shown in the place of `node`: what it is, how it is described, and its address as text."""
    values = node.attributes
    said = next((values[name] for name in _TEXTS if values.get(name)), "")
    address = next((values[name] for name in _ADDRESSES if values.get(name)), "")
    parts = [f'<span class="kind">{_WORDS[node.tag]}</span>']
    parts += [f'<span class="alt">{inert(shortened(said, _LONGEST))}</span>'] if said else []
    parts += [f'<span class="address">{inert(shortened(address, _LONGEST))}</span>'] if address else []
    return " ".join(parts)
