"""A whole page around an article: the least that a browser needs."""

from newsclean.write.html import Neutraliser, escape, escape_value


def write_page(
    article: str, *, title: str = "", lang: str = "", charset: str = "utf-8", templates: Neutraliser | None = None
) -> str:
    """A complete HTML page with `article`, the HTML of a SafeTree, as its content; `templates` as for the article.

    `charset` is the label of the encoding in which the page will be stored.
    """
    title, lang = escape(title), escape_value(lang)
    if templates is not None:
        title, lang = templates.text(title), templates.text(lang)
    language = f' lang="{lang}"' if lang else ""
    return (
        f'<!doctype html>\n<html{language}>\n<head>\n<meta charset="{escape_value(charset)}">\n<title>{title}</title>\n</head>\n'
        f"<body>\n<article>\n{article}</article>\n</body>\n</html>\n"
    )
