"""Compare the conversion of `.bib` files to CSL with pandoc's and citation.js's, field by field.

    python tests/bench/compare_bibtex.py --node-modules DIR FILE.bib …

Where pandoc and citation.js agree on a field's value, attachbib should agree: the table
says in how many fields it does, and `--show FIELD` prints those where it does not.
Needs pypandoc_binary (or pandoc on the path), node, and in DIR the npm packages
@citation-js/core and @citation-js/plugin-bibtex.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from compare_engines import default_pandoc

from attachbib.bibtex import Library, read_library
from attachbib.bibtex.blocks import RawString
from attachbib.errors import EncodingError
from attachbib.formats.csl_json import item_from_reference

Item = dict[str, Any]

_MARKUP = re.compile(r"</?(?:i|b|sup|sub|span)\b[^<>]*>")
_PLAIN_QUOTES = str.maketrans("‘’“”\u00a0", "''\"\" ")
_IGNORED = frozenset(["id", "citation-key", "other-ids", "language"])
_OLD_NAMES = {"event": "event-title"}
_SECONDS = 20
"""What pandoc gets for a file; entries that inherit in a circle would keep it for ever."""

DECIDED: dict[str, str] = {
    "manual": "report",
    "misc": "document",
    "inproceedings": "paper-conference",
    "standard": "standard",
    "performance": "performance",
    "periodical": "periodical",
}
"""Entry types whose CSL type the project decides, whatever others agree on."""


def main() -> None:
    """Print the table for the files of the command line."""
    options = _options()
    agreed: Counter[str] = Counter()
    same: Counter[str] = Counter()
    shown: list[str] = []
    references = _citation_js(options.node_modules, options.files)
    for path, theirs in zip(options.files, references, strict=True):
        try:
            library = read_library(path)
        except EncodingError as error:
            print(f"skipped: {error}")
            continue
        keys = Counter(entry.key for entry in library.entries)
        ours = {
            key: item_from_reference(library.references[key])
            for key in library.references
            if keys[key] == 1
        }
        pandoc, citation_js = _by_id(_pandoc(path, library)), _by_id(theirs)
        for key in pandoc.keys() & citation_js.keys() & ours.keys():
            entry = library.get(key)
            for field, value in _agreement(pandoc[key], citation_js[key]):
                if field == "type" and entry is not None and entry.type in DECIDED:
                    continue
                agreed[field] += 1
                found = _normal(field, ours[key].get(field))
                if found == value:
                    same[field] += 1
                elif options.show in (field, "all"):
                    shown.append(f"{path.name} {key} {field}\n  they  {value}\n  ours  {found}")
    print("\n".join(shown))
    for field, count in agreed.most_common():
        print(f"{field:25} {same[field]:6} of {count:6}  {same[field] / count:7.2%}")
    if not agreed:
        raise SystemExit("pandoc and citation.js agree on nothing in these files")
    total = sum(agreed.values())
    print(f"{'all':25} {sum(same.values()):6} of {total:6}  {sum(same.values()) / total:7.2%}")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--node-modules", type=Path, required=True)
    parser.add_argument("--show", metavar="FIELD", help="print differences of a field, or 'all'")
    return parser.parse_args()


def _citation_js(modules: Path, files: list[Path]) -> Iterator[list[Item]]:
    script = Path(__file__).with_name("run_citation_js.cjs")
    command = ["node", str(script), str(modules), *map(str, files)]
    output = subprocess.run(command, capture_output=True, check=True).stdout
    yield from map(json.loads, output.splitlines())


def _pandoc(path: Path, library: Library) -> list[Item]:
    """pandoc's items; a file it refuses is tried entry by entry, with the strings it takes."""
    text = library.source.text
    items = _run_pandoc(text)
    if items is not None:
        return items
    strings = "\n".join(
        definition
        for block in library.blocks
        if isinstance(block, RawString)
        and _run_pandoc(definition := text[block.start : block.end]) is not None
    )
    found: list[Item] = []
    for entry in library.entries:
        found += _run_pandoc(f"{strings}\n{text[entry.span.start : entry.span.end]}") or []
    return found


def _run_pandoc(text: str) -> list[Item] | None:
    command = [default_pandoc(), "-f", "biblatex", "-t", "csljson"]
    try:
        result = subprocess.run(
            command, input=text.encode(), capture_output=True, check=False, timeout=_SECONDS
        )
    except subprocess.TimeoutExpired:
        return None
    return None if result.returncode else json.loads(result.stdout)


def _by_id(items: list[Item]) -> dict[str, Item]:
    """Items by id without those whose id is repeated: each program keeps another one."""
    counts = Counter(str(item.get("id")) for item in items)
    return {str(item["id"]): item for item in items if counts[str(item.get("id"))] == 1}


def _agreement(first: Item, second: Item) -> Iterator[tuple[str, object]]:
    first, second = (
        {_OLD_NAMES.get(key, key): item[key] for key in item} for item in (first, second)
    )
    for field in first.keys() & second.keys() - _IGNORED:
        value = _normal(field, first[field])
        if value and value == _normal(field, second[field]):
            yield field, value


def _normal(field: str, value: object) -> object:
    """A value without what does not count: markup, form of quotes, case in titles, `and others`
    (which has no form in CSL-JSON), a DOI's resolver.
    """
    if isinstance(value, list):
        names = [_name(part) if isinstance(part, dict) else (_text(part),) for part in value]
        return [name for name in names if name[0] != "others"]
    if isinstance(value, dict):
        parts = [list(map(int, part)) for part in value.get("date-parts", []) if part]
        return parts or _text(value.get("literal", ""))
    text = _text(value)
    if field == "DOI":
        return text.removeprefix("https://doi.org/").strip("{}").replace("\\_", "_")
    return text.casefold() if "title" in field else text


def _text(value: object) -> str:
    text = _MARKUP.sub("", "" if value is None else str(value)).translate(_PLAIN_QUOTES)
    text = text.replace("ı\u0302", "î").replace("ı\u0301", "í").replace("ı\u0308", "ï")
    return " ".join(text.split())


def _name(name: Item) -> tuple[str, ...]:
    family = name.get("literal") or name.get("family")
    parts = (
        family,
        name.get("given"),
        name.get("suffix"),
        name.get("dropping-particle"),
        name.get("non-dropping-particle"),
    )
    return tuple(_text(part) for part in parts)


if __name__ == "__main__":
    main()
