"""Vancouver, by the National Library of Medicine: `Doe JQ. Naps. J Sleep. 2013 May;12(3):1–9.`."""

from __future__ import annotations

from attachbib.adopt.fragments import PUBLISHER
from attachbib.adopt.grammar import Family, Template

VANCOUVER = Family(
    "Vancouver/NLM",
    (("nlm-citation-sequence", ""),),
    authors="glued-initials",
    editors="glued-initials",
    heads=(
        r"(?P<editor>[^.]+(?:\bet al\.)?), editors?\. ",
        r"<authors>\. ",
        r"(?![^\W\d_]+, )",
    ),
    templates=(
        Template(
            "thesis",
            r"<title> \[<genre>\](?: \[Internet\])?\. (?:\[?<place>\]?: )?<publisher>; <year>\."
            r"(?: <pages> p\.)?",
        ),
        Template("article", r"<title> \[<preprint>\]\. <server>; <year>\."),
        Template("article-newspaper", r"<title><end> <container>\. <dated>:<page>\."),
        Template(
            "chapter",
            r"<title><end> In: (?:<editors>, editors?\. )?<container>(?: \[Internet\])?\. "
            rf"(?:<edition>\. )?{PUBLISHER}; <year>(?: \[cited <accessed>\])?\.(?: p\. ?<page>\.)?"
            r"(?: \(<enclosed>\)\.)?",
        ),
        Template(
            "book",
            r"<title>(?: \[Internet\]\.|<end>)(?: Vol\. <volume>[.,])?(?: <edition>\.)?"
            rf"(?: <editors>, editors?\.)? {PUBLISHER}(?:; <year>)?(?: \[cited <accessed>\])?\."
            r"(?: <pages> p\.)?(?: \(<enclosed>\)\.)?",
        ),
        Template(
            "report",
            r"<title>(?: \[Internet\]\.|<end>) (?:<place>: )?<publisher>; <year>"
            r"(?: \[cited <accessed>\])?\. Report <number>\.",
        ),
        Template("webpage", r"<title> \[Internet\]\. \[cited <accessed>\]\."),
        Template(
            "article-journal",
            r"<title><end> <container>(?: \[Internet\])?\. <date>(?: \[cited <accessed>\])?"
            r";<range>\.",
        ),
        Template(
            "article-journal",
            r"<title><end>(?: <editors>, editors?\.)? <container>(?: \[Internet\])?\. <date>"
            r"(?: \[cited <accessed>\])?(?:;<volume>?(?:\(<issue>\))?)?(?::<page>)?\.",
        ),
        Template(
            "article-journal",
            r"<title><end> <container>(?: \[Internet\])?\. <date>(?: \[cited <accessed>\])?"
            r";<page>\.",
        ),
        Template("article-journal", r"<title><end> <container>\. <volume>\(<issue>\):<page>\."),
        Template("article-journal", r"<container>\. <date>;<volume>(?:\(<issue>\))?(?::<page>)?\."),
        Template(
            "webpage",
            rf"<title> \[Internet\]\. (?:{PUBLISHER}; )?<date>(?: \[cited <accessed>\])?\.",
        ),
        Template(
            "webpage",
            r"<container> \[Internet\]\. "
            rf"(?:{PUBLISHER}; )?<date>(?: \[cited <accessed>\])?\. <title><end>",
        ),
        Template("article-journal", r"<title><end> <date>\.", is_loose=True),
    ),
    tail=(
        r"(?: Available from: (?:<doi-url>|<url>))?(?: (?:doi|DOI): ?<doi>)?"
        r"(?:\.? (?:PubMed )?PMID: <pmid>)?(?:;? PubMed Central PMCID: PMC\d+)?\.?"
    ),
)
