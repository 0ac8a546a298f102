"""The checks of this project, one session each: `nox` runs them all, `nox -s tests` one of them."""

import nox

nox.options.default_venv_backend = "venv"
nox.options.reuse_existing_virtualenvs = True


@nox.session
def tests(session: nox.Session) -> None:
    """Run the tests with branch coverage; arguments after `--` go to pytest."""
    session.install(".[test,nh3]")
    session.run("pytest", "--cov", "--cov-report=term", *session.posargs)


@nox.session
def lint(session: nox.Session) -> None:
    """Check format and style."""
    session.install(".[lint]")
    session.run("ruff", "format", "--check", ".")
    session.run("ruff", "check", ".")


@nox.session
def types(session: nox.Session) -> None:
    """Check the types, strictly."""
    session.install(".[lint,nh3]")
    session.run("mypy")


@nox.session
def contracts(session: nox.Session) -> None:
    """Check that imports go down the layers and that every library has its one home."""
    session.install(".[lint]")
    session.run("lint-imports")


@nox.session
def docs(session: nox.Session) -> None:
    """Build the documentation; a warning is an error."""
    session.install(".[docs]")
    session.run("sphinx-build", "-n", "-W", "-q", "-b", "html", "docs", "docs/_build/html")
