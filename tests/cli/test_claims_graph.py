"""`attachbib claims graph`: what is drawn, and that no text of a file becomes syntax."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from command_line import Run

GRAPH = """\
flowchart LR
  c1["naps-help<br>Naps help."]
  c2["old (orphan)<br>Nobody says this now at all."]
  w1(["doe2020<br>Naps"])
  w2(["gone#95;1<br>(in no library)"])
  c1 -->|"supports"| w1
  c1 --x|"contradicts, p. 3"| w2
  c2 -.->|"qualifies"| w1
  c2 ---|"background"| w1
  classDef suspect stroke-dasharray: 5 5
  class c2 suspect
"""

DOT = """\
digraph claims {
  rankdir=LR;
  c1 [shape=box, style=solid, label="naps-help\\nNaps help."];
  c2 [shape=box, style=dashed, label="old (orphan)\\nNobody says this now at all."];
  w1 [shape=ellipse, label="doe2020\\nNaps"];
  w2 [shape=ellipse, label="gone_1\\n(in no library)"];
  c1 -> w1 [style=solid, label="supports"];
  c1 -> w2 [style=solid, arrowhead=tee, label="contradicts, p. 3"];
  c2 -> w1 [style=dashed, label="qualifies"];
  c2 -> w1 [style=dotted, label="background"];
}
"""

MORE = """
[[claim.evidence]]
key = "gone_1"
stance = "contradicts"
locator = "p. 3"

[[claim]]
id = "old"
file = "article.md"
anchor.exact = "Nobody says this now at all."
evidence = [
  { key = "doe2020", stance = "qualifies" },
  { key = "alias", stance = "background", quote = "word", note = "for word" },
]
"""


@pytest.fixture
def claims(project: Path) -> Path:
    path = project / "claims.toml"
    path.write_text(path.read_text(encoding="utf-8") + MORE, encoding="utf-8")
    library = project / "library.bib"
    text = library.read_text(encoding="utf-8")
    library.write_text(text.replace("{doe2020,", "{doe2020, ids = {alias},"), encoding="utf-8")
    return path


@pytest.mark.parametrize(("format_", "expected"), [("mermaid", GRAPH), ("dot", DOT)])
def test_drawing(attachbib: Run, claims: Path, format_: str, expected: str) -> None:
    assert attachbib("claims", "graph", "--format", format_) == (0, expected, "")


def test_json(attachbib: Run, claims: Path) -> None:
    graph = json.loads(attachbib("claims", "graph", "--format", "json").stdout)
    assert [(one["id"], one["state"], one["review"]) for one in graph["claims"]] == [
        ("naps-help", "same", "unreviewed"),
        ("old", "orphan", "unreviewed"),
    ]
    assert graph["references"] == [
        {"key": "doe2020", "title": "Naps", "doi": "", "known": True},
        {"key": "gone_1", "title": "", "doi": "", "known": False},
    ]
    assert graph["evidence"][-1] == {
        "claim": "old",
        "reference": "doe2020",
        "stance": "background",
        "locator": "",
        "quote": "word",
        "note": "for word",
    }
    assert len(graph["evidence"]) == 4


NASTY = [
    'a"b',
    "a\\",
    'a"]\n  click c1 "https://example.org"',
    "<script>alert(1)</script>",
    "`%%{init: {'theme': 'dark'}}%%`",
    "&quot; #quot; #34; \\N \\G",
    "a\x1b[31m\u202eb|c",
    "**bold** _it_ $x$",
]


def nasty_project(project: Path, text: str) -> None:
    quoted = json.dumps(text)
    (project / "claims.toml").write_text(
        f'[[claim]]\nid = {quoted}\nfile = "article.md"\nanchor.exact = {quoted}\n'
        f'evidence = [{{ key = "k", locator = {quoted} }}]\n',
        encoding="utf-8",
    )


def shown(text: str) -> str:
    line = " ".join(text.split())
    return line.replace("\x1b", "\\x1b").replace("\u202e", "\\u202e")


@pytest.mark.parametrize("text", NASTY)
def test_mermaid_is_escaped(attachbib: Run, project: Path, text: str) -> None:
    nasty_project(project, text)
    _, claim, work, link, *_ = attachbib("claims", "graph").stdout.splitlines()
    assert re.fullmatch(r'  c1\["[^"`<>%{}\[\]|&\\_*$]*<br>[^"`<>%{}\[\]|&\\_*$]*"\]', claim)
    assert re.fullmatch(r'  c1 -->\|"[^"`<>%{}\[\]|&\\_*$]*"\| w1', link)
    assert work == '  w1(["k<br>(in no library)"])'
    read = re.sub(r"#(\d+);", lambda code: chr(int(code[1])), link)
    assert read == f'  c1 -->|"supports, {shown(text)}"| w1'


@pytest.mark.parametrize("text", NASTY)
def test_dot_is_escaped(attachbib: Run, project: Path, text: str) -> None:
    nasty_project(project, text)
    lines = attachbib("claims", "graph", "--format", "dot").stdout.splitlines()
    string = r'"((?:[^"\\]|\\["\\n])*)"'
    match = re.fullmatch(rf"  c1 -> w1 \[style=solid, label={string}\];", lines[4])
    assert re.fullmatch(rf"  c1 \[shape=box, style=dashed, label={string}\];", lines[2])
    assert match is not None
    read = match[1].replace("&amp;", "&").replace('\\"', '"').replace("\\\\", "\\")
    assert read == f"supports, {shown(text)}"


def test_long_texts_are_cut_at_a_word(attachbib: Run, project: Path) -> None:
    nasty_project(project, "nap " * 100)
    assert f"<br>{'nap ' * 22}…" in attachbib("claims", "graph").stdout


def test_no_claims(attachbib: Run, project: Path) -> None:
    (project / "claims.toml").unlink()
    assert attachbib("claims", "graph") == (0, "flowchart LR\n", "")
    graph = json.loads(attachbib("claims", "graph", "--format", "json").stdout)
    assert graph == {"claims": [], "references": [], "evidence": []}
