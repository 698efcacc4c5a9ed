"""The example's ten references in six styles and every format, as citeproc-js prints them.

The expected entries in golden/ are citeproc-js's (`make_golden.py` writes them). On
failure the actual entries are saved beside the golden file, as `<style>.actual.txt`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable

import pytest
from click.testing import CliRunner
from make_golden import GOLDEN, LIBRARY, STYLES, written

from attachbib.bibtex import read_library
from attachbib.cli import main
from attachbib.csl import Processor, load_style
from attachbib.csl.cites import Bibliography
from attachbib.richtext import writer

_LINK = re.compile(r"</?a\b[^>]*>")
_BLOCK = re.compile(r"\s*(</?div[^>]*>)\s*")


@pytest.fixture(scope="module", params=STYLES)
def style(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    return name


@pytest.fixture(scope="module")
def golden(style: str) -> list[dict[str, str]]:
    blocks = (GOLDEN / f"{style}.txt").read_text(encoding="utf-8").strip().split("\n\n")
    found = [re.fullmatch(r"\[(.+)\]\ntext: (.+)\nhtml: (.+)", block) for block in blocks]
    return [
        dict(zip(("id", "text", "html"), match.groups(), strict=True)) for match in found if match
    ]


@pytest.fixture(scope="module")
def bibliography(style: str) -> Bibliography:
    references = read_library(LIBRARY).references.values()
    return Processor(load_style(style), references).bibliography()


def without_links(html: str) -> str:
    """Return HTML as citeproc-js would print it: it makes no links."""
    return _BLOCK.sub(r"\1", _LINK.sub("", html))


def paragraphs(name: str, bibliography: Bibliography) -> list[str]:
    printed = writer(name).write_list(bibliography.entries, bibliography.layout)
    return [part for part in re.split(r"\n\n+", printed.strip()) if part]


def test_there_are_ten_entries(golden: list[dict[str, str]]) -> None:
    assert len(golden) == 10


def test_html(style: str, golden: list[dict[str, str]], bibliography: Bibliography) -> None:
    html = writer("html")
    ours = {entry.id: without_links(html.write(entry.content)) for entry in bibliography.entries}
    actual = GOLDEN / f"{style}.actual.txt"
    if list(ours.items()) == [(entry["id"], entry["html"]) for entry in golden]:
        actual.unlink(missing_ok=True)
        return
    actual.write_text(written(ours), encoding="utf-8")
    pytest.fail(f"differs from {style}.txt; compare with {actual}")


def test_text(golden: list[dict[str, str]], bibliography: Bibliography) -> None:
    printed = writer("text").write_list(bibliography.entries, bibliography.layout)
    lines = [line for line in printed.splitlines() if line]
    assert lines == [entry["text"] for entry in golden]


def from_markdown(text: str) -> str:
    text = re.sub(r"<(https?://[^>]+)>", r"\1", text)
    text = re.sub(r"(?<!\\)\[([^]]*)\]\([^)]*\)", r"\1", text)
    return re.sub(r"\\(.)", r"\1", re.sub(r"(?<!\\)\*", "", text))


def from_rst(text: str) -> str:
    text = re.sub(r"`([^`<]*) <[^`]*>`__", r"\1", text.replace("\\ ", ""))
    return re.sub(r"\\(.)", r"\1", re.sub(r"(?<!\\)\*", "", text))


def from_latex(text: str) -> str:
    text = re.sub(r"^\\noindent (\\hangindent=\S+ )?\\hypertarget\{[^}]*\}\{\}", "", text)
    text = re.sub(r"\\href\{[^}]*\}\{([^}]*)\}", r"\1", text)
    text = re.sub(r"\\(?:emph|textbf|textup|url)\{([^}]*)\}", r"\1", text)
    return re.sub(r"\\(.)", r"\1", text).replace("~", "\u00a0")


@pytest.mark.parametrize(
    ("name", "strip"), [("markdown", from_markdown), ("rst", from_rst), ("latex", from_latex)]
)
def test_other_formats_say_the_same(
    name: str,
    strip: Callable[[str], str],
    golden: list[dict[str, str]],
    bibliography: Bibliography,
) -> None:
    stripped = [strip(part) for part in paragraphs(name, bibliography)]
    assert stripped == [entry["text"] for entry in golden]


@pytest.mark.parametrize(("name", "mark"), [("markdown", "*"), ("rst", "*"), ("latex", "\\emph{")])
def test_other_formats_keep_the_italics(
    name: str, mark: str, golden: list[dict[str, str]], bibliography: Bibliography
) -> None:
    for entry, printed in zip(golden, paragraphs(name, bibliography), strict=True):
        for title in re.findall(r"<i>(.*?)</i>", entry["html"]):
            assert f"{mark}{writer(name).write(title.replace('&amp;', '&'))}" in printed


def test_json(style: str, golden: list[dict[str, str]]) -> None:
    command = ["render", str(LIBRARY), "--style", style, "--format", "json"]
    items = json.loads(CliRunner().invoke(main, command).stdout)
    ours = [{**item, "html": without_links(item["html"])} for item in items]
    assert ours == golden
