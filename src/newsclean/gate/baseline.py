"""What no policy can lift: elements that never leave, attributes that never leave, schemes that an address never has.

Everything here is a list that a policy is held against when it is built, so a policy that exists keeps it.
"""

from typing import Final

from newsclean.regex import regex

NEVER: Final = frozenset(
    "script style template title textarea xmp plaintext noscript noembed noframes iframe frame frameset object embed"
    " applet portal fencedframe"
    " svg math base link meta head html body form button select option optgroup datalist output keygen isindex dialog"
    " slot canvas param"
    " marquee blink bgsound".split(),
)
"""Elements that no policy may name. A frame leaves only as `Policy.embeds` has it: empty, sandboxed, of a host that is named."""

DROPPED: Final = frozenset(
    "script style template title noscript noembed noframes iframe frame frameset embed applet portal fencedframe"
    " svg base link meta head param datalist bgsound canvas".split()
)
"""Elements that go with what they hold, unless a policy says otherwise: it is not text of the document."""

REFUSED: Final = frozenset(
    "is slot nonce srcdoc formaction action ping background data codebase classid archive dynsrc lowsrc longdesc"
    " profile manifest usemap itemid sandbox allow srclang http-equiv xmlns autofocus contenteditable popovertarget"
    " commandfor command accesskey draggable inert form formtarget enterkeyhint virtualkeyboardpolicy".split()
)
"""Attributes that load something, run something, or change what other parts of the page do."""

_ATTRIBUTE: Final = regex(r"(?!on|xml)[a-z][a-z0-9-]*")


def is_attribute(name: str) -> bool:
    """Whether a policy may keep an attribute `name`: no event handler, nothing in REFUSED, a plain name."""
    return _ATTRIBUTE.fullmatch(name) is not None and name not in REFUSED


IDENTIFIERS: Final = frozenset({"id", "name"})
"""Attributes by which a script of the page finds an element, so they leave only with a prefix."""

REFERENCES: Final = frozenset(
    "for headers list aria-activedescendant aria-controls aria-describedby aria-details aria-errormessage aria-flowto"
    " aria-labelledby aria-owns".split()
)
"""Attributes that name the id of another element, or several (HTML standard; WAI-ARIA 1.2, section 6.2.4)."""

ADDRESSES: Final = frozenset({"href", "cite", "src", "poster", "srcset"})
"""Attributes that hold addresses, and so leave only through the check of addresses."""

LOADED: Final = frozenset({"src", "poster", "srcset"})
"""Of these, the ones that a browser loads by itself."""

WEB: Final = frozenset({"http", "https"})

SCHEMES: Final = WEB | frozenset(
    "bitcoin ftp ftps geo im irc ircs magnet mailto matrix mms news nntp openpgp4fpr sftp sip sms smsto ssh tel urn webcal wtai"
    " xmpp".split()
)
"""Schemes that a policy may allow for links: those of the web, and those that the HTML standard counts as safe for a page to
hand to another program (section 8.9.1.4, "safelisted scheme"). None of them runs anything in the page."""

_HANDED_ON: Final = regex(r"web\+[a-z]+")


def is_scheme(scheme: str) -> bool:
    """Whether a policy may allow links with `scheme`."""
    return scheme in SCHEMES or _HANDED_ON.fullmatch(scheme) is not None
