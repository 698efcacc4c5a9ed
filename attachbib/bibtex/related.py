"""`related`: what an entry takes from the work it reprints, translates or reviews.

The types of relation are those of the biblatex manual, table "Related entries"; what is
taken are the fields that have a variable in CSL 1.0.2 (`original-title`, `reviewed-author`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from attachbib.bibtex.fields import key_list

Values = Mapping[str, str]

_ORIGINAL = {
    "author": "origauthor",
    "title": "origtitle",
    "date": "origdate",
    "year": "origdate",
    "publisher": "origpublisher",
    "location": "origlocation",
    "address": "origlocation",
}
_REVIEWED = {"author": "reviewedauthor", "title": "reviewedtitle"}

_TAKEN: dict[str, Mapping[str, str]] = {
    "origpubas": _ORIGINAL,
    "origpubin": _ORIGINAL,
    "reprintfrom": _ORIGINAL,
    "reprintof": _ORIGINAL,
    "reviewof": _REVIEWED,
    "translationof": _ORIGINAL,
}
"""`relatedtype` → name in the related entry → name in this one.

Other types have no variables: `multivolume`, or those that point the other way, such as
`reprintas` and `translationas`.
"""

_OWN_SAME = {"origauthor": "author", "origtitle": "title"}
"""What is left out when this entry has the same: CSL asks for it only where it differs."""


def related_values(own: Values, find: Callable[[str], Values | None]) -> dict[str, str]:
    """Return what an entry takes, under the names it has there; the first related entry counts.

    Args:
        own: the entry's values, inherited ones included.
        find: from a citation key to the values of its entry.
    """
    names = _TAKEN.get(own.get("relatedtype", "").strip().lower())
    if names is None:
        return {}
    keys = key_list(own.get("related", ""))
    related = next((values for key in keys if (values := find(key)) is not None), None)
    if related is None:
        return {}
    taken: dict[str, str] = {}
    for name, new_name in names.items():
        value = _whole_title(related) if name == "title" else related.get(name, "")
        if value and value != own.get(_OWN_SAME.get(new_name, "")):
            taken.setdefault(new_name, value)
    return {name: value for name, value in taken.items() if name not in own}


def _whole_title(values: Values) -> str:
    title, subtitle = values.get("title", ""), values.get("subtitle", "")
    return f"{title}: {subtitle}" if title and subtitle else title
