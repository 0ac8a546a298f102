"""Where a Cleaner brings its feeds."""

from collections.abc import Callable
from typing import Final

from newsclean.cleaned import Cleaned
from newsclean.config import Options
from newsclean.document import Document
from newsclean.feeds.clean import cleaned_feed
from newsclean.feeds.editor import Editor
from newsclean.feeds.items import FeedItem, items_of
from newsclean.gate.tree import SafeTree
from newsclean.read.given import Given
from newsclean.write.templates import Templates


class Desk:
    """Takes feeds for a Cleaner, which lends it `clean` and `document`; `Editor` says what they do."""

    __slots__ = ("_editor",)

    def __init__(
        self,
        options: Options,
        templates: Templates | None,
        clean: Callable[[Given, str], tuple[SafeTree, Document]],
        document: Callable[[Given], Cleaned],
    ) -> None:
        self._editor: Final = Editor(options, templates, clean, document)

    def cleaned(self, given: Given) -> Cleaned:
        """The feed with its items cleaned."""
        return cleaned_feed(given, self._editor)

    def items(self, given: Given) -> tuple[FeedItem, ...]:
        """The items of the feed as documents of their own."""
        return items_of(given, self._editor)
