"""BibTeX and BibLaTeX: `.bib` files read into a Library, with where everything stands."""

from attachbib.bibtex.library import parse_library, read_library
from attachbib.bibtex.model import Entry, FailedBlock, Field, Library, to_references

__all__ = [
    "Entry",
    "FailedBlock",
    "Field",
    "Library",
    "parse_library",
    "read_library",
    "to_references",
]
