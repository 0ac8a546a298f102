"""The page: all documents of a preview in one file that needs nothing else and may fetch nothing."""

import hashlib
from base64 import b64encode
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from string import Template

from newsclean.preview.journal import journal_rows, metadata_rows, pass_rows, summary
from newsclean.preview.marks import inert
from newsclean.preview.shown import Shown

_FRAME = (
    '<!doctype html><html lang="und"><head><meta charset="utf-8">'
    '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; style-src {hash}">'
    '<title>{title}</title><style>{styles}</style></head><body class="{name}">{content}</body></html>'
)


def page_of(documents: Sequence[Shown]) -> str:
    """The page that shows `documents`. The same documents give the same page."""
    return Template(_file("page.html")).substitute(
        policy=_policy(),
        styles=_page_styles(),
        script=_file("page.js"),
        options="".join(_option(number, shown) for number, shown in enumerate(documents)),
        documents="".join(f"<template>{_document(shown)}</template>" for shown in documents),
    )


def failed(name: str, reason: str, *, is_refused: bool) -> Shown:
    """A document of which there is nothing to show but why."""
    return Shown(name, failure=reason, is_refused=is_refused)


@cache
def _file(name: str) -> str:
    return files("newsclean.preview").joinpath(name).read_text("utf-8")


def _page_styles() -> str:
    return _file("colours.css") + _file("page.css")


def _frame_styles() -> str:
    return _file("colours.css") + _file("frame.css")


def _policy() -> str:
    """The policy of the page, which its frames share: this script and these styles, and nothing from anywhere."""
    styles = f"{_hash(_page_styles())} {_hash(_frame_styles())}"
    return (
        f"default-src 'none'; script-src {_hash(_file('page.js'))}; style-src {styles}; base-uri 'none'; form-action 'none';"
        " require-trusted-types-for 'script'; trusted-types 'none'"
    )


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _option(number: int, shown: Shown) -> str:
    state = "" if not shown.failure else " (refused)" if shown.is_refused else " (not read)"
    return f'<option value="{number}">{inert(shown.name)}{state}</option>'


def _document(shown: Shown) -> str:
    if shown.failure:
        what = "This document was refused" if shown.is_refused else "This document could not be read"
        return Template(_file("failure.html")).substitute(name=inert(shown.name), title=what, reason=inert(shown.failure))
    title = shown.metadata.get("title") or shown.name
    return Template(_file("document.html")).substitute(
        title=inert(title if isinstance(title, str) else title[0]),
        summary=summary(shown),
        before=_frame("Before", shown.before),
        after=_frame("After", shown.after),
        passes=pass_rows(shown.journal) or "<p>Nothing was changed.</p>",
        metadata=metadata_rows(shown.metadata) or "<p>None was found.</p>",
        journal=journal_rows(shown),
        entries=len(shown.journal),
    )


def _frame(title: str, content: str) -> str:
    """The value of `srcdoc`."""
    styles = _frame_styles()
    return inert(_FRAME.format(hash=_hash(styles), title=title, styles=styles, name=title.lower(), content=content))
