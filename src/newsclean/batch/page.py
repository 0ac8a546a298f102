"""The report of a run as one page that needs nothing else."""

from collections.abc import Mapping
from html import escape
from typing import Final

from newsclean.batch.summary import Noted, Summary

_STYLE: Final = """
:root { color-scheme: light dark; --bar: #3b6ea8; --line: #8884; }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.6rem; }
h2 { font-size: 1.2rem; margin-top: 2.5rem; }
table { border-collapse: collapse; width: 100%; }
tr { border-bottom: 1px solid var(--line); }
td, th { text-align: left; padding: .25rem .75rem .25rem 0; vertical-align: top; overflow-wrap: anywhere; }
.n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.bar { width: 45%; }
th { white-space: nowrap; }
.id { min-width: 5rem; }
.bar i { display: block; height: .8rem; margin-top: .35rem; min-width: 1px; background: var(--bar); border-radius: 2px; }
@media (max-width: 40rem) { .bar { width: 25%; } }
@media (prefers-color-scheme: dark) { :root { --bar: #7fb0e6; } }
"""


def report_page(summary: Summary) -> str:
    """A page of HTML in UTF-8: counts as bars, the slowest documents, those in trouble, and what is left over again and again."""
    facts = f"{summary.rows:,} documents, {summary.seconds:,.1f} seconds of work"
    sites = {site or "none recognised": count for site, count in summary.sites.items()}
    parts = [
        _bars("Status", summary.statuses, summary.rows),
        _bars("Changes by pass", summary.passes, None),
        _bars("Sites", sites, summary.rows),
        _notes("Slowest documents", summary.slowest),
        _notes("Refused and failed", summary.troubles),
        _bars("Left over again and again", dict(summary.repeated()), summary.rows),
    ]
    policy = "default-src 'none'; style-src 'unsafe-inline'"
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width">\n<title>newsclean batch</title>\n'
        f"<style>{_STYLE}</style>\n</head>\n<body>\n<h1>newsclean batch</h1>\n<p>{facts}</p>\n{''.join(parts)}</body>\n</html>\n"
    )


def _bars(title: str, counts: Mapping[str, int], total: int | None) -> str:
    """A table of `counts`, the largest first, each with a bar, and with its share of `total`."""
    if not counts:
        return ""
    most = max(counts.values())
    rows = "".join(_bar(name, count, most, total) for name, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])))
    return f"<h2>{title}</h2>\n<table>\n{rows}</table>\n"


def _bar(name: str, count: int, most: int, total: int | None) -> str:
    share = f" ({count / total:.1%})" if total else ""
    return (
        f'<tr><td>{escape(name)}</td><td class="n">{count:,}{share}</td>'
        f'<td class="bar"><i style="width:{100 * count / most:.1f}%"></i></td></tr>\n'
    )


def _notes(title: str, notes: list[Noted]) -> str:
    if not notes:
        return ""
    head = '<tr><th class="n">row</th><th class="n">seconds</th><th>id</th><th>error</th></tr>\n'
    return f"<h2>{title}</h2>\n<table>\n{head}{''.join(map(_note, notes))}</table>\n"


def _note(note: Noted) -> str:
    numbers = f'<td class="n">{note.row:,}</td><td class="n">{note.seconds:.3f}</td>'
    return f'<tr>{numbers}<td class="id">{escape(note.ident)}</td><td>{escape(note.error or "")}</td></tr>\n'
