"""Loss: how much of the article rules may take, and which of them were stopped for it."""


class Loss:
    """`most` is the share of the text that one rule may take, 1.0 for all of it.

    `strict` says whether the document is refused when a rule would take more. `stopped` are the rules that were looked at, by id,
    and whether they were stopped. `total` is the number of characters in the article, counted when the first rule was looked at.
    """

    __slots__ = ("most", "stopped", "strict", "total")

    def __init__(self, most: float = 1.0, *, strict: bool = False) -> None:
        self.most = most
        self.strict = strict
        self.stopped: dict[str, bool] = {}
        self.total: int | None = None
