"""Finding and reading CSL styles and locales; the one user of citeproc-py's data."""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from lxml import etree

from attachbib.csl.catalog import find_style
from attachbib.csl.packaged import locales_folder, primary_dialects, style_file
from attachbib.csl.validate import check_macros, check_schema, line_of
from attachbib.errors import StyleError, UnknownStyleError

CSL = "{http://purl.org/net/xbiblio/csl}"
"""The CSL namespace as lxml writes it before a tag."""

FALLBACK_LOCALE = "en-US"

MAX_STYLE_BYTES = 4 * 1024 * 1024


class StyleSource(NamedTuple):
    """A style as read, with a dependent style already resolved to its parent."""

    id: str
    """The packaged id (`apa`), the CSL id of a user's style, or "" if it has none."""
    title: str
    """The style's own title, of the dependent style if it is one."""
    path: Path | None
    """The file asked for (the dependent style's, if it is one), or None."""
    root: etree._Element
    """The `style` element of the independent style, without comments. Never change it."""
    default_locale: str
    """`default-locale`, where a dependent style's own wins over its parent's; or ""."""
    parent: str = ""
    """The id of the independent style behind a dependent one, or ""."""


def load_style_source(spec: str | Path) -> StyleSource:
    """Find and read a style.

    Args:
        spec: a packaged style's id, alias, title or URL (see `catalog.find_style`), or
            the path of a `.csl` file. A string is a path if it ends in `.csl` or has a
            path separator.

    Raises:
        UnknownStyleError: no packaged style has that name.
        StyleError: the file cannot be read or is not a valid CSL 1.0 style.
    """
    if isinstance(spec, Path) or _looks_like_path(spec):
        path = Path(spec)
        return style_source_from_xml(_read_style(path), path)
    style_id = find_style(spec)
    path = style_file(style_id) or Path()
    return _resolve(_parse(path.read_bytes(), path), path, style_id)


def style_source_from_xml(
    data: bytes | str, path: Path | None = None, *, validate: bool = True
) -> StyleSource:
    """Read a style from the text of a CSL file.

    Args:
        data: the XML.
        path: named in errors.
        validate: check it against the CSL 1.0.2 schema. Macros are always checked.

    Raises:
        StyleError: not XML, XML with a document type declaration, not a CSL style,
            invalid, a missing or recursive macro, or a parent that is not packaged.
    """
    root = _parse(data.encode() if isinstance(data, str) else data, path)
    if validate:
        check_schema(root, path)
    check_macros(root, path)
    return _resolve(root, path, root.findtext(f"{CSL}info/{CSL}id", "").strip())


@lru_cache(maxsize=128)
def load_locale(lang: str) -> etree._Element | None:
    """Return the `locale` element of the shipped file for exactly `lang`, or None.

    The element is shared by all callers: never change it.
    """
    if lang not in shipped_locales():
        return None
    path = locales_folder() / f"locales-{lang}.xml"
    return etree.fromstring(path.read_bytes(), _parser())


@lru_cache(maxsize=1)
def shipped_locales() -> frozenset[str]:
    """Return the language tags that have a locale file, e.g. `de-AT`, `eu`."""
    names = (path.stem for path in locales_folder().glob("locales-*.xml"))
    return frozenset(name.removeprefix("locales-") for name in names)


def locale_chain(lang: str) -> tuple[str, ...]:
    """Return the shipped locales to look terms up in, best first.

    The dialect itself, the primary dialect of its language, then `en-US`
    (CSL 1.0.2, "Locale Fallback"): `de-AT` → `de-AT, de-DE, en-US`. Case and `_`
    do not matter; an unknown language leaves `en-US` alone.
    """
    by_lower = {name.lower(): name for name in shipped_locales()}
    tag = lang.strip().replace("_", "-").lower()
    language = tag.partition("-")[0]
    wanted = (by_lower.get(tag), primary_dialects().get(language), FALLBACK_LOCALE)
    return tuple(dict.fromkeys(name for name in wanted if name))


def _looks_like_path(spec: str) -> bool:
    if "://" in spec:
        return False
    return spec.lower().endswith(".csl") or any(sep in spec for sep in ("/", "\\", os.sep))


def _read_style(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            data = stream.read(MAX_STYLE_BYTES + 1)
    except FileNotFoundError:
        raise StyleError(
            "no such style file.",
            path=path,
            hint="For a packaged style give its id, without a folder or .csl.",
        ) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise StyleError(f"the style cannot be read: {reason}.", path=path) from None
    if len(data) > MAX_STYLE_BYTES:
        raise StyleError(
            f"the file is larger than {MAX_STYLE_BYTES // 1024**2} MiB; that is no style.",
            path=path,
        )
    return data


def _parser() -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )


def _parse(data: bytes, path: Path | None) -> etree._Element:
    try:
        root = etree.fromstring(data, _parser())
    except etree.XMLSyntaxError as error:
        line, column = error.position
        raise StyleError(
            f"not well-formed XML: {error.msg.partition(', line ')[0]}.",
            path=path,
            line=line,
            column=column,
            hint="A citation style is a CSL file, which is XML.",
        ) from None
    if root.getroottree().docinfo.doctype:  # type: ignore[union-attr]  # a parsed root has a tree
        raise StyleError(
            "the style has a document type declaration, which is refused for safety.",
            path=path,
            hint="Remove the <!DOCTYPE …> and write out any entities.",
        )
    if root.tag != f"{CSL}style":
        raise StyleError(_not_a_style(root), path=path, line=line_of(root))
    return root


def _not_a_style(root: etree._Element) -> str:
    if root.tag == f"{CSL}locale":
        return "this is a CSL locale file, not a style."
    name = etree.QName(root)
    if name.localname == "style":
        return f"this <style> is in the namespace {name.namespace!r}, not that of CSL 1.0."
    return f"this is not a CSL style: expected <style>, found <{name.localname}>."


def _resolve(root: etree._Element, path: Path | None, style_id: str) -> StyleSource:
    """Return the style with a dependent one replaced by its parent."""
    title = " ".join(root.findtext(f"{CSL}info/{CSL}title", "").split())
    locale = root.get("default-locale", "")
    link = root.find(f"{CSL}info/{CSL}link[@rel='independent-parent']")
    if link is None:
        return StyleSource(style_id, title, path, root, locale)
    try:
        parent_id = find_style(link.get("href", ""))
    except UnknownStyleError as error:
        raise StyleError(
            f"the parent style {error.name!r} is not one of the packaged styles.",
            path=path,
            line=line_of(link),
            hint=error.hint,
        ) from None
    parent_path = style_file(parent_id) or Path()
    parent = _parse(parent_path.read_bytes(), parent_path)
    if parent.find(f"{CSL}info/{CSL}link[@rel='independent-parent']") is not None:
        raise StyleError(
            f"the parent style {parent_id!r} is itself a dependent style.",
            path=path,
            line=line_of(link),
            hint="Name the independent style as parent.",
        )
    locale = locale or parent.get("default-locale", "")
    return StyleSource(style_id, title, path, parent, locale, parent_id)
