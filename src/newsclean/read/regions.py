"""Head and body of a parsed page, with everything visible in the body."""

from typing import Final

from lxml import etree

from newsclean.dom import Element, is_blank, set_tail, set_text, unwrap

_REGIONS: Final = frozenset(("head", "body"))
_HEAD_ONLY: Final = frozenset(("title", "meta", "link", "style", "script", "base", "template"))
_NOSCRIPT_IN_HEAD: Final = frozenset(("meta", "link", "style"))


def regions(root: Element) -> tuple[Element, Element | None]:
    """Body and head of the page `root`.

    What stands beside either, or in the head without belonging there, is moved into the body. Order is kept: what stood before
    the body opens it, what stood after it closes it.
    """
    if root.getnext() is not None:
        _adopt_siblings(root)
    if len(root) == 1 and root[0].tag == "body" and not root[0].tail and not root.text:
        _open_inner_bodies(root[0])
        return root[0], None
    head, body = root.find("head"), root.find("body")
    if body is None:
        body = etree.SubElement(root, "body")
    _collect(root, body, head)
    if head is not None:
        for node in reversed([node for node in head if not _belongs_in_head(node)]):
            _put_first(body, node)
    _open_inner_bodies(body)
    return body, head


def _open_inner_bodies(body: Element) -> None:
    """Put what bodies and heads within `body` hold in their place: libxml2 opens one in an unknown element of the head."""
    for inner in list(body.iterdescendants("body", "head", "html")):
        unwrap(inner)


def is_broken_up(root: Element) -> bool:
    """Whether something that may be visible stands beside head and body: the sign of a `</body>` in the middle."""
    if root.getnext() is not None and next(root.itersiblings("html"), None) is not None:
        return True
    for node in root:
        if node.tag not in _REGIONS and not _belongs_in_head(node):
            return True
        if node.tail and not is_blank(node.tail):
            return True
    return False


def _adopt_siblings(root: Element) -> None:
    """Move what is in the html elements after `root` into it: libxml2 opens another when something follows a closed one."""
    for sibling in list(root.itersiblings("html")):
        _put_text_last(root, sibling.text)
        root.extend(list(sibling))


def _collect(root: Element, body: Element, head: Element | None) -> None:
    nodes = list(root)
    place = nodes.index(body)
    _put_text_last(body, body.tail)
    body.tail = None
    for node in nodes[place + 1 :]:
        if node is head:
            _put_text_last(body, node.tail)
        elif node.tag in _REGIONS:
            _pour(node, body)
        else:
            body.append(node)
    for node in reversed(nodes[:place]):
        if node is head:
            _put_text_first(body, node.tail)
        else:
            _put_first(body, node)
    _put_text_first(body, root.text)


def _pour(source: Element, body: Element) -> None:
    """Move everything in and after another body or head, `source`, to the end of `body`."""
    _put_text_last(body, source.text)
    body.extend(list(source))
    _put_text_last(body, source.tail)


def _belongs_in_head(node: Element) -> bool:
    if not is_blank(node.tail):
        return False
    if node.tag == "noscript":
        return is_blank(node.text) and all(child.tag in _NOSCRIPT_IN_HEAD and is_blank(child.tail) for child in node)
    return node.tag in _HEAD_ONLY or not isinstance(node.tag, str)


def _put_first(body: Element, node: Element) -> None:
    """Move `node` and the text after it to the front of `body`."""
    opening, body.text = body.text, None
    body.insert(0, node)
    if opening:
        set_tail(node, (node.tail or "") + opening)


def _put_text_first(body: Element, text: str | None) -> None:
    if text:
        set_text(body, text + (body.text or ""))


def _put_text_last(body: Element, text: str | None) -> None:
    if not text:
        return
    if len(body):
        set_tail(body[-1], (body[-1].tail or "") + text)
    else:
        set_text(body, (body.text or "") + text)
