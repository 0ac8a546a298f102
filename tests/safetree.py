"""Builds a SafeTree from a fragment of HTML that is safe already, without the gate."""

from lxml import etree, html

from newsclean.gate.model import VOID
from newsclean.gate.tree import SEAL, SafeElement, SafeNode, SafeTree


def tree_of(nodes: list[SafeNode]) -> SafeTree:
    """The tree with these top-level nodes."""
    texts: list[str] = []
    stack: list[SafeNode] = nodes[::-1]
    while stack:
        node = stack.pop()
        if isinstance(node, str):
            texts.append(node)
        else:
            stack.extend(reversed(node.children))
    return SafeTree(nodes, "".join(texts), seal=SEAL)


def parse_nodes(fragment: str) -> list[SafeNode]:
    """The nodes of `fragment`, which must be well formed and safe."""
    parser = html.HTMLParser(huge_tree=True)
    root = etree.fromstring(f"<html><body><article>{fragment}</article></body></html>", parser).find("body/article")
    top = SafeElement("article", {}, [root.text] if root.text else [])
    stack = [top]
    for event, element in list(etree.iterwalk(root, events=("start", "end")))[1:-1]:
        text = element.text if event == "start" else element.tail
        if event == "end":
            stack.pop()
        else:
            child = SafeElement(element.tag, dict(element.attrib), [])
            stack[-1].children.append(child)
            stack.append(stack[-1] if element.tag in VOID else child)
        if text:
            stack[-1].children.append(text)
    return top.children


def parse_tree(fragment: str) -> SafeTree:
    """The SafeTree of `fragment`."""
    return tree_of(parse_nodes(fragment))
