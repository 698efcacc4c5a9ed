"""IEEE: `J. Q. Doe and R. Roe, “Naps,” J. Sleep, vol. 12, no. 3, pp. 1–9, May 2013.`."""

from __future__ import annotations

from attachbib.adopt.grammar import PUBLISHER, Family, Template

_PERSON = (
    r"(?:[^\W\d_a-z]\.[ -]?){1,5}(?:[a-zà-ÿ'’]+ ){0,3}"
    r"[^\W\d_][\w'’-]*(?: (?!and |et )[^\W\d_][\w'’-]*)*(?:,? (?:Jr\.|Sr\.|III|II|IV))?"
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
        Template("webpage", r"<quoted>"),
        Template(
            "chapter",
            r"<quoted> in <container>(?:,? in <series>)?(?:, <editors>, Eds?\.)?"
            r"(?:, <edition>\.)?(?:, vol\. <volume>)?(?:, <editors>, Eds?\.)?"
            rf"[.,](?: {PUBLISHER},)? <date>(?:, ch\. <chapter>)?(?:, pp?\. <page>)?",
        ),
        Template(
            "paper-conference", r"<quoted> in <container>(?:, <event>)?, <date>(?:, pp?\. <page>)?"
        ),
        Template(
            "article-journal",
            r"<quoted> <container>(?:, vol\. <volume>)?(?:, no\. <issue>)?"
            r"(?:, pp?\. <page>)?(?:, <date>)?",
        ),
        Template("thesis", r"<quoted> <genre>, <publisher>(?:, <place>)?, <year>"),
        Template("report", r"<quoted> <publisher>(?:, <place>)?, <report>(?: <number>)?, <date>"),
        Template("article-journal", r"<quoted> <date>"),
        Template("webpage", r"<quoted> <container>\."),
        Template("report", r"<quoted> <publisher>, <place>, <year>\."),
        Template("book", rf"<title>, (?:vol\. <volume>, )?<edition>\. {PUBLISHER}, <year>"),
        Template("book", rf"<title>, vol\. <volume>\. {PUBLISHER}, <year>"),
        Template("book", rf"<title><end> in <series>\. {PUBLISHER}, <year>"),
        Template("book", rf"<title><end> {PUBLISHER}(?:, <year>)?"),
        Template("book", r"<title><end> <year>"),
    ),
    tail=(
        r"(?:[.,]? doi: <doi>|[,.]? Accessed: <accessed>\. \[Online\]\. Available: <url>"
        r"|[,.]? ?\[Online\]\. Available: <url>)?\.?"
    ),
)
