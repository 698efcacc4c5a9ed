"""Reference → the text of a BibTeX or BibLaTeX entry, as `attachbib.bibtex.convert` reads it.

Nothing is left out for want of a field: a type without an entry type is the
`entrysubtype`; a variable without a field is one under its own name, which BibTeX and
biber skip. Where that name means something else already, `csl-` stands before it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, MutableMapping

from attachbib.bibtex import write_tables as tables
from attachbib.bibtex.blocks import RawField, RawPart
from attachbib.bibtex.edit_values import NOT_IN_KEYS, is_field_name
from attachbib.bibtex.encode import latex_text
from attachbib.bibtex.fields import CSL_TYPES, EVENT_FIELDS, TYPES, UNKNOWN
from attachbib.bibtex.fmt_fields import in_order
from attachbib.bibtex.fmt_values import format_value
from attachbib.bibtex.write_dates import edtf, literal, month_parts
from attachbib.bibtex.write_names import write_names
from attachbib.bibtex.write_tables import Dialect
from attachbib.bibtex.write_titles import title_fields
from attachbib.characters import printable
from attachbib.reference import Date, Name, Reference

__all__ = ["Dialect", "write_entries", "write_entry"]

_UNSAFE_IN_ADDRESS = re.compile(r"[\\{}]")
_UNSAFE_IN_NAME = re.compile(r"[^A-Za-z0-9_-]+")
_AND = re.compile(r"\s+and\s+", re.IGNORECASE)

Fields = dict[str, str]


def write_entries(references: Iterable[Reference], dialect: Dialect = "biblatex") -> str:
    """Return references as the text of a `.bib` file, a blank line between entries."""
    return "\n".join(write_entry(reference, dialect) for reference in references)


def write_entry(reference: Reference, dialect: Dialect = "biblatex") -> str:
    """Return a reference as one entry, laid out as `refs fmt` does, with a line end at its end.

    What cannot stand in a citation key is `-` there.
    """
    entry_type, fields = entry_fields(reference, dialect)
    width = max(map(len, fields), default=0)
    lines = [f"@{entry_type}{{{citation_key(reference.id)},"]
    raw = [RawField(name, 0, 0, 0, (RawPart(text, False),)) for name, text in fields.items()]
    for field in in_order(raw, is_parent=False):
        value = fields["month"] if field.name == "month" else format_value(field, ())
        lines.append(f"  {field.name:<{width}} = {value},")
    return "\n".join([*lines, "}\n"])


def citation_key(text: str) -> str:
    """Return a text as a citation key that BibTeX and biber take."""
    return NOT_IN_KEYS.sub("-", text) or "key"


def entry_fields(reference: Reference, dialect: Dialect = "biblatex") -> tuple[str, Fields]:
    """Return the entry type of a reference, and field → LaTeX without delimiters.

    `month` alone is as it stands in a file: a macro, macros joined by `#`, or in braces.
    """
    left = {name: text for name, text in reference.text.items() if printable(text).strip()}
    entry_type, subtype = _entry_type(reference, dialect)
    kind = TYPES.get(entry_type, UNKNOWN)
    cased = dialect == "bibtex" or left.get("language", "")[:2].lower() in ("", "en")
    if left.get("event") == left.get("event-title"):
        left.pop("event", "")
    fields: Fields = {"entrysubtype": subtype} if subtype else {}
    fields |= _names(reference.names, dialect)
    fields |= title_fields(left, kind.titles, cased=cased)
    fields |= _dates(reference.dates, dialect)
    fields |= _numbers(left, kind.number)
    fields |= _publisher(left, entry_type, dialect)
    fields |= _genre(left, kind.genre, entry_type, dialect)
    fields |= _language(left)
    for table, write in _TABLES:
        for variable, field in table.items():
            if variable in left:
                fields[field] = write(left.pop(variable))
    for variable, text in left.items():
        fields[_spare_name(variable, fields)] = latex_text(text)
    if dialect == "bibtex":
        fields = {tables.BIBTEX_NAMES.get(name, name): value for name, value in fields.items()}
    return entry_type, {name: value for name, value in fields.items() if value}


def _entry_type(reference: Reference, dialect: Dialect) -> tuple[str, str]:
    """The entry type, and the `entrysubtype` if the type alone would be read as another."""
    types = tables.BIBTEX_TYPES if dialect == "bibtex" else tables.BIBLATEX_TYPES
    entry_type = types.get(reference.type, "misc")
    genre = reference.text.get("genre", "")
    if entry_type == "phdthesis":
        entry_type = tables.THESES.get(genre, entry_type)
    elif entry_type == "incollection" and dialect == "biblatex" and "editor" not in reference.names:
        entry_type = "inbook"
    read_as = TYPES[entry_type].csl
    if entry_type == "unpublished" and _has_event(reference):
        read_as = "speech"
    subtype = tables.SUBTYPES.get(reference.type, reference.type)
    if reference.type not in CSL_TYPES:
        subtype = latex_text(subtype)
    return entry_type, "" if read_as == reference.type else subtype


def _has_event(reference: Reference) -> bool:
    variables = {**reference.text, **reference.dates}
    return any(
        table.get(name) in EVENT_FIELDS
        for table in (tables.TEXTS, tables.TITLES, tables.DATES)
        for name in variables
    )


def _names(names: Mapping[str, tuple[Name, ...]], dialect: Dialect) -> Fields:
    fields: Fields = {}
    slots = ["editorc", "editorb", "editora"]
    for variable, people in names.items():
        field = tables.NAMES.get(variable, "")
        if variable in tables.ROLES:
            field = slots.pop()
            fields[f"{field}type"] = tables.ROLES[variable]
        elif not field:
            field = _spare_name(variable, fields)
        fields[field] = write_names(people, dialect)
    return fields


def _dates(dates: Mapping[str, Date], dialect: Dialect) -> Fields:
    fields: Fields = {}
    for variable, date in dates.items():
        words = latex_text(literal(date))
        if variable != "issued":
            field = tables.DATES.get(variable) or _spare_name(variable, fields)
            fields[field] = words or edtf(date)
        elif words:
            # A `date` that is no date stops biber; `year` may be any text (manual, 2.2.3).
            fields["year"] = words
        elif dialect == "bibtex":
            fields |= month_parts(date)
        else:
            fields["date"] = edtf(date)
    return fields


def _numbers(left: MutableMapping[str, str], number: str) -> Fields:
    """`number` is an issue, a number in a series or that of a report, depending on the type."""
    fields = {"number": latex_text(left.pop(number, ""))}
    for variable, field in (("issue", "issue"), ("number", "eid")):
        if variable != number:
            fields[field] = latex_text(left.pop(variable, ""))
    return fields


def _publisher(left: MutableMapping[str, str], entry_type: str, dialect: Dialect) -> Fields:
    field = "publisher"
    if entry_type in tables.INSTITUTED:
        field = "institution"
    elif entry_type in tables.ORGANIZED and dialect == "biblatex":
        field = "organization"
    elif entry_type in tables.THESES.values():
        field = "school"
    place = "jurisdiction" if entry_type == "patent" else "publisher-place"
    return {field: _list(left.pop("publisher", "")), "location": _list(left.pop(place, ""))}


def _genre(
    left: MutableMapping[str, str], implied: str, entry_type: str, dialect: Dialect
) -> Fields:
    genre = left.pop("genre", "")
    if genre == implied:
        return {}
    if implied and not genre:
        # BibTeX prints "PhD thesis" or "Technical Report" where there is no `type`.
        genre = "Report" if entry_type == "techreport" else "Thesis"
    return {"type": _key(genre) if dialect == "biblatex" else latex_text(genre)}


def _language(left: MutableMapping[str, str]) -> Fields:
    tag = left.pop("language", "")
    return {"langid": tables.BABEL.get(tag) or latex_text(tag)}


def _key(text: str) -> str:
    """The localisation key of a term, any other text as LaTeX."""
    return tables.KEYS.get(text) or latex_text(text)


def _list(text: str) -> str:
    """A list as the reader joins it, by `; `; braces around parts with an `and` of their own."""
    parts = (latex_text(part) for part in text.split("; "))
    return " and ".join(f"{{{part}}}" if _AND.search(part) else part for part in parts)


def _address(text: str) -> str:
    """An identifier or URL, which fields hold without LaTeX; braces as `%` codes."""
    text = " ".join(printable(text).split())
    return _UNSAFE_IN_ADDRESS.sub(lambda match: f"%{ord(match[0]):02X}", text)


def _spare_name(variable: str, taken: Mapping[str, str]) -> str:
    """A field name for a variable that has no field."""
    name = _UNSAFE_IN_NAME.sub("-", variable.lower())
    while name in tables.READ or name in taken or not is_field_name(name):
        name = f"csl-{name}"
    return name


_TABLES: tuple[tuple[Mapping[str, str], Callable[[str], str]], ...] = (
    (tables.IDENTIFIERS, _address),
    (tables.LISTS, _list),
    ({"status": "pubstate"}, _key),
    ({"note": "note", "page": "pages", **tables.TEXTS, **tables.TITLES}, latex_text),
)
