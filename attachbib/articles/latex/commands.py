"""What the reader of LaTeX articles knows of commands and environments: data."""

from __future__ import annotations

from collections.abc import Mapping

from attachbib.articles.model import Mode

_NORMAL = (
    "cite citep citep* citealp citealp* citeal autocite smartcite footcite footcite* footcitetext"
    " parencite supercite fullcite footfullcite citenum onlinecite shortcite citetitle citetitle*"
    " cites parencites autocites smartcites footcites footcitetexts supercites"
)
_TEXTUAL = "citet citet* citealt citealt* textcite textcite* citeauthor citeauthor* textcites"
_WITHOUT_AUTHOR = "cite* autocite* parencite* citeyear citeyear* citeyearpar citedate"

_MODES: tuple[tuple[str, Mode], ...] = (
    (_NORMAL, "normal"),
    (_TEXTUAL, "author-in-text"),
    (_WITHOUT_AUTHOR, "suppress-author"),
)

CITATIONS: Mapping[str, Mode] = {
    variant: mode
    for names, mode in _MODES
    for name in names.split()
    for variant in (name, name[0].upper() + name[1:])
}
"""The commands of LaTeX, natbib and biblatex that cite, and how; capitals are the same."""

HEADINGS: Mapping[str, int] = {
    "part": 1,
    "chapter": 1,
    "section": 2,
    "subsection": 3,
    "subsubsection": 4,
    "paragraph": 5,
    "subparagraph": 6,
}

NOTES = frozenset("footnote footnotetext endnote thanks sidenote marginpar marginnote".split())

OWN_BLOCKS: Mapping[str, str] = {"caption": "paragraph", "captionof": "paragraph"}
"""Commands whose argument is prose of its own."""

SKIPPED: Mapping[str, int] = {
    name: count
    for count, names in {
        1: "label bibliographystyle addbibresource usepackage documentclass index vspace"
        " hspace color pagestyle thispagestyle bibliography todo phantomsection setcounter"
        " geometry hypersetup graphicspath input@path date author affiliation affil email orcid"
        " address institute keywords includegraphics cline cmidrule rowcolor columncolor cellcolor"
        " captionsetup selectlanguage theoremstyle newtheorem* bibitem glsadd hyphenation",
        2: "setlength addtolength addtocounter fontsize renewcommand* newlength addcontentsline"
        " definecolor DeclareMathOperator newtheorem",
    }.items()
    for name in names.split()
}
"""Commands that nobody reads anything of, and how many arguments in braces they have."""

SKIPPED_FIRST: Mapping[str, int] = {
    "href": 1,
    "textcolor": 1,
    "colorbox": 1,
    "parbox": 1,
    "raisebox": 1,
    "scalebox": 1,
    "rotatebox": 1,
    "captionof": 1,
    "foreignlanguage": 1,
    "resizebox": 2,
    "multicolumn": 2,
    "multirow": 2,
    "fcolorbox": 2,
    "texorpdfstring": 0,
}
"""Commands with arguments before the one that is read."""

UNITS = frozenset(
    "ref eqref pageref cref Cref autoref nameref vref url path nolinkurl SI si num qty unit ang"
    " ensuremath doi".split()
)
"""Commands that are one unit for the sentence they stand in, with their arguments."""

DEFINITIONS = frozenset(
    "newcommand renewcommand providecommand newcommand* renewcommand* providecommand*"
    " DeclareRobustCommand def gdef edef let newenvironment renewenvironment newif"
    " DeclareMathOperator* DeclareCiteCommand NewDocumentCommand RenewDocumentCommand".split()
)

INPUTS = frozenset({"input", "include", "subfile"})

VERBATIM = frozenset(
    "verbatim verbatim* Verbatim BVerbatim LVerbatim lstlisting minted comment filecontents"
    " filecontents* tikzpicture pgfpicture algorithmic alltt Sinput Soutput Schunk".split()
)
"""Environments that hold no prose."""

MATH = frozenset(
    f"{name}{star}"
    for name in "equation align gather multline eqnarray alignat flalign math displaymath".split()
    for star in ("", "*")
)

TABULAR: Mapping[str, int] = {
    "tabular": 1,
    "tabular*": 2,
    "tabularx": 2,
    "tabulary": 2,
    "longtable": 1,
    "deluxetable": 1,
    "deluxetable*": 1,
}
"""Environments of tables, and how many arguments in braces they have."""

ENVIRONMENT_ARGUMENTS: Mapping[str, int] = {"minipage": 1, "multicols": 1, "wrapfigure": 2}

BLOCK_KINDS: Mapping[str, str] = {
    "itemize": "list-item",
    "enumerate": "list-item",
    "description": "list-item",
    "compactitem": "list-item",
    "quote": "block-quote",
    "quotation": "block-quote",
    "displayquote": "block-quote",
}

REFERENCES = "thebibliography"

SYMBOLS: Mapping[str, str] = {
    "ss": "ß",
    "ae": "æ",
    "AE": "Æ",
    "oe": "œ",
    "OE": "Œ",
    "o": "ø",
    "O": "Ø",
    "aa": "å",
    "AA": "Å",
    "l": "ł",
    "L": "Ł",
    "i": "ı",
    "j": "ȷ",
    "S": "§",
    "P": "¶",
    "ldots": "…",
    "dots": "…",
    "textellipsis": "…",
    "textendash": "–",
    "textemdash": "—",
    "textquoteleft": "‘",
    "textquoteright": "’",
    "textquotedblleft": "“",
    "textquotedblright": "”",
    "textbackslash": "\\",
    "textasciitilde": "~",
    "textdegree": "°",
    "textregistered": "®",
    "texttrademark": "™",
    "copyright": "©",
    "pounds": "£",
    "euro": "€",
    "LaTeX": "LaTeX",
    "TeX": "TeX",
    "BibTeX": "BibTeX",
    "glqq": "„",
    "grqq": "“",
    "flqq": "«",
    "frqq": "»",
    "slash": "/",
}

CHARACTERS: Mapping[str, str] = {
    **{char: char for char in "%&$#_{}"},
    **dict.fromkeys(",;: \n\t\\", " "),
    **dict.fromkeys("!/-@", ""),
}
"""What is read of a backslash and a character that is no letter."""

ACCENTS: Mapping[str, str] = {
    "'": "\u0301",
    "`": "\u0300",
    "^": "\u0302",
    '"': "\u0308",
    "~": "\u0303",
    "=": "\u0304",
    ".": "\u0307",
    "u": "\u0306",
    "v": "\u030c",
    "H": "\u030b",
    "c": "\u0327",
    "k": "\u0328",
    "r": "\u030a",
    "b": "\u0331",
    "d": "\u0323",
}

LIGATURES: Mapping[str, str] = {"``": "“", "''": "”", "---": "—", "--": "–", "`": "‘", "'": "’"}

LANGUAGES: Mapping[str, str] = {
    name: tag
    for tag, names in {
        "en": "english american USenglish",
        "en-GB": "british UKenglish",
        "de": "german ngerman austrian naustrian",
        "fr": "french francais acadian canadien",
        "es": "spanish",
        "pt": "portuguese portuges brazilian brazil",
        "it": "italian",
        "nl": "dutch",
        "zh": "chinese",
        "ja": "japanese",
    }.items()
    for name in names.split()
}
"""Languages of babel and polyglossia as BCP 47 tags."""
