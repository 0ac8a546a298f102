"""Facts about the markup of code: what highlighters call lines, gutters, buttons and languages."""

import re
from collections.abc import Iterable
from typing import Final

from newsclean import dom
from newsclean.dom import Element
from newsclean.regex import regex


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


CODE_CELLS: Final = _words("code rouge-code crayon-code blob-code hljs-ln-code de1 lntd")
"""Classes of the cells that hold code in a highlighter's table."""

GUTTERS: Final = _words(
    "gutter gl rouge-gutter linenos linenodiv lineno lineno-col blob-num crayon-nums hljs-ln-numbers hljs-ln-n ln lnt"
    " pre-numbering line-numbers-rows line-numbers-wrapper code-snippet__line-index code-line-number line-number",
)
"""Classes of what holds the numbers of lines."""

TOOLS: Final = _words(
    "copy copy-code-btn copy-btn btn-copy copybtn copy-button copy-code copy-code-button code-copy code-copy-btn clipboard-copy"
    " btn-clipboard zeroclipboard-container hljs-button hljs-copy code-block-extension-header cnblogs_code_toolbar"
    " cnblogs_code_copy crayon-toolbar crayon-plain-wrap crayon-info toolbar widget-codetool",
)
"""Classes of buttons and bars of tools. They mean this in a box of code only."""

LABELS: Final = _words("lang code-lang highlight-lang hljs-language")
"""Classes of the language's name above the code. They mean this beside the code, not in it."""

_BOX: Final = regex(
    r"(?:^|\s)(?:highlight(?:er|er-rouge|-box|-wrapper)?|code-toolbar|codehilite|syntaxhighlighter|cnblogs_code|code-wrapper"
    r"|code-snippet__fix|sourceCode|wp-block-code|code-block|codeblock|code-box|crayon-syntax|chroma|snippet-clipboard-content"
    r"|(?:language|lang|highlight-source|highlight)-[\w+#.-]{1,40})(?=\s|$)",
    re.IGNORECASE,
)
_CODE: Final = regex(
    r"(?:^|\s)(?:brush\s*:|prettyprint|hljs|prism|shiki|chroma|crayon|code|de1|highlight|sourceCode|syntax|line-numbers"
    r"|(?:language|lang|highlight)-)",
    re.IGNORECASE,
)
_LANGUAGES: Final = tuple(
    regex(pattern, re.IGNORECASE)
    for pattern in (
        r"(?:^|\s)(?:language|lang|highlight-source)-([\w+#.]{1,30}(?:-[\w+#.]{1,30})?)(?=\s|$)",
        r"(?:^|[\s;])brush\s*:\s*([\w+#.-]{1,30})",
        r"(?:^|\s)(?:hljs|highlight|syntaxhighlighter|sourceCode|chroma|prettyprint)\s+([a-z][\w+#.-]{0,29})(?=\s|$)",
    )
)
_NO_LANGUAGE: Final = _words(
    "text plain plaintext txt nohighlight no-highlight none undefined default auto copyable linenums code highlight hljs"
    " prettyprint prettyprinted wrap nogutter numbers sourcecode chroma null plain_text",
)
_ATTRIBUTES: Final = ("data-lang", "data-language", "data-enlighter-language", "lang")
_NAME: Final = regex(r"[A-Za-z][\w+#.-]{0,29}")


def classes_of(el: Element) -> frozenset[str]:
    """The classes of `el`."""
    return frozenset((el.get("class") or "").split())


def is_box(el: Element) -> bool:
    """Whether the class of `el` is that of a highlighter's box around code."""
    return _BOX.search(el.get("class") or "") is not None


def is_code(el: Element) -> bool:
    """Whether the element `pre` holds code, and not a poem, a letter or a table of figures."""
    return _CODE.search(el.get("class") or "") is not None or next(el.iter("code"), None) is not None


def language_of(holders: Iterable[Element]) -> str:
    """The language that a class or an attribute of one of `holders` names, "" when none does."""
    for el in holders:
        for pattern in _LANGUAGES:
            found = pattern.search(el.get("class") or "")
            if found and found[1].lower() not in _NO_LANGUAGE:
                return found[1]
        for name in _ATTRIBUTES if el.tag in {"pre", "code"} else ():
            value = (el.get(name) or "").strip()
            if _NAME.fullmatch(value) and value.lower() not in _NO_LANGUAGE:
                return value
    return ""


def is_furniture(el: Element, *, inside: bool) -> bool:
    """Whether `el`, in or beside code, is a button, a bar of tools or a gutter."""
    if not dom.is_element(el):
        return False
    names = classes_of(el)
    if el.tag in {"button", "clipboard-copy"} or not names.isdisjoint(GUTTERS) or not names.isdisjoint(TOOLS):
        return True
    return not inside and not names.isdisjoint(LABELS)
