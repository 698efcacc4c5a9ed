"""The formats of references other than BibTeX: their names, and where they are read and written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from importlib import import_module
from typing import Any, NamedTuple

from attachbib.reference import Reference
from attachbib.source import Readout, Source


class Format(NamedTuple):
    """A format; its modules are imported when they are used."""

    suffixes: tuple[str, ...]
    """What file names end in, in lower case."""
    reader: str
    """`module:function`, of `attachbib.formats`."""
    writer: str

    def parse(self, source: Source) -> Readout[tuple[Reference, ...]]:
        """Read a source. Records may have the id "".

        Raises:
            InputError: the source as a whole cannot be understood.
        """
        found: Readout[tuple[Reference, ...]] = _load(self.reader)(source)
        return found

    def dump(self, references: Iterable[Reference]) -> str:
        """Return references as text of the format."""
        text: str = _load(self.writer)(references)
        return text


def _load(place: str) -> Any:
    module, _, name = place.partition(":")
    return getattr(import_module(f"attachbib.formats.{module}"), name)


FORMATS: Mapping[str, Format] = {
    "csl-json": Format((".json", ".csljson"), "csl_json:parse_csl_json", "csl_json:dump_csl_json"),
    "csl-yaml": Format(
        (".yaml", ".yml"), "csl_yaml:parse_csl_yaml", "csl_yaml_write:dump_csl_yaml"
    ),
    "ris": Format((".ris",), "ris:parse_ris", "ris:dump_ris"),
    "nbib": Format((".nbib",), "nbib:parse_nbib", "nbib_write:dump_nbib"),
    "endnote-xml": Format(
        (".xml",), "endnote_xml:parse_endnote_xml", "endnote_xml_write:dump_endnote_xml"
    ),
}
"""Name → format."""
