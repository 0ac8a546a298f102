"""`newsclean completion`: the script with which a shell completes what is typed."""

from typing import Final

import click

VARIABLE: Final = "_NEWSCLEAN_COMPLETE"
"""The variable in which click finds which shell asks."""


@click.command(
    help="""Print the script that completes newsclean's options, values and files in a shell.

    \b
    bash  newsclean completion bash > ~/.local/share/bash-completion/completions/newsclean
    zsh   newsclean completion zsh > DIR/_newsclean, with a DIR of $fpath
    fish  newsclean completion fish > ~/.config/fish/completions/newsclean.fish""",
)
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]), metavar="bash|zsh|fish")
@click.pass_context
def completion(ctx: click.Context, shell: str) -> None:
    """Print the script for `shell`."""
    from newsclean.cli.shells import script_for  # noqa: PLC0415 - only this command needs it

    click.echo(script_for(shell, ctx.find_root().command), nl=False)
