"""cms-style: tokens that a vendor's editor writes into attributes of its own (`cms-style="font-L strong-Bold"`).

The tokens are data of the packs.
"""

from typing import Final, cast

from lxml import etree

from newsclean.document import Document
from newsclean.passes.elements import VENDOR_ATTRIBUTES
from newsclean.passes.emphasis import join_runs

_COUNTS: Final = {name: etree.XPath(f"count(descendant-or-self::*/@{name})") for name in VENDOR_ATTRIBUTES}


def convert_cms_style(doc: Document) -> None:
    """Turn vendor style tokens into elements and take the attributes away; nested and neighbouring runs become one."""
    findings = doc.findings.get("cms-style", ())
    for finding in findings:
        finding.apply(doc)
    if findings:
        join_runs(doc)
        # A token is read once: text that was joined to its element is not what it spoke of.
        doc.findings = {name: found for name, found in doc.findings.items() if name != "cms-style"}
    for name in VENDOR_ATTRIBUTES:
        if doc.may_have(name) and (number := int(cast("float", _COUNTS[name](doc.root)))):
            etree.strip_attributes(doc.root, name)
            doc.count("unset", name, number, why="a vendor's attribute; what it means is in the elements now")
