"""A pack of one's own, for tests of what a rule says."""

from newsclean import Cleaner
from newsclean.rules.load import parse_pack


def pack_of(source, ident="own", **words):
    return parse_pack(source, ident=ident, path=f"{ident}.toml", **words)


def rule_text(body, *, ident="rule", step="promotion"):
    return f"[[rule]]\nid = '{ident}'\npass = '{step}'\nwhy = 'a reason'\nhits = ['<p>x</p>']\nmisses = ['<p>y</p>']\n{body}\n"


def cleaned_by(tmp_path, pack, html, **options):
    path = tmp_path / "own.toml"
    path.write_text(pack, "utf-8")
    return Cleaner(**{"site": "own", **options, "packs": [path]}).clean(html)
