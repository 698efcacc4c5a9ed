"""AMA: `Doe JQ, Roe R. Naps. J Sleep. 2013;12(3):1-9. doi:10.…`."""

from __future__ import annotations

from attachbib.adopt.fragments import PUBLISHER
from attachbib.adopt.grammar import Family, Template

AMA = Family(
    "AMA",
    (("american-medical-association", ""), ("american-medical-association-10th-edition", "")),
    authors="glued-initials",
    editors="glued-initials",
    heads=(
        r"(?P<editor>[^.]+(?:\bet al\.)?), eds?\. ",
        r"<authors>\. ",
        r"(?![^\W\d_]+, )",
    ),
    templates=(
        Template("thesis", r"<title><end> <genre>\. <publisher>; <year>\."),
        Template(
            "chapter",
            r"<title><end> In: (?:<editors>, eds?\. )?<container>\. (?:Vol <volume>\. )?"
            rf"(?:<edition>\. )?(?:<series>\. )?{PUBLISHER}; <year>(?::<page>)?\.",
        ),
        Template(
            "book",
            r"<title><end>(?: Vol <volume>\.)?(?: <edition>\.)?(?: \(<editors>, eds?\.\)\.)?"
            rf" {PUBLISHER}; <year>(?::<page>)?\.",
        ),
        Template("article", r"<title><end> <server>\. Preprint posted online <date>\."),
        Template("article-newspaper", r"<title><end> <container>\. <dated>:<page>\."),
        Template(
            "article-journal",
            r"<title><end>(?: <editors>, eds?\.)? <container>\. (?:<year>|Published online <date>)"
            r"(?:;<volume>?(?:\(<issue>\))?)?(?::<page>)?\.",
        ),
        Template("article-journal", r"<title><end> <container>\. <volume>\(<issue>\):<page>\."),
        Template("article-journal", r"<title><end> Published online <date>(?::<page>)?\."),
        Template("article-journal", r"<container>\. <year>;<volume>(?:\(<issue>\))?(?::<page>)?\."),
        Template("webpage", r"<title><end> <container>\. <date>\."),
        Template("webpage", r"<title><end>(?: <container>\.)? <url>\. Published <date>\."),
        Template("webpage", r"<sentence><end> <date>\."),
        Template("webpage", r"<title><end> <container>\.", is_loose=True),
        Template("webpage", r"<sentence><end>", is_loose=True),
    ),
    tail=(
        r"(?: Accessed <accessed>\.)?(?: PMID: <pmid>\.?)?"
        r"(?: <url>\. Accessed <accessed>\.?| (?:doi|DOI): ?<doi>\.?| <doi-url>| <url>)?"
    ),
)
