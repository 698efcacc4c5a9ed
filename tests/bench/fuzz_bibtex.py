"""Fuzz the BibTeX reader with mutations of real files: no crash, no hang, no lost entry.

    python tests/bench/fuzz_bibtex.py DIR --seconds 300

First every `.bib` file under DIR is counted: entries read and blocks failed are together
the entries that an independent count finds. Then, until the time is over, one entry of a
random piece of a file is damaged (characters and pieces removed, doubled, put in, swapped)
and the whole is read, converted and written. Every case must end within a time that
grows with its length; every span must lie where it should; and each entry other than the
damaged one must be read at its place, with its key and its fields. A case that does not is
written to `--failures` and ends the run with exit code 1. A seed repeats a run's cases.
"""

from __future__ import annotations

import argparse
import random
import re
import signal
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from attachbib.bibtex import Entry, Library, parse_library, read_library
from attachbib.errors import EncodingError
from attachbib.formats.csl_json import dump_csl_json, parse_csl_json
from attachbib.source import Source

COMMENT = re.compile(r"@[ \t]*comment\s*\{", re.IGNORECASE)
ENTRY = re.compile(
    r"@[ \t]*(?!(?:comment|preamble|string)\b)\w+\s*[{(]\s*[^\s={}\"]*\s*,", re.IGNORECASE
)
HEAD = re.compile(r"^@(?!(?:comment|preamble|string)\b)\w+\{[^\s,{}()=\"%#]+,", re.M | re.I)
"""An entry at a line start, which nothing before it may hide."""

TOKENS = (
    *'{}"@\\,=#%()$~^_-&<>\n\r\t\x00\u00e9\ufeff\u2028\ud800',
    "{{", "}}", "{\\", "\\{", '\\"', "\\'", "\n@", "@article{", "@book(x,", "@string{a = ", "\n}\n",
    "title = {", 'author = "', " and ", " # ", "crossref = {", "xdata = {", "related = {", "--",
    "\\emph{", "\\url{", "$^{", "%\n", "month = jan", "date = {2010/", "{" * 50, "9" * 400,
)  # fmt: skip
LONGEST_PIECE = 20_000
SECONDS, SECONDS_PER_CHARACTER = 1.0, 1e-4
"""What a case may take on a busy machine; a hundred times what it does take."""


class Lost(AssertionError):
    """What the reader promises does not hold."""


@dataclass(frozen=True)
class Case:
    """A damaged text, and the entries that are not damaged."""

    text: str
    whole: Mapping[int, tuple[str, ...]]
    """Where each begins in `text` → its key and the names of its fields."""


def count_entries(text: str) -> int:
    """Count entries without reading them: heads outside comments."""
    parts, position = [], 0
    while match := COMMENT.search(text, position):
        parts.append(text[position : match.start()])
        depth, position = 1, match.end()
        while position < len(text) and depth:
            depth += {"{": 1, "}": -1}.get(text[position], 0)
            position += 1
        if depth:
            position = match.end()
    return len(ENTRY.findall("".join(parts) + text[position:]))


def check_counts(paths: list[Path]) -> Iterator[str]:
    """Yield the text of each file, its entries counted and compared."""
    for path in paths:
        try:
            library = read_library(path)
        except EncodingError:
            continue
        found, expected = (
            len(library.entries) + len(library.failed),
            count_entries(library.source.text),
        )
        if found != expected:
            raise Lost(f"{path}: {expected} entries, {found} read or failed")
        yield library.source.text


def make_case(texts: list[str], dice: random.Random) -> Case | None:
    """Damage one entry of a piece of one text; None when the piece has none."""
    text = dice.choice(texts)
    start = dice.randrange(max(1, len(text) - LONGEST_PIECE))
    line = text.rfind("\n", 0, start) + 1
    text = text[line : line + dice.randrange(200, LONGEST_PIECE)]
    entries = parse_library(Source(Path("piece.bib"), text)).entries
    heads = {match.start() for match in HEAD.finditer(text)}
    whole = [entry for entry in entries if entry.span.start in heads]
    if not whole or COMMENT.search(text):
        return None
    chosen = dice.randrange(len(whole))
    first = whole[chosen].span.start
    last = whole[chosen + 1].span.start if chosen + 1 < len(whole) else len(text)
    damaged = damage(text[first:last], texts, dice)
    if not damaged.endswith("\n"):
        damaged += "\n"
    result = text[:first] + damaged + text[last:]
    if COMMENT.search(result):
        return None
    shift = len(damaged) - (last - first)
    known = {entry.span.start: fingerprint(entry) for entry in whole[:chosen]}
    known |= {entry.span.start + shift: fingerprint(entry) for entry in whole[chosen + 1 :]}
    return Case(result, known)


def fingerprint(entry: Entry) -> tuple[str, ...]:
    """Return the key of an entry and the names of its fields."""
    return (entry.key, *(field.name for field in entry.raw.fields))


def damage(text: str, texts: list[str], dice: random.Random) -> str:
    """Return a text after some random edits."""
    for _ in range(dice.choice((1, 1, 1, 2, 3, 8))):
        text = dice.choice(EDITS)(text, texts, dice)
    return text


def _remove(text: str, texts: list[str], dice: random.Random) -> str:
    start, end = _range(text, dice)
    return text[:start] + text[end:]


def _double(text: str, texts: list[str], dice: random.Random) -> str:
    start, end = _range(text, dice)
    return text[:end] + text[start:end] * dice.choice((1, 1, 1, 30)) + text[end:]


def _put_in(text: str, texts: list[str], dice: random.Random) -> str:
    start = dice.randrange(len(text) + 1)
    return text[:start] + dice.choice(TOKENS) + text[start:]


def _replace(text: str, texts: list[str], dice: random.Random) -> str:
    start, end = _range(text, dice)
    return text[:start] + dice.choice(TOKENS) + text[end:]


def _splice(text: str, texts: list[str], dice: random.Random) -> str:
    other = dice.choice(texts)
    start, end = _range(other, dice)
    at = dice.randrange(len(text) + 1)
    return text[:at] + other[start:end] + text[at:]


def _range(text: str, dice: random.Random) -> tuple[int, int]:
    start = dice.randrange(len(text) + 1)
    return start, min(len(text), start + dice.choice((1, 1, 2, 5, 40, 200)))


Edit = Callable[[str, list[str], random.Random], str]
EDITS: tuple[Edit, ...] = (_remove, _remove, _double, _put_in, _put_in, _replace, _splice)


def check_case(case: Case) -> None:
    """Read, convert and write a damaged text.

    Raises:
        Lost: a promise is broken.
    """
    library = parse_library(Source(Path("fuzz.bib"), case.text))
    check_spans(library)
    check_undamaged(case, library)
    references = list(library.references.values())
    parse_csl_json(dump_csl_json(references))
    for entry in library.entries:
        for name in entry.fields:
            entry.text(name)


def check_spans(library: Library) -> None:
    """Blocks lie in order and apart, fields in their entries, values in their fields."""
    text, end = library.source.text, 0
    for block in library.blocks:
        if not end <= block.start < block.end <= len(text) or text[block.start] != "@":
            raise Lost(f"block {block.start}-{block.end} behind {end}")
        end = block.end
    for entry in library.entries:
        place = entry.span.start
        for field in entry.raw.fields:
            name = text[field.name_start : field.name_start + len(field.name)]
            ordered = place <= field.name_start < field.start <= field.end < entry.span.end
            if not ordered or name.lower() != field.name:
                raise Lost(f"field {field.name} of {entry.key} at {field.name_start}")
            value = text[field.start : field.end]
            if field.parts[0].text not in (value if "\n" in text else value.replace("\r", "\n")):
                raise Lost(f"value of {field.name} of {entry.key}")
            place = field.end


def check_undamaged(case: Case, library: Library) -> None:
    """Every entry that was not damaged is read; fields without a head may be added to it."""
    found = {entry.span.start: fingerprint(entry) for entry in library.entries}
    for start, known in case.whole.items():
        if found.get(start, ())[: len(known)] != known:
            raise Lost(f"the entry {known[0]} at {start} is {found.get(start, 'lost')}")


def fuzz(texts: list[str], options: argparse.Namespace) -> tuple[int, int, float]:
    """Run cases until the time is over; return cases, characters, and the slowest share."""
    dice = random.Random(options.seed)
    cases = characters = 0
    slowest = 0.0
    end = time.monotonic() + options.seconds
    while time.monotonic() < end:
        case = make_case(texts, dice)
        if case is None:
            continue
        allowed = SECONDS + SECONDS_PER_CHARACTER * len(case.text)
        start = time.perf_counter()
        signal.setitimer(signal.ITIMER_REAL, 20 * allowed)
        try:
            check_case(case)
            taken = time.perf_counter() - start
            if taken > allowed:
                raise Lost(f"{taken:.2f} s for {len(case.text)} characters")
        except Exception:
            options.failures.mkdir(parents=True, exist_ok=True)
            path = options.failures / f"{options.seed}-{cases}.bib"
            path.write_text(case.text, encoding="utf-8", errors="surrogatepass", newline="")
            print(f"case {cases} of seed {options.seed} failed: {path}", file=sys.stderr)
            raise
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
        cases += 1
        characters += len(case.text)
        slowest = max(slowest, taken / allowed)
    return cases, characters, slowest


def _hung(number: int, frame: FrameType | None) -> None:
    raise Lost("the case hangs")


def main() -> None:
    """Count, fuzz, and print one line for the record."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path, help="where .bib files are, at any depth")
    parser.add_argument("--seconds", type=float, default=300)
    parser.add_argument("--seed", type=int, default=time.time_ns() % 1_000_000)
    parser.add_argument("--failures", type=Path, default=Path("fuzz-failures"), metavar="DIR")
    options = parser.parse_args()
    signal.signal(signal.SIGALRM, _hung)
    paths = sorted(options.folder.rglob("*.bib"))
    texts = [text for text in check_counts(paths) if text]
    print(f"{len(paths)} files: every entry is read or reported", flush=True)
    cases, characters, slowest = fuzz(texts, options)
    print(
        f"seed {options.seed}: {cases} cases, {characters} characters, {options.seconds:g} s; "
        f"no crash, no hang, no lost entry; the slowest took {slowest:.0%} of its time"
    )


if __name__ == "__main__":
    main()
