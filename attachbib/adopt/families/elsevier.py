"""Elsevier: `Doe, J.Q., 2013. Naps. J. Sleep 12, 1–9.`, and `Doe JQ. Naps. J Sleep 2013;12:1–9.`"""

from __future__ import annotations

from attachbib.adopt.dates import YEAR
from attachbib.adopt.fragments import PUBLISHER
from attachbib.adopt.grammar import Family, Template

_PUBLISHED = r"<publisher>(?:, <place>)?"

ELSEVIER_HARVARD = Family(
    "Elsevier (Harvard)",
    (("elsevier-harvard", ""),),
    authors="family-first",
    editors="family-first",
    heads=(
        rf"(?P<editor>[^()“”]+?) \(Eds?\.\), (?P<issued>{YEAR}|n\.d)\. ",
        rf"(?P<author>[^()“”]+?), (?P<issued>{YEAR}|n\.d)\. ",
    ),
    templates=(
        Template("thesis", rf"<title> \(<genre>\)\. {_PUBLISHED}\."),
        Template(
            "chapter",
            rf"<title>, in: (?:<editors> \(Eds?\.\), )?<container>\. {_PUBLISHED}, pp?\. ?<page>\.",
        ),
        Template("article-journal", r"<title><end> <container> <volume>(?:, <page>)?\."),
        Template("book", rf"<title>, <edition>\. {_PUBLISHED}\."),
        Template("book", r"<title><end> <publisher>, <place>\."),
        Template("article-journal", r"<title><end> <periodical>\. <doi-url>", is_loose=True),
        Template("book", r"<title><end> <publisher>\.", is_loose=True),
    ),
    tail=r"(?: <doi-url>\.?| (?:doi|DOI): ?<doi>\.?)?",
)

ELSEVIER_VANCOUVER = Family(
    "Elsevier (Vancouver)",
    (("elsevier-vancouver", ""),),
    authors="glued-initials",
    editors="glued-initials",
    heads=(r"<authors>\. ", r"(?![^\W\d_]+, )"),
    templates=(
        Template("thesis", r"<title><end> <genre>\. <publisher>, <year>\."),
        Template(
            "chapter",
            r"<title><end> In: (?:<editors>, editors?\. )?<container>(?:\. <edition>\.)?,"
            rf" {PUBLISHER}; <year>, p\. ?<page>\.",
        ),
        Template("book", rf"<title><end>(?: <edition>\.)? {PUBLISHER}; <year>\."),
        Template(
            "article-journal",
            r"<title><end> <container> <year>; ?<volume>(?:\(<issue>\))?(?:: ?<page>)?\.",
        ),
        Template("webpage", r"<title><end> <container> <year>\. <url> \(accessed <accessed>\)\."),
        Template("article-journal", r"<title><end> <container> <year>\."),
    ),
    tail=r"(?: <doi-url>\.?| (?:doi|DOI): ?<doi>\.?)?",
)
