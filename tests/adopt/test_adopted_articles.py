"""Articles as sites publish them: where the list is, which text is none of it, what cites."""

from __future__ import annotations

from pathlib import Path

import pytest

from attachbib.adopt.project import AdoptedProject, adopt_article
from attachbib.articles import parse_article
from attachbib.refs.keys import make_key
from attachbib.source import Source

DOE = "Doe J. Naps. J Sleep. 2013;12(3):1-9."
ROE = "Roe R. More naps. J Sleep. 2014;13(3):1-9."
POE = "Poe E. Many naps. J Sleep. 2015;14(3):1-9."
LINES = [DOE, ROE, POE]


def adopt(text: str, name: str = "naps.html") -> AdoptedProject:
    return adopt_article(parse_article(Source(Path(name), text)), make_key)


def lines_of(project: AdoptedProject) -> list[str]:
    return [one.line for one in project.lines]


def page(body: str, rest: str) -> str:
    return f"<html><body><h1>Naps</h1><p>{body}</p>{rest}</body></html>"


@pytest.mark.parametrize(
    "entry",
    [
        '<li id="ref-{n}">{line} <a href="#back-{n}">↩</a></li>',
        '<li><span>^ <a href="#a">a</a> <a href="#b">b</a></span> <cite>{line}</cite></li>',
        '<li><p>{line} [<a href="/p">PubMed</a>] [<a href="/g">Google Scholar</a>]</p></li>',
        "<li>{line} <a href='/c'>CrossRef</a> | <a href='/f'>Full Text</a></li>",
    ],
)
def test_links_of_a_page_are_no_part_of_its_entries(entry: str) -> None:
    items = "".join(entry.format(n=n, line=line) for n, line in enumerate(LINES, 1))
    found = adopt(page("Naps help.<sup>1</sup>", f"<h2>References</h2><ol>{items}</ol>"))
    assert lines_of(found) == LINES
    assert {one.likeness for one in found.lines} == {"exact"}


def test_paragraphs_around_the_items_of_a_list_are_none_of_it() -> None:
    items = "".join(f"<li>{line}</li>" for line in LINES)
    found = adopt(
        page(
            "Naps help.<sup>1,2</sup>",
            f"<h2>References</h2><p>We read studies of 2020.</p><ol>{items}</ol>"
            "<p><em>Last seen by a physician in March 2021.</em></p>",
        )
    )
    assert lines_of(found) == LINES
    assert "Last seen by a physician in March 2021." in found.files["article.md"]
    assert "2021" not in found.files["claims.toml"]


def test_a_list_without_a_heading() -> None:
    items = "".join(f"<li><p>{line}</p></li>" for line in LINES)
    found = adopt(
        page("Naps help.<sup>1</sup>", f"<ul><li>One</li></ul><div>3 Sources</div><ol>{items}</ol>")
    )
    assert lines_of(found) == LINES


def test_entries_that_line_breaks_divide() -> None:
    numbered = "<br />".join(f"{n}. {line}" for n, line in enumerate(LINES, 1))
    found = adopt(page("Naps help.<sup>3</sup>", f"<h4>Sources</h4><p>{numbered}</p><p>Bye.</p>"))
    assert lines_of(found) == LINES
    assert "Naps help [@poe2015]." in found.files["article.md"]


@pytest.mark.parametrize(
    "remark",
    [
        "Disclaimer: this was written in 2021.",
        "*This article was updated in March 2021.*",
        "© 2021 Sample Site",
    ],
)
@pytest.mark.parametrize("bullet", ["- ", ""])
def test_remarks_below_a_list(remark: str, bullet: str) -> None:
    entries = ["Doe, J. (2013). Naps. Sleep, 12(3), 1–9.", "Roe, R. (2014). Naps. Sleep, 13, 1–9."]
    listed = "\n\n".join(bullet + line for line in entries)
    found = adopt(f"Naps help (Doe, 2013).\n\n## Sources\n\n{listed}\n\n{remark}\n", "naps.md")
    assert lines_of(found) == entries
    assert remark in found.files["article.md"]


def test_a_last_reference_that_begins_like_a_remark_is_kept() -> None:
    entries = ["Doe, J. (2013). Naps. Sleep, 12(3), 1–9.", "Note, R. (2014). Naps. Sleep, 13, 1–9."]
    found = adopt("Naps help (Doe, 2013).\n\n# References\n\n" + "\n\n".join(entries), "naps.md")
    assert lines_of(found) == entries


def test_footnotes_of_markdown_that_are_the_list() -> None:
    notes = "\n".join(f"[^{label}]: {line}" for label, line in zip("a1b", LINES, strict=True))
    found = adopt(f"Naps help.[^a] They do.[^1][^b] Well.[^x]\n\n{notes}\n[^x]: Mine.\n", "naps.md")
    assert lines_of(found) == LINES
    article = found.files["article.md"]
    assert "Naps help [@doe2013]. They do [@roe2014; @poe2015]. Well.[^x]" in article
    assert "[^x]: Mine." in article
    assert "::: {#refs}" in article


def test_footnotes_of_a_page_that_are_the_list() -> None:
    items = "".join(f'<li id="fn{n}">{line}</li>' for n, line in enumerate(LINES, 1))
    found = adopt(
        page(
            'Naps help.<sup><a href="#fn2">2</a></sup>',
            f'<section class="footnotes"><ol>{items}</ol></section>',
        )
    )
    assert lines_of(found) == LINES
    assert "Naps help [@roe2014]." in found.files["article.md"]


NUMBERED = "\n\n## References\n\n" + "\n".join(f"{n}. {one}" for n, one in enumerate(LINES, 1))


@pytest.mark.parametrize(
    ("name", "marked", "cited"),
    [
        ("naps.md", r"Naps help \[1\]\[2\].", "Naps help [@doe2013; @roe2014]."),
        ("naps.md", "Naps help [[1]](#r1), [[3]](#r3).", "Naps help [@doe2013; @poe2015]."),
        ("naps.md", 'Naps help.<sup><a href="#r1">1</a></sup>', "Naps help [@doe2013]."),
        ("naps.md", "Naps help [[1](#r1), [3](#r3)].", "Naps help [@doe2013; @poe2015]."),
        ("naps.md", "Naps help [[1](#r1)], [[3](#r3)].", "Naps help [@doe2013; @poe2015]."),
        ("naps.md", "Naps help (1, 3).", "Naps help [@doe2013; @poe2015]."),
        ("naps.txt", "Naps help [1]–[3].", "Naps help [@doe2013; @roe2014; @poe2015]."),
        ("naps.txt", "Naps help [1], [3].", "Naps help [@doe2013; @poe2015]."),
    ],
)
def test_markers(name: str, marked: str, cited: str) -> None:
    listed = NUMBERED.replace("## ", "") if name.endswith("txt") else NUMBERED
    found = adopt(f"{marked}{listed}\n", name)
    assert cited in found.files["article.md"]
    assert found.claims == 1


def test_anchors_of_markdown_are_no_part_of_the_entries() -> None:
    listed = "\n\n".join(f'<a id="r{n}"></a>[{n}] {one}' for n, one in enumerate(LINES, 1))
    found = adopt(f"Naps help [1].\n\n## References\n\n{listed}\n", "naps.md")
    assert lines_of(found) == LINES


def test_numbers_before_tabs() -> None:
    listed = "\n".join(f"{n}\t{one}" for n, one in enumerate(LINES, 1))
    found = adopt(f"Naps help [2].\n\nReferences (3)\n\n{listed}\n", "naps.txt")
    assert lines_of(found) == LINES
    assert "Naps help [@roe2014]." in found.files["article.md"]


def test_works_without_a_year_are_cited() -> None:
    found = adopt(
        "Naps help (Nap Office, n.d.).\n\n# References\n\n"
        "Nap Office. (n.d.). Naps. https://example.org/a\n\n"
        "Doe, J. (2013). Naps. Sleep, 12(3), 1–9.\n",
        "naps.md",
    )
    assert f"Naps help [@{found.lines[0].reference.id}]." in found.files["article.md"]


def test_numbers_in_parentheses_stay_where_others_are_the_markers() -> None:
    found = adopt(f"Naps help [1]. They are long (2) and many (3).{NUMBERED}\n", "naps.md")
    assert "They are long (2) and many (3)." in found.files["article.md"]


def test_author_page_citations() -> None:
    found = adopt(
        "Naps help (Doe and Roe 12). They do (Poe et al.; “Many Naps” 3). So (Moe 4), (in 2013)."
        "\n\n"
        "Works Cited\n\n"
        "Doe, Jane, and Rita Roe. “Naps.” Sleep, vol. 12, no. 3, 2013, pp. 1–29.\n\n"
        "“Many Naps at Home.” Sample Site, 4 Mar. 2020, https://example.org/a.\n\n"
        "Poe, Eve, et al. “More Naps.” Sleep, vol. 13, no. 3, 2014, pp. 1–9.\n",
        "naps.txt",
    )
    keys = [one.reference.id for one in found.lines]
    assert (
        f"Naps help [@{keys[0]}, p. 12]. They do [@{keys[2]}; @{keys[1]}, p. 3]. "
        "So (Moe 4), (in 2013)." in found.files["article.md"]
    )


@pytest.mark.parametrize("prefix", ["vgl. ", "for review, see ", "see, e.g., "])
def test_what_stands_before_an_author_year_citation(prefix: str) -> None:
    found = adopt(
        f"Naps help ({prefix}Doe, 2013).\n\n# Literaturverzeichnis\n\n"
        "Doe, J. (2013). Naps. Sleep, 12(3), 1–9.\n",
        "naps.md",
    )
    assert f"[{prefix}@doe2013]" in found.files["article.md"]


def test_what_the_style_prints_otherwise_is_said() -> None:
    line = "Doe J. Naps. J Sleep. 2013;12(3):1-9. Epub 2013 Feb 3."
    found = adopt(f"Naps help.[1]\n\nReferences\n\n1. {line}\n2. {ROE}\n3. {POE}\n", "naps.txt")
    [problem] = found.problems
    assert "the style prints this line otherwise, as `Doe J. Naps. J Sleep." in problem.message
    assert "rawline" in problem.help
    assert line in found.files["library.bib"]


@pytest.mark.parametrize("long", ["[1], ", "; ", "^ a b ", "| "])
def test_long_entries_and_paragraphs_are_read_in_bounded_time(long: str) -> None:
    items = "".join(f"<li>{line} {long * 20_000}</li>" for line in LINES)
    found = adopt(page(f"Naps {long * 20_000}", f"<h2>References</h2><ol>{items}</ol>"))
    assert len(found.lines) == 3


def test_a_link_back_before_a_long_entry() -> None:
    line = f"Doe J. {'Naps ' * 80}at home. J Sleep. 2013;12(3):1-9."
    found = adopt(page("Naps.<sup>1</sup>", f"<h2>References</h2><ol><li>^ {line}</li></ol>"))
    assert lines_of(found) == [line]
