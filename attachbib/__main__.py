"""`python -m attachbib`."""

from attachbib.cli import main

main(prog_name="attachbib")
