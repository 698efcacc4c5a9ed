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
        Template("thesis", r"<title><end> <genre>\. <publisher>; <year>\."),
        Template(
            "chapter",
            r"<title><end> In: (?:<editors>, eds?\. )?<container>\. (?:Vol <volume>\. )?"
            r"(?:<edition>\. )?(?:<series>\. )?<publisher>; <year>(?::<page>)?\.",
        ),
        Template(
            "book",
            r"<title><end>(?: Vol <volume>\.)?(?: <edition>\.)?(?: \(<editors>, eds?\.\)\.)?"
            r" <publisher>; <year>(?::<page>)?\.",
        ),
        Template(
            "article-journal",
            r"<title><end>(?: <editors>, eds?\.)? <container>\. (?:<year>|Published online <date>)"
            r"(?:;<volume>?(?:\(<issue>\))?)?(?::<page>)?\.",
        ),
        Template("article-journal", r"<title><end> <container>\. <volume>\(<issue>\):<page>\."),
        Template("article-journal", r"<title><end> Published online <date>(?::<page>)?\."),
        Template("article-journal", r"<container>\. <year>;<volume>(?:\(<issue>\))?(?::<page>)?\."),
        Template("webpage", r"<title><end> <container>\. <date>\."),
        Template("webpage", r"<sentence><end>(?: <date>\.)?"),
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
            "thesis",
            r"<title> \[<genre>\](?: \[Internet\])?\. (?:\[?<place>\]?: )?<publisher>; <year>\."
            r"(?: <pages> p\.)?",
        ),
        Template(
            "chapter",
            r"<title><end> In: (?:<editors>, editors?\. )?<container>(?: \[Internet\])?\. "
            rf"(?:<edition>\. )?{_PUBLISHER}; <year>(?: \[cited <accessed>\])?\.(?: p\. <page>\.)?"
            r"(?: \(<enclosed>\)\.)?",
        ),
        Template(
            "book",
            r"<title>(?: \[Internet\]\.|<end>)(?: Vol\. <volume>[.,])?(?: <edition>\.)?"
            rf"(?: <editors>, editors?\.)? {_PUBLISHER}(?:; <year>)?(?: \[cited <accessed>\])?\."
            r"(?: <pages> p\.)?(?: \(<enclosed>\)\.)?",
        ),
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
            rf"[.,](?: {_PUBLISHER},)? <date>(?:, ch\. <chapter>)?(?:, pp?\. <page>)?",
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
        Template("book", rf"<title>, (?:vol\. <volume>, )?<edition>\. {_PUBLISHER}, <year>"),
        Template("book", rf"<title>, vol\. <volume>\. {_PUBLISHER}, <year>"),
        Template("book", rf"<title><end> in <series>\. {_PUBLISHER}, <year>"),
        Template("book", rf"<title><end> {_PUBLISHER}(?:, <year>)?"),
        Template("book", r"<title><end> <year>"),
    ),
    tail=(
        r"(?:[.,]? doi: <doi>|[,.]? Accessed: <accessed>\. \[Online\]\. Available: <url>"
        r"|[,.]? ?\[Online\]\. Available: <url>)?\.?"
    ),
)

_SERIES = r"(?: \(<enclosed>\))?"

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
        rf"(?P<editor>[^()]+?) \(eds?\.?\) \((?P<issued>{DATE}|no date|in press|forthcoming)\) ",
        rf"(?P<author>[^()]+?) \((?P<issued>{DATE}|no date|in press|forthcoming)\) ",
    ),
    templates=(
        Template("thesis", r"<title>\. <genre>\. <publisher>\."),
        Template(
            "chapter",
            r"<quoted>,? in (?:<editors> \(eds?\.?\) )?<container>\. (?:<edition>n?\. )?"
            rf"{_PUBLISHER}{_SERIES}(?:, pp?\. <page>)?\.",
        ),
        Template(
            "article-journal",
            r"<quoted>,? <container>(?:\. Edited by <editors>)?(?:, <volume>)?(?:,? ?\(<issue>\))?"
            r"(?:, pp?\. <page>)?\.",
        ),
        Template("article-journal", r"<quoted>,? <container> \[Preprint\](?:, \(<issue>\))?\."),
        Template(
            "paper-conference",
            rf"<quoted>,? <container>\. {_PUBLISHER}{_SERIES}(?:, pp?\. <page>)?\.",
        ),
        Template(
            "book",
            rf"<title><end>(?: Edited by <editors>\.)?(?: <edition>n?\.)? {_PUBLISHER}{_SERIES}\.",
        ),
        Template("article-journal", r"<quoted>\.?"),
        Template("webpage", r"<title>, <container>\."),
        Template("webpage", r"<title><end>"),
    ),
    title_first=(
        Template("book", rf"<sentence> \(<date>\)\.(?: <edition>n?\.)? {_PUBLISHER}\."),
        Template(
            "chapter", rf"<quoted>,? \(<date>\) <container>\. {_PUBLISHER}(?:, pp?\. <page>)?\."
        ),
        Template(
            "article-journal",
            r"<quoted>,? \(<date>\) <container>(?:, <volume>)?(?:\(<issue>\))?"
            r"(?:, pp?\. <page>)?\.",
        ),
        Template("webpage", r"<sentence> \(<date>\)\."),
    ),
    tail=(r"(?: Available at: (?:<doi-url>|<url>)(?: \(Accessed: <accessed>\))?| doi: ?<doi>)?\.?"),
)

_YEAR_FIRST = rf"(?P<issued>{YEAR}(?:[-–]{YEAR})?(?=\.)|{UNUSUAL_YEAR}|{NO_YEAR})(?:(?<=n\.d\.)|\.)"

_CITY = r"(?: \((?P<city_place>[^()“”]*,[^()“”]*)\))?"

CHICAGO = Family(
    "Chicago author-date",
    (("chicago-author-date", ""), ("chicago-author-date-17th-edition", "")),
    authors="first-inverted",
    editors="given-first",
    heads=(
        rf"(?P<editor>[^“”]+?), eds?\. {_YEAR_FIRST} ",
        rf"(?P<author>[^“”]+?)\.? {_YEAR_FIRST} ",
    ),
    templates=(
        Template("thesis", r"<quoted> <genre>, <publisher>\."),
        Template(
            "chapter",
            r"<quoted> (?:In|Chap\. <chapter> in) <container>(?:, <edition>\.)?"
            r"(?:, vol\. <volume>)?(?:, edited by <editors>)?(?:, <page>)?\.(?: <series>\.)?"
            rf"(?: {_PUBLISHER}\.)?",
        ),
        Template("article-journal", r"<quoted> <container>, <range>\."),
        Template("webpage", r"<quoted> <day>\."),
        Template("article-newspaper", rf"<quoted> <container>, <day>, {YEAR}\."),
        Template("article-journal", rf"<quoted> <container>, <day>(?:[,:] (?!{YEAR}\.)<page>)?\."),
        Template("article-journal", r"<quoted> <container>, ahead of print(?:, <day>)?\."),
        Template(
            "article-journal",
            rf"<quoted> <container>{_CITY}(?: <volume>|, no\. <issue>)"
            r" \(<day>\)(?:: <page>)?\.",
        ),
        Template(
            "article-journal",
            rf"<quoted> <container>{_CITY}(?: <volume>)?(?:,? \(<issue>\)|, no\. <issue>)?"
            r"(?:: <page>)?\.",
        ),
        Template("webpage", r"<quoted> <container>\."),
        Template("webpage", r"<quoted>"),
        Template("article-journal", r"<container> <volume> \(<issue>\): <page>\."),
        Template("book", rf"<title><end>(?: <edition>\.)? <series>\. {_PUBLISHER}\."),
        Template("book", rf"<title><end>(?: Vol\. <volume>\.)?(?: <edition>\.)? {_PUBLISHER}\."),
        Template("book", rf"<title><end> Edited by <editors>\.(?: <edition>\.)? {_PUBLISHER}\."),
        Template("book", r"<title><end>"),
    ),
    title_first=(
        Template(
            "chapter",
            rf"<quoted> <year>\. In <container>(?:, edited by <editors>)?(?:, <page>)?\."
            rf" {_PUBLISHER}\.",
        ),
        Template(
            "article-journal",
            r"<quoted> <year>\. <container>(?: <volume>)?(?: \(<issue>\))?(?:: <page>)?\.",
        ),
        Template("book", rf"<sentence>\. <year>\. {_PUBLISHER}\."),
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
        Template("thesis", r"<title><end> <year>\. <publisher>, <genre>"),
        Template(
            "chapter",
            r"<quoted> <container>(?:, edited by <editors>)?(?:, <edition>\.?)?"
            r"(?:, vol\. <volume>)?, <publisher>, <year>(?:, pp?\. <page>)?",
        ),
        Template(
            "article-journal",
            r"<quoted> <container>(?:, vols?\. <volume>)?(?:, nos?\. <issue>)?"
            r"(?:, (?:<date>|<status>))?(?:, pp?\. <page>)?",
        ),
        Template(
            "article-journal", r"<container>, vol\. <volume>, no\. <issue>, <date>, pp?\. <page>"
        ),
        Template("webpage", r"<quoted> <container>, <date>"),
        Template(
            "book", r"<title><end>(?: <edition>\.?,)? <publisher>(?:, <year>)?(?:\. <series>)?"
        ),
        Template("book", r"<title><end> Edited by <editors>, <publisher>, <year>"),
        Template("webpage", r"<title><end> <date>"),
    ),
    tail=r"(?:, <doi-url>|, <url>)?\.?(?: Accessed <accessed>\.)?",
)

FAMILIES: Mapping[str, Family] = {
    family.name: family for family in (AMA, VANCOUVER, APA, IEEE, HARVARD, CHICAGO, MLA)
}
"""Name → family; of equally good ones, the first is taken."""
