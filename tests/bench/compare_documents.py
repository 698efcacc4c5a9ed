"""Compare the citations that attachbib, citeproc-js and pandoc print in random documents.

    npm install --prefix DIR citeproc
    pip install pypandoc_binary
    python tests/bench/compare_documents.py --seed 1 --styles-sample 60 -v \\
        --node-modules DIR/node_modules

A document cites a few works again and again, one to four at a time, with locators,
prefixes and suffixes, or without the author. The works share authors and years, so that
names are told apart, years get letters, cites collapse and later cites are shortened. The
same documents come out for a seed, whatever the styles; what the engines are known to
differ in on purpose is not among them: roman numerals as locators, works without authors
cited without the author, suffixes that start with punctuation where a title may end.

Prints per style how many citations agree with each engine, and with `-v` those on which
only attachbib differs. Exits 1 if attachbib is below the share asked for with `--at-least`,
or if nothing could be compared.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import engines
from compare_engines import (
    NODE_MODULES_HELP,
    PANDOC_HELP,
    Agreement,
    agreement,
    default_pandoc,
)
from make_refs import FAMILY, article, book, on, person

from attachbib.csl import Citation, Cite
from attachbib.csl.catalog import iter_styles

WORKS = 24
WORKS_IN_DOCUMENT = 10
CITATIONS_IN_DOCUMENT = 18

FAMILIES = 6
"""How many family names all authors share."""
GIVEN = ("Alpha", "Alma", "Bravo", "Alpha B.", "Bravo-Charlie", "A.")
INSTITUTIONS = ("Institute for Sample Text", "PLCH")
AUTHOR_COUNTS = (1, 1, 2, 2, 3, 4, 7)
YEARS = (1999, 2001, 2001, 2010)
TITLE_WORDS = "sample text of the words in a page filling space methods results letters".split()
TYPES: tuple[tuple[str, dict[str, Any]], ...] = (
    ("article-journal", {}),
    ("article-journal", {"issue": None, "DOI": None}),
    ("book", {}),
    ("chapter", {"container-title": "A container of chapters", "page": "5-9"}),
    ("paper-conference", {"container-title": "A container of papers", "page": "21-34"}),
    ("report", {"DOI": "10.5555/sample"}),
    ("thesis", {}),
    ("webpage", {"publisher": None, "URL": "https://example.org/a", "accessed": on(2020, 3, 4)}),
)
"""Types of works, and what they have instead of or beside the fields of a book or an article."""

LOCATORS = ("12", "12-15", "3", "5, 7")
LABELS = ("page", "page", "chapter", "section", "figure")
PREFIXES = ("see ", "cf. ", "e.g., ")
SUFFIXES = (" and others",)
SUFFIXES_OF_LOCATORS = (*SUFFIXES, ", passim")

Texts = dict[str, str]
"""What an engine printed, by the name of a citation: `document 1, citation 3`."""


@dataclass(frozen=True)
class Comparison:
    """What three engines printed in one style, citation by citation."""

    ours: Texts
    js: Texts
    pandoc: Texts

    @property
    def agreement(self) -> Agreement:
        """How many agree."""
        return agreement(self.ours, self.js, self.pandoc, list(self.ours))

    def disagreements(self) -> Iterator[tuple[str, str, str]]:
        """Yield name, our text and theirs of the citations on which only attachbib differs."""
        for name, ours in self.ours.items():
            if self.js[name] == self.pandoc[name] != ours:
                yield name, ours, self.js[name]


def works(chance: Random) -> engines.References:
    """Return works of few authors in few years, which therefore have to be told apart."""
    return [_work(index, chance) for index in range(WORKS)]


def _work(index: int, chance: Random) -> dict[str, Any]:
    kind, fields = chance.choice(TYPES)
    make = article if kind == "article-journal" else book
    words = [chance.choice(TITLE_WORDS) for _ in range(chance.randint(2, 6))]
    editor = [_person(chance)] if "container-title" in fields else None
    return make(
        index,
        id=f"work-{index}",
        type=kind,
        title=" ".join(words).capitalize(),
        author=_authors(chance),
        editor=editor,
        issued=_date(chance),
        **fields,
    )


def _authors(chance: Random) -> list[dict[str, Any]] | None:
    share = chance.random()
    if share < 0.9:
        return [_person(chance) for _ in range(chance.choice(AUTHOR_COUNTS))]
    return [{"literal": chance.choice(INSTITUTIONS)}] if share < 0.95 else None


def _person(chance: Random) -> dict[str, Any]:
    index = chance.randrange(FAMILIES)
    particle = {"non-dropping-particle": "van"} if FAMILY[index] == "Dolor" else {}
    return person(index, given=chance.choice(GIVEN), **particle)


def _date(chance: Random) -> dict[str, Any] | None:
    if chance.random() < 0.07:
        return None
    month = (chance.randint(1, 12),) if chance.random() < 0.4 else ()
    return on(chance.choice(YEARS), *month)


def document(references: engines.References, chance: Random) -> list[Citation]:
    """Return citations of some of the works; some cite just what the one before cites."""
    known = chance.sample(references, WORKS_IN_DOCUMENT)
    citations: list[Citation] = []
    cited: engines.References = []
    for note in range(1, CITATIONS_IN_DOCUMENT + 1):
        introduced = known[: note + 3]
        if len(cited) != 1 or chance.random() < 0.7:
            count = chance.choice((1, 1, 1, 2, 3, 4))
            cited = chance.sample(introduced, count)
        citations.append(Citation(tuple(_cite(work, chance) for work in cited), note=note))
    return citations


def _cite(work: dict[str, Any], chance: Random) -> Cite:
    locator = chance.choice(LOCATORS) if chance.random() < 0.3 else ""
    suffixes = SUFFIXES_OF_LOCATORS if locator else SUFFIXES
    return Cite(
        work["id"],
        locator,
        label=chance.choice(LABELS),
        prefix=chance.choice(PREFIXES) if chance.random() < 0.08 else "",
        suffix=chance.choice(suffixes) if chance.random() < 0.06 else "",
        mode="suppress-author" if "author" in work and chance.random() < 0.06 else "normal",
    )


def compare(
    style: str,
    references: engines.References,
    documents: engines.Documents,
    options: argparse.Namespace,
) -> Comparison:
    """Render documents in a style with all engines.

    Raises:
        subprocess.CalledProcessError: citeproc-js or pandoc failed on the style.
    """
    return Comparison(
        _named(engines.attachbib_documents(style, references, documents)),
        _named(engines.citeproc_js_documents(style, references, documents, options.node_modules)),
        _named(engines.pandoc_documents(style, references, documents, options.pandoc)),
    )


def _named(texts: list[list[str]]) -> Texts:
    return {
        f"document {place}, citation {note}": text
        for place, document in enumerate(texts, 1)
        for note, text in enumerate(document, 1)
    }


def sample_of_styles(count: int, seed: int) -> list[str]:
    """Return the ids of random independent packaged styles."""
    ids = [style.id for style in iter_styles() if not style.is_dependent]
    return Random(f"styles {seed}").sample(ids, min(count, len(ids)))


def read_options() -> argparse.Namespace:
    """Return the options given on the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("styles", nargs="*", help="style ids")
    parser.add_argument(
        "--styles-sample", type=int, default=0, metavar="N", help="add N random packaged styles"
    )
    parser.add_argument("--seed", type=int, default=1, help="of works, documents and sample")
    parser.add_argument("--documents", type=int, default=2, metavar="N", help="per style")
    parser.add_argument(
        "--node-modules", type=Path, default=Path("node_modules"), help=NODE_MODULES_HELP
    )
    parser.add_argument("--pandoc", default=default_pandoc(), help=PANDOC_HELP)
    parser.add_argument("--at-least", type=float, default=0, metavar="PERCENT")
    parser.add_argument(
        "-v", "--verbose", action="store_true", help="print where only attachbib differs"
    )
    options = parser.parse_args()
    options.styles += sample_of_styles(options.styles_sample, options.seed)
    if not options.styles:
        parser.error("name styles, or ask for some with --styles-sample N")
    return options


def main() -> int:
    """Compare the styles named on the command line."""
    options = read_options()
    chance = Random(options.seed)
    references = works(chance)
    documents = [document(references, chance) for _ in range(options.documents)]
    settled = agreed = 0
    for style in options.styles:
        try:
            comparison = compare(style, references, documents, options)
        except subprocess.CalledProcessError as error:
            print(f"{style}: not compared, {_said(error)}", flush=True)
            continue
        result = comparison.agreement
        print(f"{style}: {result}", flush=True)
        settled += result.settled
        agreed += result.with_both
        if options.verbose:
            for name, ours, theirs in comparison.disagreements():
                print(f"  {name}\n      attachbib {ours}\n      both      {theirs}")
    percent = 100 * agreed / settled if settled else 0.0
    print(
        f"agrees with citeproc-js and pandoc where they agree: {agreed}/{settled}, {percent:.2f} %"
    )
    return int(not settled or percent < options.at_least)


def _said(error: subprocess.CalledProcessError) -> str:
    """Return which engine failed, and its own words."""
    lines = error.stderr.strip().splitlines()
    message = next((line for line in lines if "Error" in line), "".join(lines[-1:]))
    return f"{Path(error.cmd[0]).name} failed: {message.strip()}"


if __name__ == "__main__":
    sys.exit(main())
