"""What the user asked the filter for, as one value."""

from newsclean.value import Value


class Request(Value):
    """The filter's command line: one field per parameter. None, False or () is what was not given; `Options` has the defaults."""

    paths: tuple[str, ...] = ()
    output: str | None = None
    to: str | None = None
    read_as: str | None = None
    url: str | None = None
    site: str | None = None
    packs: tuple[str, ...] = ()
    enable: tuple[str, ...] = ()
    disable: tuple[str, ...] = ()
    lift: tuple[str, ...] = ()
    document: bool = False
    max_loss: float | None = None
    strict: bool = False
    fallback: str | None = None
    policy: str | None = None
    markdown: str | None = None
    verify: str | None = None
    template_safe: str | None = None
    limits: tuple[str, ...] = ()
    on_limit: str | None = None
    explain: bool = False
    report: str | None = None
    stdin_filename: str | None = None
    quiet: int = 0
    verbose: int = 0
    color: str = "auto"

    def read_as_of(self, *, is_markdown: bool) -> str | None:
        """How to read a file, whose name may be that of a Markdown file; None means as the options say."""
        return "markdown" if is_markdown and self.read_as in {None, "auto"} else None
