"""sketch: from a saved page to a pack that loads, whose rules keep their word, and that says what a person has to decide."""

from collections.abc import Iterator, Sequence
from typing import Final

from newsclean import dom
from newsclean.api import Cleaner
from newsclean.passes import standard
from newsclean.rules.catalog import all_packs
from newsclean.scaffold.blocks import Blocks
from newsclean.scaffold.container import Candidate, candidates, first_line
from newsclean.scaffold.credits import bylines, credit_lines
from newsclean.scaffold.draft import Draft, Section, with_ids_apart
from newsclean.scaffold.marks import comment_marks, generator_mark, known_names, marks
from newsclean.scaffold.names import Names
from newsclean.scaffold.proposal import comment, line_of, quoted, words_of
from newsclean.scaffold.saved import Saved, read_saved
from newsclean.scaffold.site import domain_of, ident_of
from newsclean.scaffold.sizes import shown, sizes_of

_TO_DO: Final = """\
# A sketch made from one page. It loads, and its rules keep their word, but nobody has agreed with it yet:
# - Say in `about` which sites these are.
# - Look at two more pages of the site, and at an old one. Keep only selectors and marks that those have, too.
# - Decide on every rule: delete it, or give its `why` a reason that a reader of the site would accept, in place of what was seen.
# - Give each rule `misses` that show where it stops: text of articles that comes close.
"""


def sketch(data: bytes, url: str | None = None, ident: str | None = None) -> str:
    """A pack in TOML for the site of the page in `data`.

    `url` is the page's address, else the page says it; `ident` the id, else the domain makes one. The text loads, its rules pass
    their hits and misses, and comments say what is left to decide. InputError or RefusedError when the page cannot be read.
    """
    page = read_saved(data, url)
    domain = domain_of(page.url)
    ident = ident or ident_of(domain)
    sizes = sizes_of(page.root)
    names = Names(sizes)
    found = candidates(page.root, sizes, names)
    head = "\n".join(_head(page, ident, domain, found, names))
    context = line_of(shown(first_line(found[0].el, sizes))) if found else ""
    draft = Draft(
        ident, head, context, with_ids_apart(_sections(Blocks(page.root, found[0].el, sizes, names) if found else None, names))
    )
    complaints = draft.needless()
    draft = draft.without(complaints).shortened()
    while found_wrong := draft.complaints():
        complaints |= found_wrong
        draft = draft.without(found_wrong)
    return draft.text() + "\n" + "\n".join(map("# {}".format, _tail(draft, page, complaints))) + "\n"


def _head(page: Saved, ident: str, domain: str, found: Sequence[Candidate], names: Names) -> Iterator[str]:
    yield f"# {comment(page.url) or 'A page without an address.'}"
    yield f"# Save this as {ident}.toml: the id of a pack is the name of its file."
    for pack, texts in Cleaner().clean(page.body, page.url or None).evidence.items():
        yield f"# The pack {pack} takes this page for one of its own: {comment(', '.join(texts))}."
    yield f"#\n{_TO_DO}"
    yield f"about = {quoted(domain or ident)}"
    yield from _hosts(domain)
    yield from _fingerprints(page, domain, found, names)
    yield from _article(found)
    yield from _metadata(page, names)


def _hosts(domain: str) -> Iterator[str]:
    yield "\n# Every domain of the site, and of nobody else. Pages of subdomains belong too."
    yield f"hosts = [{quoted(domain)}]" if domain else "hosts = [] # the page does not say where it is from; --url does"


def _fingerprints(page: Saved, domain: str, found: Sequence[Candidate], names: Names) -> Iterator[str]:
    yield "\n# Marks of this family of sites that no other has: they recognise a page whose address is not known."
    yield "# Delete those that are a library's or that a stranger could have thought of."
    known = known_names(all_packs(passes=standard().names))
    near = [el for one in found for el in (one.el, *one.el.iterancestors())]
    elements = [el for el in (*near, *page.root.iterdescendants()) if dom.is_element(el)]
    texts = [*marks(elements, domain, known), *(f"comment:{text}" for text in comment_marks(page.root))]
    yield from _list("fingerprints", [text for text in texts if not text.startswith((".", "#")) or names.bearers(text)])
    for text in generator_mark(page.generators):
        yield f"# {quoted(comment(text))} would take every site that this program makes."


def _article(found: Sequence[Candidate]) -> Iterator[str]:
    yield "\n# The element that holds the article and as little else as may be, best first."
    named = [one for one in found if one.selector]
    yield from _list("article", [named[0].selector] if named else [])
    for one in named[:1]:
        yield f"# It has {one.share:.0%} of the sentences of the page."
    for one in named[1:]:
        yield f"# Around it: {quoted(one.selector)}, with {one.share:.0%}: better when a lead or a picture stands there."
    if not named:
        yield "# No element was found that holds the sentences and has a name." if found else "# No sentences were found."


def _metadata(page: Saved, names: Names) -> Iterator[str]:
    yield "\n# Where pages name their title, author, source and date. Remove the # from those that are right."
    yield "[metadata]"
    for field, name, text in bylines(page.root, names):
        yield f"# {field} = {quoted(name)} # says: {comment(words_of(text))}"


def _list(key: str, values: Sequence[str]) -> Iterator[str]:
    if len(values) < 2:  # noqa: PLR2004 - one value needs no line of its own
        yield f"{key} = [{', '.join(map(quoted, values))}]"
        return
    yield f"{key} = ["
    yield from (f"    {quoted(value)}," for value in values)
    yield "]"


def _sections(blocks: Blocks | None, names: Names) -> Sequence[Section]:
    if blocks is None:
        return ()
    around = tuple(blocks.around())
    why = ("With `article` these go by themselves. Rules are needed only for copies of the article in feeds and archives.",)
    return (
        Section("Boxes in the article", (), tuple(blocks.within())),
        Section("Lines in the article", (), tuple(credit_lines(blocks.container, names))),
        Section("Boxes around the article", why if around else (), around),
    )


def _tail(draft: Draft, page: Saved, complaints: dict[str, str]) -> Iterator[str]:
    """What was left out, and what the pack makes of the page it was made from."""
    for ident, complaint in complaints.items():
        yield f"Left out, rule {ident}: {comment(words_of(complaint, 80))}."
    lines = [line for line in draft.cleaned(page.body, page.url or None).splitlines() if line.strip()]
    yield f"With this pack the page gives {len(lines)} {'line' if len(lines) == 1 else 'lines'} of text:"
    for line in (*lines[:1], *lines[-1:][: len(lines) - 1]):
        yield f"  {comment(words_of(line, 60))}"
