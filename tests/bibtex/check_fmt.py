"""Format every real `.bib` file in full; no meaning may change. Run: `python check_fmt.py`."""

from __future__ import annotations

from test_bibtex_fmt import CORPUS, assert_formats, read_corpus_file

from attachbib.bibtex import parse_library


def main() -> None:
    entries = 0
    for path in CORPUS:
        library = parse_library(read_corpus_file(path))
        assert_formats(library)
        entries += len(library.entries)
    print(f"{len(CORPUS)} files, {entries} entries: formatted without a change of meaning.")


if __name__ == "__main__":
    main()
