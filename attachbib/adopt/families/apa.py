"""APA: `Doe, J. Q., & Roe, R. (2013). Naps. Journal of Sleep, 12(3), 1–9. https://doi.org/…`."""

from __future__ import annotations

from attachbib.adopt.dates import DATE, NO_YEAR
from attachbib.adopt.fragments import PUBLISHER
from attachbib.adopt.grammar import Family, Template

APA = Family(
    "APA",
    (("apa", ""), ("apa-6th-edition", "")),
    authors="family-first",
    editors="given-first",
    heads=(
        rf"(?P<editor>[^()]+?) \(Eds?\.\)\. \((?P<issued>{DATE}|{NO_YEAR})\)\. ",
        rf"(?P<author>[^()]+?) \((?P<issued>{DATE}|{NO_YEAR})\)\. ",
    ),
    templates=(
        Template("article", r"<title>(?: \[<preprint>\])?\. <server>\."),
        Template("article", r"<title> \((?P<number>arXiv:\S+)\)\. <server>\."),
        Template("article-journal", r"<title><end> <container>\. <advance>\."),
        Template(
            "chapter",
            r"<title><end> In (?:<editors> \(Eds?\.\), )?<container>"
            r"(?: \((?:<edition>\., )?(?:Vol\. <volume>, )?pp?\. ?<page>\))?\."
            rf"(?: {PUBLISHER}\.)?",
        ),
        Template("article-journal", r"<title><end> <container>, <range>\."),
        Template("article-journal", r"<title><end> <container>, \(<issue>\)(?:, <page>)?\."),
        Template(
            "article-journal",
            r"<title><end> <container>, <volume>(?:\(<issue>\))?"
            r"(?:, Article <number>|, <page>)?\.",
        ),
        Template(
            "article-magazine",
            r"<title><end> <container>, <volume>(?:\(<issue>\))?(?:, <page>)?\.",
        ),
        Template("article-journal", r"<title><end> <container>, <page>\."),
        Template("article-newspaper", r"<title><end> <container>, (?:pp?\. )?<page>\."),
        Template("article-journal", r"<title><end> <journal>\."),
        Template("book", rf"<title> \(<editors>, Eds?\.\)(?: \(<edition>\.\))?\. {PUBLISHER}\."),
        Template("article-journal", r"<container>, <volume>\(<issue>\), <page>\."),
        Template("book", rf"<title> \(<edition>\.(?:, Vol\. <volume>)?\)\. {PUBLISHER}\."),
        Template("book", r"<title> \(<edition>\.\)\."),
        Template("report", rf"<title><end> {PUBLISHER}\. Retrieved from [^:]+ website: <url>"),
        Template("report", rf"<title> \(<report> <number>\)\.(?: {PUBLISHER}\.)?"),
        Template("webpage", r"<title> \[<form>\]\.(?: <container>\.)?"),
        Template("thesis", r"<title> \[<genre>\]\. <publisher>\."),
        Template("thesis", r"<title> \(<genre>\)\. <publisher>(?:, <place>)?\."),
        Template(
            "thesis",
            r"<title>(?: \(Publication No\. <number>\))? \[<genre>, <publisher>\]\."
            r"(?: <archive>\.)?",
        ),
        Template("book", rf"<title> \(Vol\. <volume>\)\. {PUBLISHER}\."),
        Template("book", r"<title><end> <place>: <publisher>\."),
        Template("article-journal", r"<title><end> <periodical>\. <doi-url>", is_loose=True),
        Template("book", r"<title><end> <publisher>\.", is_loose=True),
        Template("webpage", r"<title><end> <container>\.", is_loose=True),
        Template("webpage", r"<sentence><end>", is_loose=True),
    ),
    title_first=(
        Template(
            "chapter",
            r"<sentence><end> \(<date>\)\. In (?:<editors> \(Eds?\.\), )?<container>"
            r"(?: \((?:<edition>\., )?pp?\. ?<page>\))?\. <publisher>\.",
        ),
        Template(
            "article-journal",
            r"<sentence><end> \(<date>\)\. <container>, <volume>(?:\(<issue>\))?(?:, <page>)?\.",
        ),
        Template("webpage", r"<sentence><end> \(<dated>\)\. <container>\.", is_loose=True),
        Template("book", r"<sentence><end> \(<date>\)\. <publisher>\.", is_loose=True),
    ),
    tail=(
        r"(?: <doi-url>\.?| (?:doi|DOI): ?<doi>\.?"
        r"| Retrieved (?:<accessed>, )?from:? (?:<container> website: )?<url>| <url>)?"
    ),
)
