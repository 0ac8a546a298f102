"""`python -m newsclean` is the command `newsclean`."""

from newsclean.cli.start import start

if __name__ == "__main__":
    start()
