"""What HTML elements may hold, so that every parser reads the output of the gate alike (HTML standard, section 4)."""

from collections.abc import Mapping
from typing import Final

BLOCKS: Final = frozenset(
    "address article aside blockquote caption center dd details dir div dl dt fieldset figcaption figure footer h1 h2 h3 h4 h5 h6"
    " header hgroup hr li main menu nav ol p pre search section summary table tbody td tfoot th thead tr ul".split(),
)
"""Elements that a policy may keep and that are not phrasing content."""

LAYOUT: Final = frozenset(
    "address article aside center dir div fieldset footer form header hgroup legend main menu nav search section"
    " body html".split()
)
"""Elements laid out as blocks. Where they are not kept, what they hold becomes paragraphs: no two texts run together."""

VOID: Final = frozenset({"br", "hr", "img", "source", "wbr"})

PHRASING_ONLY: Final = frozenset(
    "p h1 h2 h3 h4 h5 h6 pre a abbr acronym audio b bdi bdo big cite code del dfn em font i iframe ins kbd label mark nobr q"
    " rp rt ruby s samp small span strike strong sub sup time tt u var video".split(),
)
"""Elements that a policy may keep and that may hold no block."""

SPREAD: Final = frozenset("a b big cite code del em font i ins kbd mark s samp small span strike strong sub sup tt u var".split())
"""Of those the ones that, put around blocks, mean the same within each of them."""

EMPTY: Final = frozenset({"iframe"})
"""Elements that a browser reads as raw text, so they leave with nothing in them."""

PLAYERS: Final = frozenset({"audio", "video"})
"""Elements that hold their sources, and what a browser that does not know them shows instead."""

PARENTS: Final[Mapping[str, frozenset[str]]] = {
    "li": frozenset({"ul", "ol"}),
    "dt": frozenset({"dl"}),
    "dd": frozenset({"dl"}),
    "tr": frozenset({"table", "tbody", "thead", "tfoot"}),
    "td": frozenset({"tr"}),
    "th": frozenset({"tr"}),
    "tbody": frozenset({"table"}),
    "thead": frozenset({"table"}),
    "tfoot": frozenset({"table"}),
    "caption": frozenset({"table"}),
    "figcaption": frozenset({"figure"}),
    "summary": frozenset({"details"}),
    "source": frozenset({"video", "audio", "source"}),  # libxml2 does not know that it holds nothing
    "rt": frozenset({"ruby"}),
    "rp": frozenset({"ruby"}),
}
"""Elements that stand only in one of these."""

CHILDREN: Final[Mapping[str, tuple[frozenset[str], tuple[str, ...]]]] = {
    "ul": (frozenset({"li"}), ("li",)),
    "ol": (frozenset({"li"}), ("li",)),
    "dl": (frozenset({"dt", "dd"}), ("dd",)),
    "table": (frozenset({"caption", "tbody", "thead", "tfoot", "tr"}), ("tr", "td")),
    "tbody": (frozenset({"tr"}), ("tr", "td")),
    "thead": (frozenset({"tr"}), ("tr", "td")),
    "tfoot": (frozenset({"tr"}), ("tr", "td")),
    "tr": (frozenset({"td", "th"}), ("td",)),
}
"""Elements that hold only these, and what is put around anything else in them."""

NEEDS: Final[Mapping[str, tuple[str, ...]]] = {"a": ("href",), "img": ("src", "srcset"), "source": ("src",), "iframe": ("src",)}
"""Elements that are nothing without one of these attributes."""

LEAVES: Final = frozenset(
    "p h1 h2 h3 h4 h5 h6 strong em b i u s del ins mark small sub sup code kbd samp var abbr cite q time blockquote".split(),
)
"""Kept elements that ask for no attribute, parent or children: without children they are made as they are met."""

TRIMMED: Final = frozenset("p h1 h2 h3 h4 h5 h6 li td th dt dd figcaption caption summary blockquote details figure".split())
"""Blocks at whose edges white space shows nothing."""

OPTIONAL: Final = TRIMMED - {"td", "th", "dt", "dd"}
"""Blocks that go when they hold nothing. An empty cell stays: it keeps the others in their columns."""

KNOWN: Final = BLOCKS | PHRASING_ONLY | VOID
"""All elements of which the tables here say how they nest: a policy keeps no others."""
