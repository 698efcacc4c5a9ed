"""Finding and reading styles and locales, and what a broken style is told."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from attachbib.csl.load import (
    load_locale,
    load_style_source,
    locale_chain,
    shipped_locales,
    style_source_from_xml,
)
from attachbib.errors import StyleError, UnknownStyleError

STYLE = """\
<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
  <info>
    <title>Sample</title>
    <id>http://example.org/sample</id>
    <updated>2024-01-01T00:00:00+00:00</updated>
  </info>
  <macro name="heading">
    <text variable="title"/>
  </macro>
  <citation>
    <layout>
      <text macro="heading"/>
    </layout>
  </citation>
</style>
"""
DEPENDENT = """\
<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0">
  <info>
    <title>Sample journal</title>
    <id>http://example.org/journal</id>
    <link href="http://www.zotero.org/styles/PARENT" rel="independent-parent"/>
    <updated>2024-01-01T00:00:00+00:00</updated>
  </info>
</style>
"""


def test_independent_style() -> None:
    source = load_style_source("apa")
    assert (source.id, source.parent) == ("apa", "")
    assert source.root.get("class") == "in-text"


def test_dependent_style_is_read_as_its_parent() -> None:
    source = load_style_source("2d-materials")
    assert (source.id, source.title) == ("2d-materials", "2D Materials")
    assert source.parent == "institute-of-physics-numeric"
    assert source.root.find("{*}citation") is not None


def test_dependent_style_keeps_its_own_locale() -> None:
    parent = load_style_source("nature").default_locale
    xml = DEPENDENT.replace("PARENT", "nature")
    assert style_source_from_xml(xml).default_locale == parent == "en-GB"
    french = xml.replace("<style ", '<style default-locale="fr-FR" ')
    assert style_source_from_xml(french).default_locale == "fr-FR"


def test_parent_may_have_been_renamed() -> None:
    assert style_source_from_xml(DEPENDENT.replace("PARENT", "harvard1")).parent == (
        "harvard-cite-them-right"
    )


def test_style_file(tmp_path: Path) -> None:
    path = tmp_path / "sample.csl"
    path.write_text(STYLE, encoding="utf-8")
    for spec in (path, str(path)):
        source = load_style_source(spec)
        assert (source.id, source.title, source.path) == (
            "http://example.org/sample", "Sample", path,
        )  # fmt: skip


def test_utf16_style_file() -> None:
    xml = '<?xml version="1.0" encoding="utf-16"?>\n' + STYLE.replace("Sample", "Schrägstück")
    assert style_source_from_xml(xml.encode("utf-16")).title == "Schrägstück"


FAULTS = {
    'class="in-text"': ('class="sideways"', 1, "'sideways' is not a value of the attribute class"),
    ' version="1.0"': ("", 1, "<style> lacks the attribute version"),
    "<title>Sample</title>": ("", 2, "<info> lacks <title>"),
    '<text variable="title"/>': (
        '<text variable="titel"/>', 8, "'titel' is not a value of the attribute variable",
    ),
    '<text variable="title"': ('<txt variable="title"', 8, "did you mean 'text'?"),
    'variable="title"': ('variable="title" colour="red"', 8, "the attribute colour is not allowed"),
    "<citation>": ('<citation et-al-min="six">', 10, "'six' is not a number"),
    '<text macro="heading"/>': ("", 11, "<layout> is empty"),
    '<layout>': ('<sort><group/></sort><layout>', 11, "<group> may not stand in <sort>"),
    'macro="heading"': ('macro="haeding"', 12, "the macro 'haeding' is used but not defined"),
    '"title"/>': ('"title"/><text macro="heading"/>', 7, "calls itself: heading → heading"),
    "</macro>": ("", 15, "not well-formed XML"),
}  # fmt: skip


@pytest.mark.parametrize("good", FAULTS)
def test_fault_is_named_with_its_line(tmp_path: Path, good: str) -> None:
    bad, line, message = FAULTS[good]
    path = tmp_path / "broken.csl"
    path.write_text(STYLE.replace(good, bad, 1), encoding="utf-8")
    with pytest.raises(StyleError, match=re.escape(message)) as error:
        load_style_source(path)
    assert str(error.value).startswith(f"{path}:{line}:")


def test_macros_calling_each_other() -> None:
    xml = STYLE.replace(
        "<citation>",
        '<macro name="a"><text macro="b"/></macro><macro name="b"><text macro="a"/></macro>'
        "<citation>",
    )
    with pytest.raises(StyleError, match=r"calls itself: (a → b → a|b → a → b)"):
        style_source_from_xml(xml)


def test_macros_nested_too_deep() -> None:
    chain = (
        "".join(f'<macro name="m{n}"><text macro="m{n + 1}"/></macro>' for n in range(5000))
        + '<macro name="m5000"><text value="x"/></macro>'
    )
    with pytest.raises(StyleError, match="nests more than 200 elements"):
        style_source_from_xml(STYLE.replace("<citation>", f"{chain}<citation>"))


def test_elements_nested_too_deep() -> None:
    deep = "<group>" * 5000 + '<text value="x"/>' + "</group>" * 5000
    with pytest.raises(StyleError, match=r"not well-formed XML: .*depth"):
        style_source_from_xml(STYLE.replace('<text macro="heading"/>', deep))


@pytest.mark.parametrize(
    "declaration",
    [
        '<!DOCTYPE style SYSTEM "http://127.0.0.1:9/none.dtd">',
        '<!DOCTYPE style [<!ENTITY file SYSTEM "file:///etc/hostname">]>',
        '<!DOCTYPE style [<!ENTITY word "text">]>',
    ],
)
def test_document_type_is_refused(declaration: str) -> None:
    with pytest.raises(StyleError, match="refused for safety"):
        style_source_from_xml(declaration + STYLE)


def test_entity_bomb_is_refused() -> None:
    entities = '<!ENTITY e0 "x">' + "".join(
        f'<!ENTITY e{n} "{f"&e{n - 1};" * 20}">' for n in range(1, 12)
    )
    xml = f"<!DOCTYPE style [{entities}]>" + STYLE.replace("<title>Sample", "<title>&e11;")
    with pytest.raises(StyleError):
        style_source_from_xml(xml)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "not well-formed XML"),
        ("@article{a, title = {A}}", "not well-formed XML"),
        ("<html><body/></html>", "expected <style>, found <html>"),
        ("<style/>", "namespace"),
        ('<locale xmlns="http://purl.org/net/xbiblio/csl"/>', "locale file, not a style"),
    ],
)
def test_not_a_style(text: str, message: str) -> None:
    with pytest.raises(StyleError, match=message):
        style_source_from_xml(text)


def test_unknown_parent(tmp_path: Path) -> None:
    path = tmp_path / "journal.csl"
    path.write_text(DEPENDENT.replace("PARENT", "no-such-thing"), encoding="utf-8")
    with pytest.raises(StyleError, match=r"the parent style .*no-such-thing") as error:
        load_style_source(path)
    assert error.value.line == 5


def test_parent_that_is_dependent_itself() -> None:
    with pytest.raises(StyleError, match="itself a dependent style"):
        style_source_from_xml(DEPENDENT.replace("PARENT", "2d-materials"))


@pytest.mark.parametrize("name", ["missing.csl", "."])
def test_unreadable_file(tmp_path: Path, name: str) -> None:
    with pytest.raises(StyleError, match=re.escape(str(tmp_path))):
        load_style_source(tmp_path / name)


def test_id_that_no_file_can_have() -> None:
    for spec in ("", "..", "a\0b", "x" * 5000):
        with pytest.raises(UnknownStyleError):
            load_style_source(spec)


@pytest.mark.parametrize(
    ("lang", "chain"),
    [
        ("de-AT", ("de-AT", "de-DE", "en-US")),
        ("de", ("de-DE", "en-US")),
        ("EN_us", ("en-US",)),
        ("en-GB", ("en-GB", "en-US")),
        ("fr-CH", ("fr-FR", "en-US")),
        ("tlh", ("en-US",)),
        ("", ("en-US",)),
    ],
)
def test_locale_chain(lang: str, chain: tuple[str, ...]) -> None:
    assert locale_chain(lang) == chain


def test_every_shipped_locale_has_terms() -> None:
    assert len(shipped_locales()) > 50
    for lang in shipped_locales():
        locale = load_locale(lang)
        assert locale is not None
        assert locale.find("{*}terms") is not None


def test_locale_that_is_not_shipped() -> None:
    assert load_locale("de-XX") is None
    assert load_locale("../../x") is None
