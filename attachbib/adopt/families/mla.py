"""MLA: `Doe, Jane Q. “Naps.” Journal of Sleep, vol. 12, no. 3, 2013, pp. 1–9.`."""

from __future__ import annotations

from attachbib.adopt.grammar import Family, Template

MLA = Family(
    "MLA",
    (("modern-language-association", ""),),
    authors="first-inverted",
    editors="given-first",
    heads=(
        r"(?P<editor>[^“”]+?), editors?\. ",
        r"(?P<author>[^“”]+?, et al)\. ",
        r"(?P<author>(?>[^“”.]+(?:\.(?! )[^“”.]*)*))\. (?![^\W\d_a-z]\.)",
        r"(?P<author>[^“”]+?[^\W\d_]{2})\. ",
        r"(?P<author>(?>[^“”]+(?=\. “)))\. ",
        r"(?![^\W\d_]+, )",
    ),
    templates=(
        Template("thesis", r"<title><end> <year>\. <publisher>, <genre>"),
        Template(
            "chapter",
            r"<quoted> <container>(?:, edited by <editors>)?(?:, <edition>\.?)?"
            r"(?:, vol\. <volume>)?, <publisher>, <year>(?:, pp?\. ?<page>)?",
        ),
        Template(
            "article-journal",
            r"<quoted> <container>(?:, vols?\. <volume>)?(?:, nos?\. <issue>)?"
            r"(?:, (?:<date>|<status>))?(?:, pp?\. ?<page>)?",
        ),
        Template(
            "article-journal", r"<container>, vol\. <volume>, no\. <issue>, <date>, pp?\. ?<page>"
        ),
        Template(
            "paper-conference", r"<quoted> <container> \[<place>\], <date>(?:, pp?\. ?<page>)?"
        ),
        Template("article-newspaper", r"<quoted> <container>, <dated>(?:, pp?\. ?<page>)?"),
        Template("webpage", r"<quoted> <container>, <date>"),
        Template(
            "book", r"<title><end>(?: <edition>\.?,)? <publisher>(?:, <year>)?(?:\. <series>)?"
        ),
        Template("book", r"<title><end> Edited by <editors>, <publisher>, <year>"),
        Template("webpage", r"<title><end> <date>", is_loose=True),
    ),
    tail=r"(?:, (?:<doi-url>|(?:doi|DOI): ?<doi>|<url>|<bare-url>))?\.?(?: Accessed <accessed>\.)?",
)
