"""The version of the installed package."""

from importlib import metadata


def version() -> str:
    """The version, such as "0.1.0"; "(not installed)" when newsclean runs from a folder that was never installed."""
    try:
        return metadata.version("newsclean")
    except metadata.PackageNotFoundError:
        return "(not installed)"
