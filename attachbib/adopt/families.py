"""The families of styles: how each prints authors, and its templates of lines."""

from __future__ import annotations

from collections.abc import Mapping

from attachbib.adopt.dates import DATE, NO_YEAR, UNUSUAL_YEAR, YEAR
from attachbib.adopt.grammar import Family, Template

_PUBLISHER = r"(?:<place>: )?<publisher>"
_PERSON = (
    r"(?:[^\W\d_a-z]\.[ -]?){1,5}(?:[a-zà-ÿ'’]+ ){0,3}"
    r"[^\W\d_][\w'’-]*(?: (?!and |et )[^\W\d_][\w'’-]*)*(?:,? (?:Jr\.|Sr\.|III|II|IV))?"
)

AMA = Family(
    "AMA",
    (("american-medical-association", ""), ("american-medical-association-10th-edition", "")),
    authors="glued-initials",
    editors="glued-initials",
    heads=(
        r"(?P<editor>[^.]+(?:\bet al\.)?), eds?\. ",
        r"(?P<author>[^.]+)\. ",
        r"(?![^\W\d_]+, )",
    ),
    templates=(
        Template(
            "chapter",
            r"<title><end> In: (?:<editors>, eds?\. )?<container>\. (?:Vol <volume>\. )?"
            r"(?:<edition>\. )?<publisher>; <year>(?::<page>)?\.",
        ),
        Template(
            "book",
            r"<title><end>(?: Vol <volume>\.)?(?: <edition>\.)?(?: \(<editors>, eds?\.\)\.)?"
            r" <publisher>; <year>(?::<page>)?\.",
        ),
        Template(
            "article-journal",
            r"<title><end> <container>\. (?:<year>|Published online <date>)"
            r"(?:;<volume>?(?:\(<issue>\))?)?(?::<page>)?\.",
        ),
        Template("article-journal", r"<title><end> <container>\. <volume>\(<issue>\):<page>\."),
        Template("article-journal", r"<title><end> Published online <date>(?::<page>)?\."),
        Template("webpage", r"<title><end> <container>\. <date>\."),
        Template("webpage", r"<title><end>(?: <date>\.)?"),
        Template("webpage", r"<title><end> <container>\."),
    ),
    tail=r"(?: Accessed <accessed>\.)?(?: PMID: <pmid>\.?)?(?: doi: ?<doi>\.?| <doi-url>| <url>)?",
)

VANCOUVER = Family(
    "Vancouver/NLM",
    (("nlm-citation-sequence", ""),),
    authors="glued-initials",
    editors="glued-initials",
    heads=(
        r"(?P<editor>[^.]+(?:\bet al\.)?), editors?\. ",
        r"(?P<author>[^.]+)\. ",
        r"(?![^\W\d_]+, )",
    ),
    templates=(
        Template(
            "chapter",
            r"<title><end> In: (?:<editors>, editors?\. )?<container>(?: \[Internet\])?\. "
            rf"(?:<edition>\. )?{_PUBLISHER}; <year>(?: \[cited <accessed>\])?\.(?: p\. <page>\.)?",
        ),
        Template(
            "book",
            r"<title><end>(?: <edition>\.)?(?: <editors>, editors?\.)?"
            rf" {_PUBLISHER}(?:; <year>)?\.(?: \(<series>\)\.)?",
        ),
        Template(
            "article-journal",
            r"<title><end> <container>(?: \[Internet\])?\. <date>(?: \[cited <accessed>\])?"
            r"(?:;<volume>?(?:\(<issue>\))?)?(?::<page>)?\.",
        ),
        Template(
            "article-journal",
            r"<title><end> <container>(?: \[Internet\])?\. <date>(?: \[cited <accessed>\])?"
            r";<page>\.",
        ),
        Template("article-journal", r"<title><end> <container>\. <volume>\(<issue>\):<page>\."),
        Template(
            "webpage",
            rf"<title> \[Internet\]\. (?:{_PUBLISHER}; )?<date>(?: \[cited <accessed>\])?\.",
        ),
        Template(
            "webpage",
            r"<container> \[Internet\]\. "
            rf"(?:{_PUBLISHER}; )?<date>(?: \[cited <accessed>\])?\. <title><end>",
        ),
        Template("article-journal", r"<title><end> <date>\."),
    ),
    tail=(
        r"(?: Available from: (?:<doi-url>|<url>))?(?: doi: ?<doi>)?"
        r"(?:\.? (?:PubMed )?PMID: <pmid>)?(?:;? PubMed Central PMCID: PMC\d+)?\.?"
    ),
)

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
            r" <publisher>\.",
        ),
        Template(
            "article-journal",
            r"<title><end> <container>, <volume>(?:\(<issue>\))?"
            r"(?:, Article <number>|, <page>)?\.",
        ),
        Template("article-journal", r"<title><end> <container>, <page>\."),
        Template("book", r"<title> \(<edition>\.(?:, Vol\. <volume>)?\)\. <publisher>\."),
        Template("book", r"<title> \(Vol\. <volume>\)\. <publisher>\."),
        Template("book", r"<title><end> <publisher>\."),
        Template("webpage", r"<title><end> <container>\."),
        Template("webpage", r"<title><end>"),
    ),
    tail=r"(?: <doi-url>\.?| doi: ?<doi>\.?| Retrieved <accessed>, from <url>| <url>)?",
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
            r"<quoted> in <container>, (?:<edition>\., )?(?:vol\. <volume>, )?"
            rf"(?:<editors>, Eds?\., )?{_PUBLISHER}, <year>(?:, pp?\. <page>)?",
        ),
        Template(
            "article-journal",
            r"<quoted> <container>(?:, vol\. <volume>)?(?:, no\. <issue>)?"
            r"(?:, pp?\. <page>)?(?:, <date>)?",
        ),
        Template("webpage", r"<quoted> <container>\."),
        Template("report", r"<quoted> <publisher>, <place>, <year>\."),
        Template("book", rf"<title>, (?:vol\. <volume>, )?<edition>\. {_PUBLISHER}, <year>"),
        Template("book", rf"<title>, vol\. <volume>\. {_PUBLISHER}, <year>"),
        Template("book", rf"<title><end> in <series>\. {_PUBLISHER}, <year>"),
        Template("book", rf"<title><end> {_PUBLISHER}(?:, <year>)?"),
    ),
    tail=(
        r"(?:,? doi: <doi>|[,.]? Accessed: <accessed>\. \[Online\]\. Available: <url>"
        r"|[,.]? ?\[Online\]\. Available: <url>)?\.?"
    ),
)

HARVARD = Family(
    "Harvard",
    (
        ("harvard-cite-them-right", "en-GB"),
        ("harvard-cite-them-right", ""),
        ("harvard-cite-them-right-11th-edition", "en-GB"),
    ),
    authors="family-first",
    editors="given-first",
    heads=(
        rf"(?P<editor>[^()]+?) \(eds?\.?\) \((?P<issued>{DATE}|no date)\) ",
        rf"(?P<author>[^()]+?) \((?P<issued>{DATE}|no date)\) ",
    ),
    templates=(
        Template(
            "chapter",
            r"<quoted>,? in (?:<editors> \(eds?\.?\) )?<container>\. (?:<edition>n?\. )?"
            rf"{_PUBLISHER}(?:, pp?\. <page>)?\.",
        ),
        Template(
            "article-journal",
            r"<quoted>,? <container>(?:, <volume>)?(?:\(<issue>\))?(?:, pp?\. <page>)?\.",
        ),
        Template("book", rf"<title><end>(?: <edition>n?\.)? {_PUBLISHER}\."),
        Template("article-journal", r"<quoted>\.?"),
        Template("webpage", r"<title>, <container>\."),
        Template("webpage", r"<title><end>"),
    ),
    tail=(r"(?: Available at: (?:<doi-url>|<url>)(?: \(Accessed: <accessed>\))?| doi: ?<doi>)?\.?"),
)

CHICAGO = Family(
    "Chicago author-date",
    (("chicago-author-date", ""), ("chicago-author-date-17th-edition", "")),
    authors="first-inverted",
    editors="given-first",
    heads=(
        rf"(?P<editor>[^“”]+?), eds?\. (?P<issued>{YEAR}|{UNUSUAL_YEAR}|{NO_YEAR})\. ",
        rf"(?P<author>[^“”]+?)\.? (?P<issued>{YEAR}|{UNUSUAL_YEAR}|{NO_YEAR})\. ",
    ),
    templates=(
        Template(
            "chapter",
            r"<quoted> In <container>(?:, <edition>\.)?(?:, edited by <editors>)?(?:, <page>)?\. "
            rf"{_PUBLISHER}\.",
        ),
        Template(
            "article-journal",
            r"<quoted> <container>(?: <volume>)?(?:,? \(<issue>\)|, no\. <issue>)?(?:: <page>)?\.",
        ),
        Template("article-journal", r"<quoted> <container>, <day>(?:[,:] <page>)?\."),
        Template("webpage", r"<quoted> <container>\."),
        Template("webpage", r"<quoted>"),
        Template("book", rf"<title><end>(?: <edition>\.)? <series>\. {_PUBLISHER}\."),
        Template("book", rf"<title><end>(?: Vol\. <volume>\.)?(?: <edition>\.)? {_PUBLISHER}\."),
        Template("book", r"<title><end>"),
    ),
    tail=r"(?: Accessed <accessed>\.)?(?: <doi-url>| <url>)?\.?",
)

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
        Template(
            "chapter",
            r"<quoted> <container>(?:, edited by <editors>)?(?:, <edition>\.)?, <publisher>, "
            r"<year>(?:, pp?\. <page>)?",
        ),
        Template(
            "article-journal",
            r"<quoted> <container>(?:, vol\. <volume>)?(?:, no\. <issue>)?(?:, <date>)?"
            r"(?:, pp?\. <page>)?",
        ),
        Template("webpage", r"<quoted> <container>, <date>"),
        Template(
            "book", r"<title><end>(?: <edition>\.,)? <publisher>(?:, <year>)?(?:\. <series>)?"
        ),
        Template("webpage", r"<title><end> <date>"),
    ),
    tail=r"(?:, <doi-url>|, <url>)?\.?(?: Accessed <accessed>\.)?",
)

FAMILIES: Mapping[str, Family] = {
    family.name: family for family in (AMA, VANCOUVER, APA, IEEE, HARVARD, CHICAGO, MLA)
}
"""Name → family; of equally good ones, the first is taken."""
