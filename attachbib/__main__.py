"""`python -m attachbib`."""

from attachbib.cli import run

run()
