"""Harvard, the year behind a comma: `Doe, J.Q., 2013. Naps. Journal of Sleep, 12(3), pp.1–9.`"""

from __future__ import annotations

from attachbib.adopt.dates import YEAR
from attachbib.adopt.fragments import PUBLISHER
from attachbib.adopt.grammar import Family, Template

HARVARD_COMMA = Family(
    "Harvard (Anglia Ruskin)",
    (("harvard-anglia-ruskin-university", ""),),
    authors="family-first",
    editors="given-first",
    heads=(
        rf"(?P<editor>[^()“”]+?),? \(?[Ee]ds?\.?\)?, (?P<issued>{YEAR}|n\.d)\. ",
        rf"(?P<author>[^()“”]+?), (?P<issued>{YEAR}|n\.d)\. ",
    ),
    templates=(
        Template("thesis", r"<title><end> <genre>\. <publisher>\."),
        Template(
            "chapter",
            r"<title><end> In: (?:<editors>,? \(?[Ee]ds?\.?\)?[.,]? )?<container>"
            rf"(?:[.,] <edition>n?)?\. {PUBLISHER}(?:[.,] pp?\. ?<page>)?\.",
        ),
        Template("article-newspaper", r"<title><end> <container>, <day>(?:, pp?\. ?<page>)?\."),
        Template(
            "article-journal",
            r"<title><end> <container>, <volume>(?:\(<issue>\))?(?:, (?:pp?\. ?)?<page>)?\.",
        ),
        Template("article-journal", r"<title><end> <container>, pp?\. ?<page>\."),
        Template("webpage", r"<title><end> \[online\](?: (?!Available )<container>\.)?"),
        Template("book", rf"<title><end> <edition>n?\. {PUBLISHER}\."),
        Template("book", r"<title><end> <place>: <publisher>\."),
        Template("book", r"<title><end> <publisher>\.", is_loose=True),
        Template("webpage", r"<sentence><end>", is_loose=True),
    ),
    tail=(
        r"(?: Available at: <?<doi-url>>?\.?"
        r"| Available at: <?<url>>?(?: \[Accessed <accessed>\])?\.?"
        r"| <doi-url>\.?| (?:doi|DOI): ?<doi>\.?)?"
    ),
)
