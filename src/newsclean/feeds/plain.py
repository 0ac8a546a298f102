"""What a feed says of an item, as plain text."""

import html
import re
from typing import Final

from newsclean import dom
from newsclean.feeds.mend import FORBIDDEN
from newsclean.feeds.vocabulary import TAG_OPENS

_TAGS: Final = re.compile(
    r"<!--.*?(?:-->|\Z)|</?(?:a|abbr|b|big|br|cite|code|div|em|font|h[1-6]|i|img|ins|kbd|mark|p|q|s|small|span|strong|sub|sup|tt|u|wbr)(?=[\s/>])[^<>]*>",
    re.DOTALL | re.IGNORECASE,
)
"""Tags that authors put into titles. A tag that is none of these is what the title speaks of."""


def plain_text(told: str) -> str:
    """The text of a title or a name, which may be HTML. What else looks like a tag in it is escaped: themes print it as it is."""
    return TAG_OPENS.sub("&lt;", dom.collapse(FORBIDDEN.sub("", html.unescape(_TAGS.sub("", told)))))
