"""IEEE: `J. Q. Doe and R. Roe, “Naps,” J. Sleep, vol. 12, no. 3, pp. 1–9, May 2013.`."""

from __future__ import annotations

from attachbib.adopt.fragments import PUBLISHER
from attachbib.adopt.grammar import Family, Template

_PERSON = (
    r"(?:[^\W\d_a-z]\.[ -]?){1,5}(?:[a-zà-ÿ'’]+ ){0,3}"
    r"(?:St\. )?[^\W\d_][\w'’-]*"
    r"(?: (?!and |et |Jr|Sr|I[IV])[^\W\d_][\w'’-]*)*(?:,? (?:Jr\.|Sr\.|III|II|IV))?"
)

IEEE = Family(
    "IEEE",
    (("ieee", ""),),
    authors="given-first",
    editors="given-first",
    heads=(
        rf"(?P<editor>(?>{_PERSON}(?:,? and {_PERSON}|, {_PERSON})*(?: et al\.)?)), Eds?\., ",
        rf"(?P<author>(?>{_PERSON}(?:,? and {_PERSON}|, {_PERSON})*(?: et al\.)?)), ",
        r"(?P<author>[^“”,]+), ",
        r"",
    ),
    templates=(
        Template(
            "chapter",
            r"<quoted> in <container>(?:,? in <series>)?(?:, <editors>, Eds?\.)?"
            r"(?:, <edition>\.)?(?:, vol\. <volume>)?(?:, <editors>, Eds?\.)?"
            rf"[.,](?: {PUBLISHER},)? <date>(?:, ch\. <chapter>)?(?:, pp?\. ?<page>)?",
        ),
        Template(
            "paper-conference", r"<quoted> in <container>(?:, <event>)?, <date>(?:, pp?\. ?<page>)?"
        ),
        Template(
            "article-journal",
            r"<quoted> <container>(?:, vol\. <volume>)?(?:, no\. <issue>)?"
            r"(?:, pp?\. ?<page>|, Art\. no\. <number>)?(?:, <date>)?",
        ),
        Template("article-newspaper", r"<quoted> <container>(?:, pp?\. ?<page>)?, <dated>"),
        Template("thesis", r"<quoted> <genre>, <university>(?:, <place>)?, <date>"),
        Template("report", r"<quoted> <publisher>(?:, <place>)?, <report>(?: <number>)?, <date>"),
        Template("article", r"<quoted> <date>, (?P<number>arXiv:\S+?)"),
        Template("article", r"<quoted> <date>, <server>\."),
        Template("article-journal", r"<quoted> <date>"),
        Template("webpage", r"<quoted>", is_loose=True),
        Template("webpage", r"<quoted> <container>\.", is_loose=True),
        Template("report", r"<quoted> <publisher>, <place>, <year>\."),
        Template("book", rf"<title>, (?:vol\. <volume>, )?<edition>\. {PUBLISHER}, <year>"),
        Template("book", rf"<title>, vol\. <volume>\. {PUBLISHER}, <year>"),
        Template("book", rf"<title><end> in <series>\. {PUBLISHER}, <year>"),
        Template("book", rf"<title><end> {PUBLISHER}, <year>"),
        Template("book", rf"<title><end> {PUBLISHER}", is_loose=True),
        Template("book", r"<title><end> <year>", is_loose=True),
    ),
    tail=(
        r"(?:[.,]? doi: <doi>|[,.]? Accessed: <accessed>\. \[Online\]\. Available: <url>"
        r"|[,.]? ?\[Online\]\. Available: <url>)?\.?"
    ),
)
