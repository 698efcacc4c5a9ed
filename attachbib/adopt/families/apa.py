"""APA: `Doe, J. Q., & Roe, R. (2013). Naps. Journal of Sleep, 12(3), 1–9. https://doi.org/…`."""

from __future__ import annotations

from attachbib.adopt.dates import DATE, NO_YEAR
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
        Template(
            "chapter",
            r"<title><end> In (?:<editors> \(Eds?\.\), )?<container>"
            r"(?: \((?:<edition>\., )?(?:Vol\. <volume>, )?pp?\. <page>\))?\."
            r"(?: <publisher>\.)?",
        ),
        Template("article-journal", r"<title><end> <container>, <range>\."),
        Template("article-journal", r"<title><end> <container>, \(<issue>\)(?:, <page>)?\."),
        Template(
            "article-journal",
            r"<title><end> <container>, <volume>(?:\(<issue>\))?"
            r"(?:, Article <number>|, <page>)?\.",
        ),
        Template("article-journal", r"<title><end> <container>, <page>\."),
        Template("article-journal", r"<title><end> <journal>\."),
        Template("book", r"<title> \(<editors>, Eds?\.\)(?: \(<edition>\.\))?\. <publisher>\."),
        Template("article-journal", r"<container>, <volume>\(<issue>\), <page>\."),
        Template("book", r"<title> \(<edition>\.(?:, Vol\. <volume>)?\)\. <publisher>\."),
        Template("book", r"<title> \(<edition>\.\)\."),
        Template("thesis", r"<title> \[<genre>\]\. <publisher>\."),
        Template(
            "thesis",
            r"<title>(?: \(Publication No\. <number>\))? \[<genre>, <publisher>\]\."
            r"(?: <archive>\.)?",
        ),
        Template("book", r"<title> \(Vol\. <volume>\)\. <publisher>\."),
        Template("book", r"<title><end> <publisher>\."),
        Template("webpage", r"<title><end> <container>\."),
        Template("webpage", r"<title><end>"),
    ),
    title_first=(
        Template(
            "chapter",
            r"<sentence><end> \(<date>\)\. In (?:<editors> \(Eds?\.\), )?<container>"
            r"(?: \((?:<edition>\., )?pp?\. <page>\))?\. <publisher>\.",
        ),
        Template(
            "article-journal",
            r"<sentence><end> \(<date>\)\. <container>, <volume>(?:\(<issue>\))?(?:, <page>)?\.",
        ),
        Template("book", r"<sentence><end> \(<date>\)\. <publisher>\."),
    ),
    tail=r"(?: <doi-url>\.?| doi: ?<doi>\.?| Retrieved <accessed>, from <url>| <url>)?",
)
