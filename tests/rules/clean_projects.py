"""Projects without a defect: the example, and ones made of neutral sentences and any entries."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from random import Random
from typing import NamedTuple

from attachbib.claims.review import fingerprint
from attachbib.workspace import open_workspace

ROOT = Path(__file__).resolve().parents[2]

Files = Mapping[str, str]
"""A project: path, from its folder → text."""


class Work(NamedTuple):
    """What an entry is made of."""

    key: str
    author: str
    title: str
    journal: str
    year: str
    pages: str
    doi: str


_TOPICS = (
    "rivers bridges harbours canals markets gardens roads libraries theatres stations mills "
    "forests meadows glaciers deserts islands villages towns valleys mountains"
).split()
_STATEMENTS = (
    "The {0} of a region change with its {1}",
    "Most {0} are older than the {1} around them",
    "People look for {0} where they find {1}",
    "Many {0} were planned together with {1}",
)
_ENTRY = re.compile(r"^@article\{([^\s,{}]+),\n(.*?)^\}$", re.M | re.S)
_FIELD = re.compile(r"^ +(\w+) = \{(.+)\},?$", re.M)
_PLAIN = re.compile(r"[\w :,.()-]+")
_PAGES = re.compile(r"(\d+)--(\d+)")

CONFIG = """articles = ["article.md", "numbered.html"]
libraries = ["library.bib"]
claims = ["claims.toml"]

[coverage]
fail_under = 100

[rules.review-expired]
days = 365
today = 2026-11-24

[rules.source-too-old]
years = 150
today = 2026-11-24

[rules.self-citation-only]
authors = ["Editor, Eve"]

[rules.source-tier]
required = { scientific = "reviewed", quotation = "reviewed" }

[[rules.source-tier.tiers]]
name = "reviewed"
types = ["article-journal"]

[[rules.source-tier.tiers]]
name = "book"
types = ["book"]
"""


def made_up_works(random: Random, count: int) -> list[Work]:
    """Return works that nobody wrote, in words that say so."""
    first, second = random.sample(_TOPICS, count), random.sample(_TOPICS, count)
    return [
        Work(
            f"Author{number}",
            f"Author, Ann and Writer, {chr(65 + number)}.",
            f"Example Number {number} About {one.title()} and {other.title()}",
            "Journal of Examples",
            str(1990 + number),
            f"{100 * number + 11}--{100 * number + 39}",
            f"10.5555/example.{number}",
        )
        for number, (one, other) in enumerate(zip(first, second, strict=True))
    ]


def real_works(library: Path) -> list[Work]:
    """Return the articles of a file that have all fields in plain characters and own title."""
    works: dict[str, Work] = {}
    for key, body in _ENTRY.findall(library.read_text("utf-8")):
        fields = dict(_FIELD.findall(body))
        names = ("author", "title", "journal", "year", "pages", "doi")
        work = Work(key, *(fields.get(name, "") for name in names))
        pages = _PAGES.fullmatch(work.pages)
        if (
            work.doi
            and all(_PLAIN.fullmatch(one) for one in work[1:5])
            and len(re.findall(r"[A-Za-z]{4,}", work.title)) > 3
            and pages
            and int(pages[1]) < int(pages[2])
        ):
            works.setdefault(work.title.casefold(), work)
    return list(works.values())


def example() -> Files:
    """Return the example of this repository."""
    folder = ROOT / "references"
    return {f"references/{one.name}": one.read_text("utf-8") for one in sorted(folder.iterdir())}


def generated(random: Random, works: Sequence[Work], folder: Path) -> Files:
    """Return a project about works, with a lock and reviewed claims.

    Args:
        works: six or more.
        folder: an empty one, in which the project is read once to review its claims.
    """
    statements = random.sample(list(_all_statements()), len(works))
    files = {
        "attachbib.toml": CONFIG,
        "library.bib": "\n".join(map(_entry, works)),
        "article.md": _article(works, statements),
        "numbered.html": _numbered(statements),
        "claims.toml": "\n".join(_claims(works, statements)),
        "attachbib.lock": _lock(works),
    }
    return {**files, "claims.toml": _reviewed(files, folder)}


def write(files: Files, folder: Path) -> None:
    """Write a project into a folder."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())


def _all_statements() -> Iterator[str]:
    for number, one in enumerate(_TOPICS):
        for shift, statement in enumerate(_STATEMENTS, 1):
            yield statement.format(one, _TOPICS[(number + shift * 3) % len(_TOPICS)])


def _entry(work: Work) -> str:
    fields = zip(work._fields[1:], work[1:], strict=True)
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields)
    return f"@article{{{work.key},\n{lines}}}\n"


def _article(works: Sequence[Work], statements: Sequence[str]) -> str:
    pairs = zip(works, statements, strict=True)
    cited = [f"{statement}, as examples show [@{work.key}].\n" for work, statement in pairs]
    return "# Examples\n\n" + "\n".join(cited)


def _numbered(statements: Sequence[str]) -> str:
    numbers = range(1, len(statements) + 1)
    text = [f"<p>{one}<sup>{n}</sup>.</p>\n" for n, one in zip(numbers, statements, strict=True)]
    listed = [f"<li>Writer W. Example {number}. 1990.</li>\n" for number in numbers]
    return f"{''.join(text)}<h2>References</h2>\n<ol>\n{''.join(listed)}</ol>\n"


def _claims(works: Sequence[Work], statements: Sequence[str]) -> Iterator[str]:
    """Yield a claim for each statement but the last two, every second one a quotation."""
    for number, statement in enumerate(statements[:-2]):
        keys = (works[number].key, works[number - 1].key)
        kind = "scientific" if number % 2 else "quotation"
        evidence = "".join(
            f'\n[[claim.evidence]]\nkey = "{key}"\nlocator = "{number + 3}"\n'
            + (f'quote = "{statement}"\n' if kind == "quotation" else "")
            for key in keys
        )
        yield (
            f'[[claim]]\nid = "claim-{number}"\nfile = "article.md"\nkind = "{kind}"\n\n'
            f'[claim.anchor]\nexact = "{statement}"\n{evidence}'
        )


def _lock(works: Sequence[Work]) -> str:
    records = {
        work.doi.lower(): {
            "outcome": "found",
            "asked": "2026-01-31",
            "agency": "Crossref",
            "work": {
                "type": "article-journal",
                "title": work.title,
                "container-title": work.journal,
            },
            "years": [int(work.year)],
        }
        for work in works
    }
    return json.dumps({"version": 1, "records": records}, indent=2) + "\n"


def _reviewed(files: Files, folder: Path) -> str:
    """Return the claims file of a project with a review in every claim."""
    write(files, folder)
    workspace = open_workspace(project=folder)
    records = files["claims.toml"].split("\n[[claim]]\n")
    reviews = []
    for claim in workspace.claims[0].claims:
        standing = workspace.standings[claim]
        now = fingerprint(claim, standing.article, standing.anchored, workspace.reference)
        lines = "".join(f'{name} = "{value}"\n' for name, value in now._asdict().items())
        reviews.append(f'\n[claim.review]\nby = "An editor"\non = "2026-11-20"\n{lines}')
    return "\n[[claim]]\n".join(
        record.rstrip("\n") + "\n" + review for record, review in zip(records, reviews, strict=True)
    )
