"""The seeded-defect corpus: for each rule, how to put its defect somewhere in a clean project.

    python tests/rules/seeding.py --rounds 50 --corpora ../shared/corpora

prints for each rule how many defects were put in, found at the right line, and missed.
"""

from __future__ import annotations

import argparse
import json
import re
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from random import Random
from typing import Any

from clean_projects import Files, example, generated, made_up_works, real_works, write
from damage import (
    Seed,
    Seeded,
    Spot,
    added_entry,
    added_field,
    articles,
    citation,
    copied_entry,
    entries,
    field,
    fields,
    paragraph,
    record,
    value,
)

from attachbib.rules import Finding, check
from attachbib.rules.settings import read_settings
from attachbib.workspace import open_workspace

WORKS = 8
"""In a generated project."""
_NEW = "@{type}{{Added,\n  title = {{An Added Page About Nothing}},\n{more}}}\n"


def without_comma(files: Files, random: Random) -> Seeded | None:
    """Leave out the comma behind a title, which is found where it should be."""
    spot = field(files, random, "title")
    return spot.becomes(files, f"  title = {{{spot.text}}}\n", below=1) if spot else None


def without_field(names: tuple[str, ...]) -> Seed:
    """Return a seed that removes a field, which is found at the key."""

    def seed(files: Files, random: Random) -> Seeded | None:
        entry = random.choice(list(articles(files)))
        spot = random.choice([one for name, one in fields(entry) if name in names])
        line = files[entry.path].count("\n", 0, entry.start) + 1
        return spot.becomes(files, "")._replace(line=line)

    return seed


def repeated_field(files: Files, random: Random) -> Seeded | None:
    """Write a field a second time."""
    entry = random.choice(list(articles(files)))
    name, spot = random.choice(list(fields(entry)))
    again = spot._replace(start=spot.end)
    return again.becomes(files, f"  {name} = {{{spot.text} once more}},\n")


def unquoted(files: Files, random: Random) -> Seeded | None:
    """Leave out the braces of a journal."""
    spot = field(files, random, "journal")
    return spot.becomes(files, "  journal = joe,\n") if spot else None


def renamed(spot: Spot) -> str:
    """Return an entry with another key."""
    return spot.text.replace(f"{{{spot.key},", "{Renamed,", 1)


def same_title(spot: Spot) -> str:
    """Return an entry with another key and small letters, and without its DOI."""
    text = re.sub(r"^ +doi .*\n", "  nodoi = {Not yet looked up.},\n", renamed(spot), flags=re.M)
    return re.sub(r"(?<= title = ).*", lambda match: match[0].lower(), text)


def _doi_as_url(files: Files, random: Random) -> Seeded | None:
    spot = field(files, random, "doi")
    return spot.becomes(files, f"  url = {{https://doi.org/{spot.text}}},\n") if spot else None


def uncited(files: Files, random: Random) -> Seeded | None:
    """Cite nothing in an article."""
    path = "article.md"
    if path not in files:
        return None
    text = re.sub(r", as examples show \[@[^]]*\]", "", files[path])
    return Seeded({**files, path: text}, path, 1)


def below_coverage(files: Files, random: Random) -> Seeded | None:
    """Write a sentence without a source where all must have one."""
    if "fail_under" not in files.get("attachbib.toml", ""):
        return None
    found = paragraph("Nothing is named for this.")(files, random)
    return found._replace(line=1) if found else None


def numbered(change: Callable[[int, int], int]) -> Seed:
    """Return a seed that changes the number of a marker: of its number and the last one."""

    def seed(files: Files, random: Random) -> Seeded | None:
        path = "numbered.html"
        if path not in files:
            return None
        found = list(re.finditer(r"(?<=<sup>)\d+(?=</sup>)", files[path]))
        match = random.choice(found[:-1])
        number = str(change(int(match[0]), len(found)))
        return Spot(path, *match.span(), number).becomes(files, number)

    return seed


def longer_sentence(files: Files, random: Random) -> Seeded | None:
    """Change a sentence around the words of a reviewed claim, which is found at the claim."""
    if "claims.toml" not in files:
        return None
    number = random.randrange(WORKS - 2)
    parts = files["article.md"].split(", as examples show")
    parts[number] += " and elsewhere"
    article = ", as examples show".join(parts)
    text = files["claims.toml"]
    line = text.count("\n", 0, text.index(f'id = "claim-{number}"'))
    return Seeded({**files, "article.md": article}, "claims.toml", line)


def other_work(files: Files, random: Random) -> Seeded | None:
    """Change the title of a work that reviewed claims rest on, which is found at the claim."""
    if "claims.toml" not in files:
        return None
    text = files["claims.toml"]
    titles = [spot for one in articles(files) for name, spot in fields(one) if name == "title"]
    spot = random.choice([one for one in titles if f'key = "{one.key}"' in text])
    changed = spot.becomes(files, f"  title = {{Another {spot.text}}},\n")
    start = text.rindex("[[claim]]", 0, text.index(f'key = "{spot.key}"'))
    return Seeded(changed.files, "claims.toml", text.count("\n", 0, start) + 1)


def answer(change: Callable[[dict[str, Any]], object]) -> Seed:
    """Return a seed that changes a record of the lock, which is found at the key."""

    def seed(files: Files, random: Random) -> Seeded | None:
        if "attachbib.lock" not in files:
            return None
        entry = random.choice(list(articles(files)))
        doi = next(spot.text for name, spot in fields(entry) if name == "doi").lower()
        lock = json.loads(files["attachbib.lock"])
        change(lock["records"][doi])
        if not lock["records"][doi]:
            del lock["records"][doi]
        found = entry._replace(end=entry.start).becomes(files, "")
        return found._replace(files={**files, "attachbib.lock": json.dumps(lock)})

    return seed


def resting_on(text: str) -> Seed:
    """Return a seed that lets a claim rest on a new work only, which is found at the claim."""

    def seed(files: Files, random: Random) -> Seeded | None:
        if "attachbib.toml" not in files:
            return None
        only = record(r"\[\[claim.evidence\]\].*\Z", '[[claim.evidence]]\nkey = "Added"\n')
        library = f"{text}\n{files['library.bib']}"
        return only({**files, "library.bib": library}, random)

    return seed


def _not_found(found: dict[str, Any]) -> None:
    found.clear()
    found.update(outcome="not-found", asked="2026-01-31")


def notice(kind: str) -> Seed:
    """Return a seed that puts a notice into the lock."""
    update = {"kind": kind, "label": kind, "date": "2020-01-31", "source": "retraction-watch"}
    return answer(lambda found: found.update(updates=[update]))


def without_lock(files: Files, random: Random) -> Seeded | None:
    """Remove the lock, which is found at the first entry with a DOI."""
    entry = next(articles(files))
    found = entry._replace(end=entry.start).becomes(files, "")
    kept = {name: text for name, text in files.items() if not name.endswith(".lock")}
    return found._replace(files=kept, key="")


def comment(text: str) -> Seed:
    """Return a seed that puts a comment before a paragraph or before an entry."""

    def seed(files: Files, random: Random) -> Seeded | None:
        if random.random() < 0.5:
            return paragraph(f"<!-- attachbib: {text} -->")(files, random)
        spot = random.choice(list(entries(files)))._replace(key="")
        return spot._replace(end=spot.start).becomes(files, f"% attachbib: {text}\n")

    return seed


DEFECTS: Mapping[str, Seed] = {
    "parse-error": without_comma,
    "duplicate-key": copied_entry(lambda spot: spot.text),
    "duplicate-field": repeated_field,
    "undefined-string": unquoted,
    "crossref-missing": added_field("crossref = {Nowhere}"),
    "page-range": value("pages", lambda text, random: f"{random.randint(60, 99)}--51"),
    "et-al-in-authors": value("author", lambda text, _: f"{text} et al."),
    "implausible-year": value("year", lambda text, random: random.choice(["2", ""]) + "9" + text),
    "web-without-access-date": added_entry(
        _NEW.format(type="online", more="  url = {https://example.org/page},\n"), "Added"
    ),
    "all-caps-title": value("title", lambda text, _: text.upper()),
    "mojibake": value("author", lambda text, _: f"{text} and MÃ¼ller, Ann"),
    "unescaped-character": value(
        "title", lambda text, random: f"{text} {random.choice('&%#')} Example"
    ),
    "missing-required-field": without_field(("author", "title", "journal", "year")),
    "preprint-without-version": added_entry(
        _NEW.format(type="online", more="  eprint = {2101.01234},\n  eprinttype = {arxiv},\n"),
        "Added",
    ),
    "missing-doi": without_field(("doi",)),
    "malformed-doi": value(
        "doi", lambda text, random: random.choice([text[1:], text[:5], "doi of " + text])
    ),
    "duplicate-doi": copied_entry(renamed, at="doi"),
    "similar-title": copied_entry(same_title),
    "doi-with-url-prefix": value(
        "doi", lambda text, random: random.choice(["https://doi.org/", "doi:", "DOI "]) + text
    ),
    "doi-in-url-field": _doi_as_url,
    "isbn-checksum": added_field("isbn = {978-3-16-148410-1}"),
    "issn-checksum": added_field("issn = {0317-8472}"),
    "pmid-malformed": added_field("pmid = {2384 9302 1}"),
    "arxiv-malformed": added_field("eprint = {2113.01234},\n  eprinttype = {arxiv}"),
    "unknown-key": citation("[@{}x]"),
    "locator-malformed": citation("[@{}, pp. 35-33]"),
    "numbering-gap": numbered(lambda own, last: last),
    "raw-doi-in-text": citation("[@{}], see doi:10.5555/12345678,"),
    "bare-link-as-source": citation("(https://example.org/page)"),
    "uncited-reference": added_entry(_NEW.format(type="misc", more=""), "Added"),
    "article-without-references": uncited,
    "number-without-entry": numbered(lambda own, last: last + own),
    "duplicate-cite-in-cluster": citation("[@{0}; @{0}]"),
    "claim-without-source": record(r"\n\[\[claim.evidence\]\].*\Z", "\n"),
    "uncited-sentence": paragraph("Nothing is named for this."),
    "uncited-number": citation("[@{}]. Of these, 40 % do so"),
    "coverage-below": below_coverage,
    "claim-text-missing": record(r'^exact = "', 'exact = "Nobody says that '),
    "claim-text-changed": longer_sentence,
    "reference-changed": other_work,
    "quote-not-in-article": record(
        r'^quote = ".*?"(.*)^quote = ".*?"',
        r'quote = "Nobody wrote this"\1quote = "Nor this"',
        at=r"^key =",
    ),
    "evidence-without-locator": record(r'^locator = "\d+"\n', "", at=r"^key ="),
    "single-source": record(r"\[\[claim.evidence\]\][^[]*(?=\[\[claim.evidence)", ""),
    "contradicted-claim": record(
        r"(\[\[claim.evidence\]\]\n)",
        r'\1stance = "contradicts"\n',
        at=r"^key =",
    ),
    "review-missing": record(r"\n\[claim.review\].*\Z", "\n"),
    "review-expired": record(r'^on = "2026', 'on = "2024'),
    "source-too-old": resting_on("@book{Added, title = {An Example}, year = {1066}}"),
    "source-tier": resting_on("@book{Added, title = {An Example}}"),
    "self-citation-only": resting_on("@book{Added, author = {Editor, Eve}, title = {An Example}}"),
    "lock-missing": without_lock,
    "lock-stale": answer(dict.clear),
    "doi-not-found": answer(_not_found),
    "record-mismatch": answer(lambda found: found["work"].update(title="Of Something Else")),
    "retracted": notice("retraction"),
    "expression-of-concern": notice("expression-of-concern"),
    "corrected": notice("correction"),
    "not-checked": answer(lambda found: (found.pop("work"), found.pop("years"))),
    "suppression-without-reason": comment("ignore[unknown-key]"),
    "suppression-unused": comment("ignore[duplicate-doi]: looked at"),
}
"""Rule → what puts its defect into a project."""


def found_in(files: Files, folder: Path, rule: str = "") -> list[Finding]:
    """Write a project into a folder and return what the default rules and one more find."""
    write(files, folder)
    workspace = open_workspace(project=folder)
    settings = read_settings(workspace).with_options(extend_select=[rule] if rule else [])
    return list(check(workspace, settings=settings).findings)


def is_found(seeded: Seeded, folder: Path, rule: str) -> bool:
    """Whether a rule finds a seeded defect: in its file, at its line and for its key."""
    return any(
        one.path == folder / seeded.path
        and one.line == seeded.line
        and (not seeded.key or not one.key or one.key == seeded.key)
        for one in found_in(seeded.files, folder, rule)
        if one.rule == rule
    )


def clean_projects(rounds: int, corpora: Path | None) -> Iterator[Files]:
    """Yield the example and generated projects, from real entries too if there are some."""
    yield example()
    real = real_works(corpora / "large.bib") if corpora else []
    for number in range(rounds):
        random = Random(number)
        works = random.sample(real, WORKS) if real else made_up_works(random, WORKS)
        with tempfile.TemporaryDirectory() as folder:
            yield generated(random, works, Path(folder))


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--corpora", type=Path)
    options = parser.parse_args()
    projects = list(clean_projects(options.rounds, options.corpora))
    noise = 0
    for files in projects:
        with tempfile.TemporaryDirectory() as folder:
            noise += sum(one.rule != "lock-missing" for one in found_in(files, Path(folder)))
    print(f"{len(projects)} clean projects, findings in them: {noise}")
    print(f"{'rule':28} injected found missed")
    for rule, seed in DEFECTS.items():
        hits = []
        for number, files in enumerate(projects):
            seeded = seed(files, Random(f"{rule} {number}"))
            if seeded is not None:
                with tempfile.TemporaryDirectory() as folder:
                    hits.append(is_found(seeded, Path(folder).resolve(), rule))
        print(f"{rule:28} {len(hits):8} {sum(hits):5} {len(hits) - sum(hits):6}")


if __name__ == "__main__":
    main()
