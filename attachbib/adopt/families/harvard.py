"""Harvard: `Doe, J.Q. and Roe, R. (2013) ‘Naps’, Journal of Sleep, 12(3), pp. 1–9.`."""

from __future__ import annotations

from attachbib.adopt.dates import DATE
from attachbib.adopt.fragments import PUBLISHER
from attachbib.adopt.grammar import Family, Template

_SERIES = r"(?: \(<enclosed>\))?"

HARVARD = Family(
    "Harvard",
    (
        ("harvard-cite-them-right", "en-GB"),
        ("harvard-cite-them-right", ""),
        ("harvard-cite-them-right-11th-edition", "en-GB"),
        ("harvard-cite-them-right-10th-edition", "en-GB"),
    ),
    authors="family-first",
    editors="given-first",
    heads=(
        rf"(?P<editor>[^()]+?) \(eds?\.?\) \((?P<issued>{DATE}|no date|in press|forthcoming)\) ",
        rf"(?P<author>[^()]+?) \((?P<issued>{DATE}|no date|in press|forthcoming)\) ",
    ),
    templates=(
        Template("thesis", r"<title>\. <genre>\. <publisher>\."),
        Template(
            "chapter",
            r"<quoted>,? in (?:<editors> \(eds?\.?\) )?<container>\. (?:<edition>n?\. )?"
            rf"{PUBLISHER}{_SERIES}(?:, pp?\. ?<page>)?\.",
        ),
        Template("article-newspaper", r"<quoted>,? <container>, <day>(?:, pp?\. ?<page>)?\."),
        Template("article", r"<quoted>\.? <server>\."),
        Template(
            "article-journal",
            r"<quoted>,? <container>(?:\. Edited by <editors>)?(?:, <volume>)?(?:,? ?\(<issue>\))?"
            r"(?:, pp?\. ?<page>)?\.",
        ),
        Template("article-journal", r"<quoted>,? <container> \[Preprint\](?:, \(<issue>\))?\."),
        Template(
            "paper-conference",
            rf"<quoted>,? <container>\. {PUBLISHER}{_SERIES}(?:, pp?\. ?<page>)?\.",
        ),
        Template(
            "book",
            rf"<title><end>(?: Edited by <editors>\.)?(?: <edition>n?\.)? {PUBLISHER}{_SERIES}\.",
        ),
        Template("report", rf"<title>\. <report>(?: <number>)?\. {PUBLISHER}\."),
        Template("article-journal", r"<quoted>\.?", is_loose=True),
        Template("webpage", r"<title>, <container>\.", is_loose=True),
        Template("webpage", r"<sentence><end>", is_loose=True),
    ),
    title_first=(
        Template(
            "book", rf"<sentence> \(<date>\)\.(?: <edition>n?\.)? {PUBLISHER}\.", is_loose=True
        ),
        Template(
            "chapter", rf"<quoted>,? \(<date>\) <container>\. {PUBLISHER}(?:, pp?\. ?<page>)?\."
        ),
        Template(
            "article-journal",
            r"<quoted>,? \(<date>\) <container>(?:, <volume>)?(?:\(<issue>\))?"
            r"(?:, pp?\. ?<page>)?\.",
        ),
        Template("webpage", r"<sentence> \(<date>\)\.", is_loose=True),
    ),
    tail=(
        r"(?: Available at: (?:<doi-url>|<url>)(?: \(Accessed: <accessed>\))?"
        r"| (?:doi|DOI): ?<doi>)?\.?"
    ),
)
