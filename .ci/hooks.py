"""Try the hooks of `.pre-commit-hooks.yaml` in a throw-away git repository, with the runners of hooks that people use.

usage: hooks.py RUNNER...

RUNNER is `pre-commit` or `prek`, or the path of one. Each gets a repository with posts as Hexo has them and with templates of
Hugo, Jekyll and Hexo, and the hooks of the project at HEAD; what is not committed is not tried. Prints what was tried and how
long it took; exit status 1 when anything went otherwise, with what the runner said.
"""

import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final, NamedTuple

from hook_repository import TEMPLATES, Done, Repository, environment, is_clean, post, run

PROJECT: Final = Path(__file__).resolve().parents[1]
POSTS: Final = "source/_posts"
OPT_IN: Final = f"files: '^{POSTS}/|^-'"
MANY: Final = 500
ODD: Final = (f"{POSTS}/plain.md", f"{POSTS}/夜航 记.md", f"{POSTS}/page of two words.html", "-dash.html")
DEEP: Final = ("---\ntitle: deep\n---\n\n" + "<b>" * 20_000 + "x\n").encode()
BINARY: Final = b"\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR"


class Tried(NamedTuple):
    """One thing that was tried, whether it went as it should, and the command that shows it."""

    what: str
    holds: bool
    by: Done


def first_commits(repository: Repository) -> Iterator[Tried]:
    """The way of an editor: blocked, looked at, committed."""
    for name in ODD:
        repository.write(name, post(name))
    for name, text in TEMPLATES.items():
        repository.write(name, text)
    draft = f"{POSTS}/drafts/later.md"
    repository.write(draft, post("later"))
    repository.write("newsclean.toml", f'exclude = ["{POSTS}/drafts/"]\n')
    repository.configure("newsclean", OPT_IN)
    done = repository.commit()
    yield Tried("the first commit is blocked", done.status != 0 and repository.commits() == 0, done)
    yield Tried("its posts are clean, odd names too", all(is_clean(repository.read(name).decode()) for name in ODD), done)
    yield Tried("each is told", all(f"{name}: cleaned" in done.said for name in ODD), done)
    yield Tried(
        "templates stay as they are", all(repository.read(name) == text.encode() for name, text in TEMPLATES.items()), done
    )
    yield Tried("newsclean.toml leaves out a draft", repository.read(draft).decode() == post("later"), done)
    done = repository.commit()
    yield Tried("the second commit passes", done.status == 0 and repository.commits() == 1, done)


def refusals(repository: Repository) -> Iterator[Tried]:
    """Files that cannot be cleaned, beside one that can."""
    repository.write(f"{POSTS}/deep.md", DEEP)
    repository.write(f"{POSTS}/binary.md", BINARY)
    repository.write(f"{POSTS}/beside.md", post("beside"))
    done = repository.commit()
    yield Tried("a refused file blocks the commit", done.status != 0 and repository.commits() == 1, done)
    yield Tried("its reason is told", f"{POSTS}/deep.md: refused (depth): " in done.said, done)
    yield Tried("what is no text is told", f"{POSTS}/binary.md: binary data" in done.said, done)
    same = (repository.read(f"{POSTS}/deep.md"), repository.read(f"{POSTS}/binary.md")) == (DEEP, BINARY)
    yield Tried("both stay byte for byte", same, done)
    yield Tried("the post beside them is clean", is_clean(repository.read(f"{POSTS}/beside.md").decode()), done)
    done = repository.commit()
    yield Tried("the commit stays blocked", done.status != 0 and repository.commits() == 1, done)
    repository.git("rm", "--force", "--quiet", f"{POSTS}/deep.md", f"{POSTS}/binary.md")
    done = repository.commit()
    yield Tried("without them it passes", done.status == 0 and repository.commits() == 2, done)  # noqa: PLR2004 - commits


def check_only(repository: Repository) -> Iterator[Tried]:
    """The hook that changes nothing, and the hooks of somebody who named no files."""
    name = f"{POSTS}/checked.md"
    repository.write(name, post("checked"))
    repository.configure("newsclean-check", OPT_IN)
    before = repository.commits()
    done = repository.commit()
    yield Tried("newsclean-check blocks", done.status != 0 and repository.commits() == before, done)
    yield Tried("and changes nothing", repository.read(name).decode() == post("checked"), done)
    repository.configure("newsclean")
    done = repository.commit()
    yield Tried("without files: nothing is looked at", done.status == 0 and repository.commits() == before + 1, done)
    yield Tried("and nothing changed", repository.read(name).decode() == post("checked"), done)
    repository.configure("newsclean", "files: ^themes/", "args: [--template-safe, jinja, --exclude, themes/, --]")
    done = repository.runs("run", "--all-files")
    text = TEMPLATES["themes/night/layout.md"].encode()
    yield Tried("args are the user's", done.status == 0 and repository.read("themes/night/layout.md") == text, done)
    repository.configure("newsclean", OPT_IN)
    repository.runs("run", "--all-files")
    repository.commit()


def many(repository: Repository) -> Iterator[Tried]:
    """An archive in one commit."""
    names = [f"{POSTS}/2024/{number:03}.md" for number in range(MANY)]
    for name in names:
        repository.write(name, post(name))
    before = repository.commits()
    done = repository.commit()
    clean = sum(is_clean(repository.read(name).decode()) for name in names)
    yield Tried(f"{MANY} posts are cleaned in one run", done.status != 0 and clean == MANY, done)
    done = repository.commit()
    yield Tried(f"{MANY} clean posts pass", done.status == 0 and repository.commits() == before + 1, done)


def try_repo(repository: Repository) -> Iterator[Tried]:
    """What somebody does who wants to see a hook before using it, in a clone that opts in, for `try-repo` takes no `files`."""
    names = [name for name in ODD if name.startswith(POSTS)]
    clone = repository.project.with_name("opted-in")
    if not clone.exists():
        repository.git("clone", "--quiet", str(repository.project), str(clone))
        manifest = clone / ".pre-commit-hooks.yaml"
        manifest.write_text(manifest.read_text("utf-8").replace("files: ^$", f"files: ^{POSTS}/"), "utf-8")
        repository.git("-C", str(clone), "commit", "--quiet", "--all", "--message", "opted in")
    done = repository.runs("try-repo", str(clone), "newsclean", "--verbose", "--files", *names)
    yield Tried("try-repo is green", done.status == 0 and f"{len(names)} files: {len(names)} unchanged" in done.said, done)


SCENES: Final[tuple[Callable[[Repository], Iterator[Tried]], ...]] = (first_commits, refusals, check_only, many, try_repo)


def tries(folder: Path, runner: str, project: Path) -> Iterator[Tried]:
    """All that is tried with one runner."""
    repository = Repository(folder / Path(runner).name, runner, project)
    done = repository.runs("install")
    yield Tried("install", done.status == 0, done)
    for scene in SCENES:
        yield from scene(repository)


def main(runners: list[str]) -> int:
    """Try every runner; the exit status."""
    failed = tried = 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name).resolve()
        run(["git", "clone", "--quiet", str(PROJECT), str(folder / "newsclean")], folder, environment(folder))
        for runner in runners:
            for one in tries(folder, runner, folder / "newsclean"):
                print(
                    f"{Path(runner).name:<10}  {one.what:<42}  {'ok' if one.holds else 'NO':<2}  {one.by.seconds:6.1f} s",
                    flush=True,
                )
                tried, failed = tried + 1, failed + (not one.holds)
                if not one.holds:
                    print(one.by.said, f"[{one.by.status}]", sep="")
    print(f"{tried} tried with {len(runners)} runners, {failed} went otherwise")
    return int(failed > 0 or not tried)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
