"""Chicago author-date: `Doe, Jane Q. 2013. “Naps.” Journal of Sleep 12 (3): 1–9.`."""

from __future__ import annotations

from attachbib.adopt.dates import NO_YEAR, UNUSUAL_YEAR, YEAR
from attachbib.adopt.fragments import PUBLISHER
from attachbib.adopt.grammar import Family, Template

_YEAR_FIRST = rf"(?P<issued>{YEAR}(?:[-–]{YEAR})?(?=\.)|{UNUSUAL_YEAR}|{NO_YEAR})(?:(?<=n\.d\.)|\.)"

_CITY = r"(?: \((?P<city_place>[^()“”]*,[^()“”]*)\))?"

CHICAGO = Family(
    "Chicago author-date",
    (
        ("chicago-author-date", ""),
        ("chicago-author-date-17th-edition", ""),
        ("chicago-author-date-16th-edition", ""),
        ("chicago-author-date-access-dates", ""),
    ),
    authors="first-inverted",
    editors="given-first",
    heads=(
        rf"(?P<editor>[^“”]+?), eds?\. {_YEAR_FIRST} ",
        rf"(?P<author>[^“”]+?)\.? {_YEAR_FIRST} ",
    ),
    templates=(
        Template("thesis", r"<quoted> <genre>, <publisher>\."),
        Template(
            "chapter",
            r"<quoted> (?:In|Chap\. <chapter> in) <container>(?:, <edition>\.)?"
            r"(?:, vol\. <volume>)?(?:, edited by <editors>)?(?:, <edition>\.)?(?:, <page>)?\."
            r"(?: <series>\.)?"
            rf"(?: {PUBLISHER}\.)?",
        ),
        Template("article", r"<quoted> <preprint>[.,] <server>(?:, <day>)?\."),
        Template("article", r"<quoted>(?: Preprint[.,])? <server>(?:, <day>)?\."),
        Template(
            "paper-conference",
            rf"<quoted> (?=Proceedings\b)<container> \(<place>\)(?:, {YEAR})?, <page>\.",
        ),
        Template("article-journal", r"<quoted> <container>, <range>\."),
        Template(
            "article-journal",
            r"<quoted> <container> <volume>, no\. <issue>(?: \(<day>\))?(?:: ?<page>)?\.",
        ),
        Template("article-journal", rf"<quoted> <container> <volume> \({YEAR}\): ?<page>\."),
        Template("webpage", r"<quoted>(?: <container>\.)? <day>\."),
        Template("article-newspaper", rf"<quoted> <container>, <day>, {YEAR}\."),
        Template("article-journal", rf"<quoted> <container>, <day>(?:[,:] (?!{YEAR}\.)<page>)?\."),
        Template("article-journal", r"<quoted> <container>, ahead of print(?:, <day>)?\."),
        Template(
            "article-journal",
            rf"<quoted> <container>{_CITY}(?: <volume>|, no\. <issue>)"
            r" \(<day>\)(?:: ?<page>)?\.",
        ),
        Template(
            "article-journal",
            rf"<quoted> <container>{_CITY}(?: <volume>)?(?:,? \(<issue>\)|, no\. <issue>)?"
            r"(?:: ?<page>)?\.",
        ),
        Template("webpage", r"<quoted> <container>\.", is_loose=True),
        Template("webpage", r"<quoted>", is_loose=True),
        Template("article-journal", r"<container> <volume> \(<issue>\): ?<page>\."),
        Template("book", rf"<title><end>(?: <edition>\.)? <series>\. {PUBLISHER}\."),
        Template("book", rf"<title><end>(?: Vol\. <volume>\.)?(?: <edition>\.)? {PUBLISHER}\."),
        Template("book", rf"<title><end> Edited by <editors>\.(?: <edition>\.)? {PUBLISHER}\."),
        Template("book", r"<sentence><end>", is_loose=True),
    ),
    title_first=(
        Template(
            "chapter",
            rf"<quoted> <year>\. In <container>(?:, edited by <editors>)?(?:, <page>)?\."
            rf" {PUBLISHER}\.",
        ),
        Template(
            "article-journal",
            r"<quoted> <year>\. <container>(?: <volume>)?(?: \(<issue>\))?(?:: ?<page>)?\.",
        ),
        Template("book", rf"<sentence>\. <year>\. {PUBLISHER}\.", is_loose=True),
    ),
    tail=r"(?: Accessed <accessed>\.)?(?: <doi-url>| (?:doi|DOI): ?<doi>| <url>)?\.?",
)
