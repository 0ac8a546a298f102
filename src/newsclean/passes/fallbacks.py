"""Images in `noscript`: the real picture of a placeholder, or a second copy of one that is there already."""

from collections.abc import Iterator

from newsclean import dom
from newsclean.dom import Element
from newsclean.passes.picture_addresses import is_placeholder, largest, lazy_addresses, same_picture


def fallback_of(el: Element) -> Element | None:
    """The image that the noscript element `el` holds, when no text stands beside it and it has an address."""
    image = next(el.iter("img"), None)
    if image is None or is_placeholder(image.get("src")) or not dom.is_blank(dom.text_of(el)):
        return None
    return image


def placeholder_of(el: Element) -> Element | None:
    """The image beside the noscript element `el` that is a placeholder and knows no other address."""
    return next((image for image, _ in _neighbours(el) if not _addresses(image)), None)


def is_shown(el: Element, image: Element) -> bool:
    """Whether the picture of `image`, in the noscript element `el`, is in an image beside `el`, too."""
    src = image.get("src") or ""
    for other, close in _neighbours(el):
        addresses = _addresses(other)
        if any(same_picture(src, one) for one in addresses) or (close and addresses and is_placeholder(other.get("src"))):
            return True
    return False


def _addresses(image: Element) -> list[str]:
    own = (image.get("src"), largest(image.get("srcset") or ""), largest(image.get("data-srcset") or ""))
    return [*lazy_addresses(image), *(one for one in own if one and not is_placeholder(one))]


def _neighbours(el: Element) -> Iterator[tuple[Element, bool]]:
    """The images right before and right after `el`, and whether each is the sibling itself, not within it."""
    for siblings in (el.itersiblings(preceding=True), el.itersiblings()):
        beside = next((one for one in siblings if dom.is_element(one)), None)
        if beside is None or beside.tag == "noscript":
            continue
        images = list(beside.iter("img"))
        if len(images) == 1:
            yield images[0], images[0] is beside
