"""A whole page around an article: the least that a browser needs."""

from newsclean.write.html import escape, escape_value


def write_page(article: str, *, title: str = "", lang: str = "") -> str:
    """A complete HTML page with `article`, the HTML of a SafeTree, as its content."""
    language = f' lang="{escape_value(lang)}"' if lang else ""
    return (
        f'<!doctype html>\n<html{language}>\n<head>\n<meta charset="utf-8">\n<title>{escape(title)}</title>\n</head>\n'
        f"<body>\n<article>\n{article}</article>\n</body>\n</html>\n"
    )
