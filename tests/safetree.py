"""Builds a SafeTree from a fragment of HTML that is safe already, without the gate."""

from lxml import etree, html

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
    top = SafeElement("article", {}, [])
    stack = [top]
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if element is root:
            if event == "start" and element.text:
                top.children.append(element.text)
        elif event == "start":
            child = SafeElement(element.tag, dict(element.attrib), [element.text] if element.text else [])
            stack[-1].children.append(child)
            stack.append(child)
        else:
            stack.pop()
            if element.tail:
                stack[-1].children.append(element.tail)
    return top.children


def parse_tree(fragment: str) -> SafeTree:
    """The SafeTree of `fragment`."""
    return tree_of(parse_nodes(fragment))
