"""Write a site of Markdown articles and its library, the same for the same numbers.

    python tests/bench/make_site.py DIR [--articles 1000] [--words 1000000] [--entries 2000]

The articles have what those of real sites have: front matter, headings, lists, links, code,
tables, footnotes, numbers and all forms of pandoc's citations. Their sentences are put
together from neutral words and state nothing about anybody; the works of the library are by
numbered working groups. Most sentences have a source, as in a project that is checked often.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from random import Random

NOUNS = (
    "layer sample series signal surface channel vessel record cycle interval boundary filter "
    "gradient section reading period margin pattern segment element lattice column reservoir "
    "mixture fraction deposit outline current threshold profile"
).split()
VERBS = (
    "follows precedes crosses limits repeats covers carries divides exceeds matches reaches "
    "replaces resembles shapes supports touches"
).split()
ADJECTIVES = (
    "broad coarse dense early even faint fine inner late lower narrow outer plain regular shallow "
    "steady thin upper uniform warm"
).split()
LINKS = "while whereas because although when so that before after unless".split()
INLINE = ("*{}*", "**{}**", "`{}`", "[{}](https://example.org/{})", "_{}_")

LIBRARY = "library.bib"


def main() -> None:
    """Write the site that the command line asks for."""
    parser = argparse.ArgumentParser(description="Write a site of Markdown articles.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--words", type=int, default=1_000_000)
    parser.add_argument("--entries", type=int, default=2000)
    asked = parser.parse_args()
    make_site(asked.folder, asked.articles, asked.words, asked.entries)


def make_site(folder: Path, articles: int, words: int, entries: int) -> None:
    """Write a project with so many articles, and about so many words in all of them."""
    content = folder / "content"
    content.mkdir(parents=True, exist_ok=True)
    (folder / "attachbib.toml").write_text(
        f'articles = ["content/*.md"]\nlibraries = ["{LIBRARY}"]\n', encoding="utf-8"
    )
    (folder / LIBRARY).write_text("\n".join(map(entry, range(entries))), encoding="utf-8")
    for number in range(articles):
        text = article(Random(number), number, words // articles, entries)
        (content / f"article-{number:05}.md").write_text(text, encoding="utf-8")


def entry(number: int) -> str:
    """Return an entry of the library."""
    random = Random(f"entry {number}")
    title = " ".join(phrase(random) for _ in range(3)).capitalize()
    return (
        f"@article{{{key(number)},\n  author = {{{{Working Group {number % 97 + 1}}}}},\n"
        f"  title = {{{title}, part {number}}},\n  journal = {{Reports on Layers}},\n"
        f"  year = {{{1980 + number % 44}}},\n  volume = {{{number % 60 + 1}}},\n"
        f"  pages = {{{number + 1}--{number + 9}}},\n  doi = {{10.5555/layers.{number}}},\n}}\n"
    )


def key(number: int) -> str:
    return f"group{number % 97 + 1}_{number}"


def article(random: Random, number: int, words: int, entries: int) -> str:
    """Return an article of at least so many words."""
    writer = _Writer(random, number, entries)
    parts = [f"---\ntitle: Article {number}\nlang: en\n---\n", f"# Article {number}\n"]
    left = words
    for block in writer.blocks():
        parts.append(block)
        left -= len(block.split())
        if left <= 0:
            break
    return "\n".join([*parts, *writer.notes])


class _Writer:
    """Writes blocks of text, and remembers the footnotes that they point to."""

    def __init__(self, random: Random, number: int, entries: int) -> None:
        self.random = random
        self.number = number
        self.entries = entries
        self.notes: list[str] = []

    def blocks(self) -> Iterator[str]:
        """Yield blocks without end."""
        kinds = (
            [self.paragraph] * 10
            + [self.bullets, self.numbered] * 2
            + [self.quote, self.code, self.table, self.noted]
        )
        while True:
            yield f"## {sentence_case(phrase(self.random))} and {phrase(self.random)}\n"
            for _ in range(self.random.randint(2, 5)):
                yield self.random.choice(kinds)()

    def paragraph(self) -> str:
        """Return a paragraph in which sentences without a citation follow the first, which has one.

        In every fortieth paragraph one stands at the end, where it has no source.
        """
        sentences = [self.cited()]
        sentences += (f"{self.sentence()}." for _ in range(self.random.randint(1, 4)))
        sentences += (self.cited() for _ in range(self.random.randint(0, 3)))
        if self.random.random() < 0.025:
            sentences.append(f"{self.sentence()}.")
        return wrap(sentences)

    def bullets(self) -> str:
        return "".join(f"- {self.cited()}\n" for _ in range(self.random.randint(2, 5)))

    def numbered(self) -> str:
        return "".join(f"{at}. {self.cited()}\n" for at in range(1, self.random.randint(3, 6)))

    def quote(self) -> str:
        return f"> {self.cited()}\n> {self.sentence()}.\n"

    def code(self) -> str:
        name = self.random.choice(NOUNS)
        return f"```python\n{name} = [read({name!r}), 1]  # user@example.org\n```\n"

    def table(self) -> str:
        rows = [f"| {phrase(self.random)} | {self.cite()} |" for _ in range(3)]
        return "\n".join(["| Part | Source |", "|------|--------|", *rows, ""])

    def noted(self) -> str:
        label = f"{self.number}-{len(self.notes) + 1}"
        self.notes.append(f"[^{label}]: {self.cited()}\n")
        return f"{sentence_case(self.sentence())}.[^{label}] {self.sentence()}.\n"

    def sentence(self) -> str:
        """Return a sentence without its full stop."""
        random = self.random
        words = clause(random).split()
        if random.random() < 0.5:
            words += [random.choice(LINKS), *clause(random).split()]
        if random.random() < 0.25:
            at = random.randrange(1, len(words))
            words[at] = random.choice(INLINE).format(words[at], words[at])
        return sentence_case(" ".join(words))

    def cited(self) -> str:
        """Return a sentence with a citation in one of the forms that pandoc has."""
        random = self.random
        text = self.sentence()
        if random.random() < 0.3:
            text += f" by {random.randint(2, 98)} % in {random.randint(2, 60)} of them"
        if random.random() < 0.15:
            name = self.name()
            return f"As @{name} [p. {random.randint(1, 99)}] has it, {text[0].lower()}{text[1:]}."
        return f"{text} {self.cite()}."

    def cite(self) -> str:
        one, other, page = self.name(), self.name(), self.random.randint(1, 300)
        return self.random.choice(
            (
                f"[@{one}]",
                f"[@{one}]",
                f"[@{one}; @{other}]",
                f"[@{one}, p. {page}]",
                f"[see @{one}, pp. {page}-{page + 4}, and elsewhere; also @{other}, ch. 2]",
                f"[-@{one}]",
                f"[@{{{one}}}, sec. {page % 9 + 1}]",
            )
        )

    def name(self) -> str:
        return key(self.random.randrange(self.entries))


def phrase(random: Random) -> str:
    return f"{random.choice(ADJECTIVES)} {random.choice(NOUNS)}"


def clause(random: Random) -> str:
    text = f"the {phrase(random)} {random.choice(VERBS)} the {phrase(random)}"
    if random.random() < 0.5:
        text += f" of every {phrase(random)}"
    return text


def sentence_case(text: str) -> str:
    return text[:1].upper() + text[1:]


def wrap(sentences: list[str]) -> str:
    """Return a paragraph in lines of some hundred characters."""
    lines, line = [], ""
    for word in " ".join(sentences).split(" "):
        if len(line) + len(word) > 99:
            lines.append(line)
            line = ""
        line += f"{' ' if line else ''}{word}"
    return "\n".join([*lines, line, ""])


if __name__ == "__main__":
    main()
