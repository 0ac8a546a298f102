"""What the user asked the filter for, as one value."""

from newsclean.value import Value


class Request(Value):
    """The filter's command line: one field per parameter. None, False or () is what was not given; `Options` has the defaults."""

    paths: tuple[str, ...] = ()
    in_place: bool = False
    output: str | None = None
    check: bool = False
    diff: bool = False
    fail_on_change: bool = False
    to: str | None = None
    read_as: str | None = None
    url: str | None = None
    site: str | None = None
    packs: tuple[str, ...] = ()
    enable: tuple[str, ...] = ()
    disable: tuple[str, ...] = ()
    lift: tuple[str, ...] = ()
    document: bool | None = None
    max_loss: float | None = None
    strict: bool | None = None
    fallback: str | None = None
    policy: str | None = None
    markdown: str | None = None
    verify: str | None = None
    template_safe: str | None = None
    limits: tuple[str, ...] = ()
    on_limit: str | None = None
    exclude: tuple[str, ...] = ()
    jobs: int = 1
    config: str | None = None
    isolated: bool = False
    show_config: bool = False
    explain: bool = False
    report: str | None = None
    stdin_filename: str | None = None
    quiet: int = 0
    verbose: int = 0
    color: str = "auto"

    @property
    def keeps_files(self) -> bool:
        """Whether a file becomes what it would be when cleaned in place: written, or only compared."""
        return self.in_place or self.check or self.diff

    def read_as_of(self, *, is_markdown: bool) -> str | None:
        """How to read a file, whose name may be that of a Markdown file; None means as the options say."""
        return "markdown" if is_markdown and self.read_as in {None, "auto"} else None
