"""From a SafeTree to the form that was asked for. Each writer is loaded when it is first needed: most runs need one."""

from typing import TYPE_CHECKING, NamedTuple

from newsclean.config import Options
from newsclean.document import Document
from newsclean.errors import RefusedError
from newsclean.gate.tree import SafeTree

if TYPE_CHECKING:
    from newsclean.write.templates import Templates


def templates_of(options: Options) -> "Templates | None":
    """What keeps the delimiters of the template language apart, None when there is none."""
    if options.template_safe is None:
        return None
    from newsclean.write.templates import Templates  # noqa: PLC0415 - for one option

    return Templates.of(options.template_safe)


class Form(NamedTuple):
    """What is to come out: what the options and templates ask for; a whole page has the language `lang` and names `charset`."""

    options: Options
    templates: "Templates | None"
    lang: str
    charset: str


def written(safe: SafeTree, doc: Document, form: Form) -> str:
    """`safe` in the `form` that was asked for. RefusedError "verify" when one is due."""
    options = form.options
    if options.verify is not None:
        _verify(safe, options)
    if options.to == "markdown":
        return _markdown(safe, options, form.templates)
    if options.to == "text":
        from newsclean.write.text import write_text  # noqa: PLC0415 - one writer of three

        return write_text(safe)
    return _html(safe, doc, form)


def _verify(safe: SafeTree, options: Options) -> None:
    from newsclean.gate.verify import verify  # noqa: PLC0415 - for one option
    from newsclean.write.html import write_html  # noqa: PLC0415 - one writer of three

    verify(write_html(safe), options.policy, options.verify or "")


def _markdown(safe: SafeTree, options: Options, templates: "Templates | None") -> str:
    from newsclean.write.markdown import shown, write_markdown  # noqa: PLC0415 - one writer of three
    from newsclean.write.markdown.flavour import FLAVOURS  # noqa: PLC0415 - the same

    flavour = FLAVOURS[options.markdown]
    markdown = write_markdown(safe, templates, flavour)
    if options.verify is not None:
        from newsclean.write.markdown.check import difference  # noqa: PLC0415 - for one option

        if (found := difference(markdown, shown(safe, flavour), flavour)) is not None:
            raise RefusedError("verify", f"the Markdown would not say the same: {found}")
    return markdown


def _html(safe: SafeTree, doc: Document, form: Form) -> str:
    from newsclean.write.html import write_html  # noqa: PLC0415 - one writer of three

    article = write_html(safe, form.templates)
    if not (doc.page and form.options.document):
        return article
    from newsclean.write.page import write_page  # noqa: PLC0415 - for one option

    title = doc.metadata.get("title", "")
    text = title if isinstance(title, str) else title[0]
    return write_page(article, title=text, lang=form.lang, charset=form.charset, templates=form.templates)
