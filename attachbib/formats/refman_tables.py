"""Types and tags of RIS, which EndNote's XML shares under other names, and their CSL variables.

Sources: the RIS specification of 2011 (Thomson Reuters, "RIS Format Specifications") and
the types and elements that EndNote X9 exports. Where programs differ, a comment says why.
"""

from __future__ import annotations

from collections.abc import Mapping

TYPES: Mapping[str, str] = {
    "ABST": "article-journal",
    "ADVS": "motion_picture",
    "AGGR": "dataset",
    "ANCIENT": "classic",
    "ART": "graphic",
    "BILL": "bill",
    "BLOG": "post-weblog",
    "BOOK": "book",
    "CASE": "legal_case",
    "CHAP": "chapter",
    "CHART": "figure",
    "CLSWK": "classic",
    "COMP": "software",
    # The specification has CONF for proceedings, but databases export papers as such.
    "CONF": "paper-conference",
    "CPAPER": "paper-conference",
    "CTLG": "book",
    "DATA": "dataset",
    "DBASE": "dataset",
    "DICT": "entry-dictionary",
    "EBOOK": "book",
    "ECHAP": "chapter",
    "EDBOOK": "book",
    "EJOUR": "article-journal",
    "ELEC": "webpage",
    "ENCYC": "entry-encyclopedia",
    "EQUA": "document",
    "FIGURE": "figure",
    "GEN": "document",
    "GOVDOC": "report",
    "GRANT": "document",
    "HEAR": "hearing",
    "ICOMM": "personal_communication",
    "INPR": "article-journal",
    "JFULL": "periodical",
    "JOUR": "article-journal",
    "LEGAL": "regulation",
    "MANSCPT": "manuscript",
    "MAP": "map",
    "MGZN": "article-magazine",
    "MPCT": "motion_picture",
    "MULTI": "webpage",
    "MUSIC": "musical_score",
    "NEWS": "article-newspaper",
    "PAMP": "pamphlet",
    "PAT": "patent",
    "PCOMM": "personal_communication",
    "RPRT": "report",
    "SER": "book",
    "SLIDE": "speech",
    "SOUND": "song",
    "STAND": "standard",
    "STAT": "legislation",
    "THES": "thesis",
    "UNBILL": "bill",
    "UNPB": "manuscript",
    "VIDEO": "motion_picture",
    "WEB": "webpage",
}
"""RIS type → CSL type; any other is a `document`."""

RIS_TYPES: Mapping[str, str] = {
    **{csl: ris for ris, csl in reversed(list(TYPES.items()))},
    "article-journal": "JOUR",
    "book": "BOOK",
    "classic": "CLSWK",
    "dataset": "DATA",
    "document": "GEN",
    "figure": "FIGURE",
    "motion_picture": "MPCT",
    "paper-conference": "CPAPER",
    "personal_communication": "PCOMM",
    "report": "RPRT",
    "webpage": "ELEC",
}
"""CSL type → RIS type; what has none is GEN, and its type a line of the notes."""

ENDNOTE: Mapping[str, tuple[str, int]] = {
    "AGGR": ("Aggregated Database", 55),
    "ANCIENT": ("Ancient Text", 51),
    "ART": ("Artwork", 2),
    "ADVS": ("Audiovisual Material", 3),
    "BILL": ("Bill", 4),
    "BLOG": ("Blog", 56),
    "BOOK": ("Book", 6),
    "CHAP": ("Book Section", 5),
    "CASE": ("Case", 7),
    "CTLG": ("Catalog", 8),
    "CHART": ("Chart or Table", 38),
    "CLSWK": ("Classical Work", 49),
    "COMP": ("Computer Program", 9),
    "CPAPER": ("Conference Paper", 47),
    "CONF": ("Conference Proceedings", 10),
    "DATA": ("Dataset", 59),
    "DICT": ("Dictionary", 52),
    "EDBOOK": ("Edited Book", 28),
    "EJOUR": ("Electronic Article", 43),
    "EBOOK": ("Electronic Book", 44),
    "ECHAP": ("Electronic Book Section", 60),
    "ENCYC": ("Encyclopedia", 53),
    "EQUA": ("Equation", 39),
    "FIGURE": ("Figure", 37),
    "MPCT": ("Film or Broadcast", 21),
    "GEN": ("Generic", 13),
    "GOVDOC": ("Government Document", 46),
    "GRANT": ("Grant", 54),
    "HEAR": ("Hearing", 14),
    "JOUR": ("Journal Article", 17),
    "LEGAL": ("Legal Rule or Regulation", 50),
    "MGZN": ("Magazine Article", 19),
    "MANSCPT": ("Manuscript", 36),
    "MAP": ("Map", 20),
    "MUSIC": ("Music", 61),
    "NEWS": ("Newspaper Article", 23),
    "DBASE": ("Online Database", 45),
    "MULTI": ("Online Multimedia", 48),
    "PAMP": ("Pamphlet", 24),
    "PAT": ("Patent", 25),
    "PCOMM": ("Personal Communication", 26),
    "RPRT": ("Report", 27),
    "SER": ("Serial", 57),
    "STAND": ("Standard", 58),
    "STAT": ("Statute", 31),
    "THES": ("Thesis", 32),
    "UNPB": ("Unpublished Work", 34),
    "ELEC": ("Web Page", 12),
}
"""RIS type → the name and number of EndNote's `ref-type`."""

WHOLE = frozenset(
    "ADVS BOOK CLSWK COMP CTLG EBOOK EDBOOK GOVDOC MANSCPT MAP MPCT MUSIC PAMP RPRT SER SOUND "
    "STAND THES UNPB VIDEO".split()
)
"""Types of works by themselves: their T2 is a series. That of others is what they are in."""

PAGED = frozenset("BOOK EBOOK EDBOOK MANSCPT THES UNPB".split())
"""Types whose SP without an EP is the number of pages."""

NUMBERED = frozenset("BILL CASE COMP GOVDOC HEAR PAT RPRT STAND STAT".split())
"""Types whose IS is the number of the work itself."""

ALIASES: Mapping[str, str] = {
    "A1": "AU",
    "CT": "TI",
    "J1": "J2",
    "JA": "J2",
    "JF": "T2",
    "LK": "UR",
    "N2": "AB",
    "PP": "CY",
    "T1": "TI",
    "Y1": "PY",
}
"""Other tag of a field → its tag."""

TEXTS: Mapping[str, str] = {
    "AB": "abstract",
    "CN": "call-number",
    "CY": "publisher-place",
    "DB": "source",
    "DO": "DOI",
    "ET": "edition",
    "J2": "container-title-short",
    "LA": "language",
    "M3": "genre",
    "NV": "number-of-volumes",
    "PB": "publisher",
    "RI": "reviewed-title",
    "RN": "annote",
    "SE": "section",
    "ST": "title-short",
    "TI": "title",
    "UR": "URL",
    "VL": "volume",
}
"""Tag → variable, the same for all types.

Not read, for CSL has no variable: AD (address), AV, C1 to C8 but for what `refman` says,
CR (rights), DP, L1 to L4 (files), LB, M2, OP, RP, SV, TA, TT, U1 to U5.
"""

NAMES: Mapping[str, str] = {
    "AU": "author",
    "ED": "editor",
    "A2": "editor",
    "A3": "collection-editor",
    "A4": "translator",
}
"""Tag → name variable; in `WHOLE` works A2 is a series' editor and A3 the editor."""

WHOLE_NAMES: Mapping[str, str] = {**NAMES, "A2": "collection-editor", "A3": "editor"}
"""The same for works by themselves, whose A2 is the editor of their series."""

CONFERENCE = frozenset({"CONF", "CPAPER"})
"""Types whose T2 is the conference when C3 or BT has the title of the proceedings."""
