"""Springer: `Doe JQ, Roe R (2013) Naps. J Sleep 12:1–9. https://doi.org/…`"""

from __future__ import annotations

from attachbib.adopt.dates import YEAR
from attachbib.adopt.grammar import Family, Template

_PUBLISHED = r"<publisher>(?:, <place>)?"

SPRINGER = Family(
    "Springer",
    (("springer-basic-author-date", ""),),
    authors="glued-initials",
    editors="glued-initials",
    heads=(
        rf"(?P<editor>[^()“”]+?) \(eds?\) \((?P<issued>{YEAR})\) ",
        rf"(?P<author>[^()“”]+?) \((?P<issued>{YEAR})\) ",
    ),
    templates=(
        Template("thesis", r"<title>\. <genre>, <publisher>"),
        Template(
            "chapter",
            r"<title><end> In: (?:<editors> \(eds?\) )?<container>(?:, <edition>n?)?\."
            rf" {_PUBLISHED}, pp? <page>",
        ),
        Template("article-journal", r"<title><end> <container> <volume>(?:\(<issue>\))?:<page>\.?"),
        Template("webpage", r"<title><end> In: <container>\. <url>\. Accessed <accessed>"),
        Template("book", rf"<title>, <edition>n?\. {_PUBLISHED}"),
        Template("book", r"<title><end> <publisher>, <place>"),
        Template("article-journal", r"<title><end> <periodical>\. <doi-url>", is_loose=True),
        Template("book", r"<title><end> <publisher>", is_loose=True),
    ),
    tail=r"(?:\.? <doi-url>\.?|\.? (?:doi|DOI): ?<doi>\.?)?",
)
