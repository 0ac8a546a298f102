"""The command line: arguments in, exit status out. The only package that knows click, the terminal and the exit status.

Nothing here is imported by the library, and no module that `main` imports at its top loads lxml: `newsclean --version` and a
usage error answer at the speed of Python itself.
"""
