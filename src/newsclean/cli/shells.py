"""Completion in bash, zsh and fish: a script for each, and the answer to what it asks.

click's own scripts complete no value behind `--option=` (zsh's even takes the option away), no list with commas in fish, and in
bash no files beside subcommands. So these are ours. A script sends the line up to the cursor, and gets a line for each candidate:
kind, word and help with tabs between them. A word has `--option=` before a value that is typed so; the kind `file` asks the shell
for names.
"""

import os
from typing import ClassVar, Final

import click
from click.shell_completion import CompletionItem, ShellComplete, add_completion_class, split_arg_string

from newsclean.cli.completion import VARIABLE
from newsclean.cli.terminal import one_line

_BASH: Final = r"""_newsclean() {
    local kind word help is_file=
    COMPREPLY=()
    while IFS=$'\t' read -r kind word help; do
        if [[ $kind == file ]]; then
            is_file=yes
        else
            # For bash a word begins behind the =, unless COMP_WORDBREAKS was changed.
            [[ $2 == --*=* || $word != --*=* ]] || word=${word#--*=}
            COMPREPLY+=("$word")
        fi
    done < <(%(complete_var)s=bash_complete COMP_WORDS="${COMP_LINE:0:COMP_POINT}" "${1/#\~\//$HOME/}" 2>/dev/null)
    [[ ${#COMPREPLY[@]} != 1 || ${COMPREPLY[0]} != *= ]] || compopt -o nospace
    if [[ -n $is_file && ${#COMPREPLY[@]} == 0 ]]; then
        compopt -o default
    elif [[ -n $is_file ]]; then
        compopt -o filenames
        while IFS= read -r word; do
            COMPREPLY+=("$word")
        done < <(compgen -f -- "$2")
    fi
}

complete -o nosort -F _newsclean newsclean
"""

_ZSH: Final = r"""#compdef newsclean

_newsclean() {
    local line kind word help is_file=
    local -a words_found described open
    while IFS=$'\t' read -r kind word help; do
        if [[ $kind == file ]]; then
            is_file=yes
        elif [[ $word == *= ]]; then
            open+=("$word")
        elif [[ -n $help ]]; then
            described+=("${word//:/\\:}:$help")
        else
            words_found+=("$word")
        fi
    done < <(%(complete_var)s=zsh_complete COMP_WORDS="${(j: :)words[1,CURRENT]}" ${(Q)~words[1]} 2>/dev/null)
    (( ! $#described )) || _describe -V newsclean described
    (( ! $#words_found )) || compadd -V newsclean -a words_found
    (( ! $#open )) || compadd -S '' -V newsclean -a open
    if [[ -n $is_file ]]; then
        compset -P '--*='
        _files
    fi
}

if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
    _newsclean "$@"
else
    compdef _newsclean newsclean
fi
"""

_FISH: Final = r"""function __newsclean_complete
    set -l line (commandline -cp)
    set -l before (string match -r -- '^--[^=]+=' (commandline -ct))
    set -l tab (printf '\t')
    for row in (%(complete_var)s=fish_complete COMP_WORDS="$line" newsclean 2>/dev/null)
        set -l parts (string split -m 1 $tab -- $row)
        if test $parts[1] = file
            __fish_complete_path "$parts[2]" | string replace -r '^' -- "$before"
        else
            echo $parts[2]
        end
    end
end

complete --no-files --keep-order --command newsclean --arguments '(__newsclean_complete)'
"""


class _Shell(ShellComplete):
    """What the three have in common."""

    def get_completion_args(self) -> tuple[list[str], str]:
        """The words of the line before the one that is being typed, without the program's name, and that one."""
        # The sign behind the cursor is part of the last word, or else of a new one that has nothing else yet.
        *before, last = split_arg_string(f"{os.environ['COMP_WORDS']}.")
        return before[1:], last[:-1]

    def get_completions(self, args: list[str], incomplete: str) -> list[CompletionItem[str]]:
        """Whole words, also of a value behind `--option=`."""
        option, sign, _ = incomplete.partition("=")
        before = option + sign if sign and option.startswith("--") else ""
        found = super().get_completions(args, incomplete)
        return [item if item.type == "file" else CompletionItem(f"{before}{item.value}", help=item.help) for item in found]

    def format_completion(self, item: CompletionItem[str]) -> str:
        """A candidate as the scripts read it."""
        return "\t".join((item.type, item.value, one_line(item.help or ""))).rstrip("\t")


@add_completion_class
class Bash(_Shell):
    """Bash from 4.4 on."""

    name: ClassVar[str] = "bash"
    source_template: ClassVar[str] = _BASH


@add_completion_class
class Zsh(_Shell):
    """Zsh."""

    name: ClassVar[str] = "zsh"
    source_template: ClassVar[str] = _ZSH


@add_completion_class
class Fish(_Shell):
    """Fish from 3.0 on."""

    name: ClassVar[str] = "fish"
    source_template: ClassVar[str] = _FISH


def script_for(shell: str, command: click.Command) -> str:
    """The script that completes `command` in a shell."""
    known = {one.name: one for one in (Bash, Zsh, Fish)}
    return known[shell](command, {}, "newsclean", VARIABLE).source()
