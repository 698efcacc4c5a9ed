"""Whatever files hold, they are checked and reported without an exception."""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from attachbib.errors import AttachbibError
from attachbib.reports import FORMATS, load_reporter
from attachbib.reports.json import json_report
from attachbib.rules import check
from attachbib.workspace import open_workspace

PIECES = {
    "article.md": [
        "They cry [@a].",
        "[-@b, p. 3; @{c}]",
        "40 %",
        "# One\n",
        "\n\n",
        "“",
        "@",
        "[^1]",
    ],
    "library.bib": [
        "@book{a, ",
        "doi = {",
        "10.1000/1",
        "}",
        "}\n",
        '"',
        "nodoi={x}",
        ",",
        "#",
        "\\",
    ],
    "claims.toml": [
        '[[claim]]\nid = "x"\n',
        'file = "article.md"\n',
        'anchor.exact = "They cry."\n',
        '[[claim.evidence]]\nkey = "a"\n',
        '"',
        "[",
        "'''",
        "exempt = 1\n",
    ],
    "attachbib.toml": ["[coverage]\n", 'scope = "paragraph"\n', "fail_under = 50\n", "x", "="],
}


def contents(name: str) -> st.SearchStrategy[bytes]:
    """Return texts of the pieces that such files are made of, and of anything else."""
    piece = st.one_of(
        st.sampled_from([piece.encode() for piece in PIECES[name]]),
        st.text(max_size=5).map(lambda text: text.encode("utf-8", "replace")),
        st.binary(max_size=2),
    )
    weights = st.one_of(st.sampled_from([one.encode() for one in PIECES[name]]), piece)
    return st.lists(weights, max_size=12).map(b"".join)


@settings(max_examples=150, deadline=None)
@given(st.fixed_dictionaries({}, optional={name: contents(name) for name in PIECES}))
def test_any_project_is_checked_or_refused(files: dict[str, bytes]) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        for file, content in files.items():
            (folder / file).write_bytes(content)
        try:
            result = check(open_workspace(project=folder, partial=True))
        except AttachbibError:
            return
        for format in FORMATS:
            text = load_reporter(format)(result, base=folder)
            assert "\x1b" not in text
            text.encode("utf-8")
        report = json.loads(json_report(result, base=folder))
        assert len(report["findings"]) == len(result.findings)
        for one in result.findings:
            assert one.line >= 1
            assert one.column >= 1
            assert (one.end_line, one.end_column) >= (one.line, one.column)
            assert one.path.parent == folder
