"""`newsclean completion`: the script with which a shell completes what is typed."""

from typing import Final

import click

VARIABLE: Final = "_NEWSCLEAN_COMPLETE"
"""The variable in which click finds which shell asks."""


@click.command(
    help="""Print the script that completes newsclean's options, values and files in a shell.

    Load it where the shell begins:

    \b
    ~/.bashrc                    source <(newsclean completion bash)
    ~/.zshrc, behind compinit    source <(newsclean completion zsh)
    ~/.config/fish/config.fish   newsclean completion fish | source""",
)
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]), metavar="bash|zsh|fish")
@click.pass_context
def completion(ctx: click.Context, shell: str) -> None:
    """Print the script for `shell`."""
    from newsclean.cli.shells import script_for  # noqa: PLC0415 - only this command needs it

    click.echo(script_for(shell, ctx.find_root().command), nl=False)
