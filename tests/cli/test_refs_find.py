"""`attachbib refs list`, `search`, `show`, `dedupe`, `fmt`: what they print, write and return."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from command_line import LIBRARY, ROOT, Run
from terminal import needs_terminal, run_on_terminal

from attachbib.workspace import open_workspace

MORE = """
@book{adams19, author = {A. Adams}, title = {{Naps of adults}}, date = {2019},
  ids = {adams}, doi = {10.1000/naps}, publisher = {Nap}}
@inbook{chapter, crossref = {adams19}, title = {One}}
@misc{reply, author = {Roe, R}, title = {Comment on Naps of Adults}, related = {adams19, doe2020}}
"""


@pytest.fixture
def doubled(project: Path) -> Path:
    """A project in which `adams2019` and `adams19` are one work, both cited and in claims."""
    with (project / "library.bib").open("a", encoding="utf-8") as stream:
        stream.write(MORE)
    with (project / "article.md").open("a", encoding="utf-8") as stream:
        stream.write("\nMore on naps [@doe2020; @adams19, p. 2] by @adams.\n")
    with (project / "claims.toml").open("a", encoding="utf-8") as stream:
        stream.write('\n[[claim.evidence]]\nkey = "adams19"  # two\n')
    return project


def texts(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text("utf-8") for path in folder.iterdir()}


def test_list_has_a_line_per_reference_with_tabs(attachbib: Run, project: Path) -> None:
    done = attachbib("refs", "list")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[:2] == [
        "adams2019\tAdams\t2019\tNaps of Adults\t",
        "doe2020\tDoe\t2020\tNaps\t",
    ]


def test_list_of_files_needs_no_project(attachbib: Run, tmp_path: Path) -> None:
    (tmp_path / "a.bib").write_text(
        "@misc{k, author = {Doe, J and Roe, R}, title = {A\x1b[2J\n B}, doi = {10.1000/1}}\n"
        "@misc{l, author = {Doe, J and others}}\n@xdata{x}\n",
        encoding="utf-8",
    )
    done = attachbib("refs", "list", "a.bib", "-l", "a.bib")
    assert done.stdout == "k\tDoe & Roe\t\tA[2J B\t10.1000/1\nl\tDoe et al.\t\t\t\n"
    assert attachbib("refs", "list", "a.bib", "--format", "keys").stdout == "k\nl\n"


def test_list_as_json_says_where_each_stands(attachbib: Run, project: Path) -> None:
    first, *_ = json.loads(attachbib("refs", "list", "--format", "json").stdout)
    assert first == {
        "key": "adams2019",
        "type": "book",
        "authors": "Adams",
        "year": "2019",
        "title": "Naps of Adults",
        "doi": "",
        "path": "references/library.bib",
        "line": 1,
    }


@needs_terminal
@pytest.mark.parametrize("command", ["list", "show", "dedupe"])
def test_lines_fit_the_terminal(tmp_path: Path, command: str) -> None:
    title = "A title that is far too long for one line of a terminal 依恋 " * 3
    (tmp_path / "a.bib").write_text(
        f"@misc{{k, author = {{Doe, J}}, title = {{{title}}}, doi = {{10.1000/1}}}}\n"
        f"@misc{{l, author = {{Doe, J}}, title = {{{title} B}}, doi = {{10.1000/1}}}}\n",
        encoding="utf-8",
    )
    printed = run_on_terminal(
        "refs", command, "-l", "a.bib", *["k"] * (command == "show"),
        cwd=tmp_path,
        environment={**os.environ, "COLUMNS": "60", "LINES": "24"},
    )  # fmt: skip
    lines = printed.split("\r\n")
    assert any(len(line) > 40 for line in lines)
    assert all(len(line) + line.count("依恋") * 2 <= 60 for line in lines)


def test_search_prints_the_best_first_and_no_hit_is_exit_code_1(
    attachbib: Run, project: Path
) -> None:
    done = attachbib("refs", "search", "naps")
    assert done.returncode == 0
    assert [line.split("\t")[0] for line in done.stdout.splitlines()] == ["adams2019", "doe2020"]
    assert attachbib("refs", "search", "naps", "--limit", "1").stdout.count("\n") == 1
    assert attachbib("refs", "search", "adams", "roe", "--any").stdout.count("\n") == 2
    none = attachbib("refs", "search", "adams", "no\x1bbody")
    assert (none.returncode, none.stdout) == (1, "")
    assert none.stderr == "no reference has the words 'adams no\\x1bbody'.\n"
    (found,) = json.loads(attachbib("refs", "search", "doe", "--format", "json").stdout)
    assert (found["key"], found["line"], found["score"] > 0) == ("doe2020", 2, True)


def test_show_says_what_rests_on_a_reference(attachbib: Run, project: Path) -> None:
    done = attachbib("refs", "show", "doe2020")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == (
        "doe2020 (@book)\n"
        "references/library.bib:2:1\n\n"
        "author      Doe, Jane\n"
        "title       Naps\n"
        "year        2020\n"
        "annotation  On naps.\n\n"
        "Doe, J. (2020). Naps.\n\n"
        "Sentences that rest on it:\n"
        "  references/article.md:3:1: cites it, rests on nothing else\n"
        "    Naps help.\n\n"
        "Claims whose evidence names it:\n"
        "  references/claims.toml:9:1: claim naps-help, supports, rests on nothing else\n"
        "    Naps help.\n\n"
        "Without it 1 sentence and 1 claim would have no source.\n"
    )
    assert attachbib("refs", "show", "roe2021").stdout.endswith(
        "No sentence and no claim of the project rests on it.\n"
    )


def test_show_knows_what_else_a_sentence_rests_on(attachbib: Run, doubled: Path) -> None:
    (shown,) = json.loads(attachbib("refs", "show", "adams19", "--format", "json").stdout)
    (sentence,) = shown["sentences"]
    assert (sentence["line"], sentence["status"]) == (10, "direct")
    assert sentence["others"] == ["doe2020"]
    assert [claim["others"] for claim in shown["claims"]] == [["doe2020"]]
    assert shown["alone"] == {"sentences": 0, "claims": 0}
    assert shown["csl"]["title"] == '<span class="nocase">Naps of adults</span>'
    assert shown["fields"]["title"] == "Naps of adults"


def test_show_in_the_style_of_the_project(attachbib: Run, project: Path) -> None:
    (project.parent / "attachbib.toml").write_text('style = "ieee"\n', encoding="utf-8")
    assert "[1] J. Doe" in attachbib("refs", "show", "doe2020").stdout


def test_show_of_a_file_has_no_use_and_takes_aliases(attachbib: Run, doubled: Path) -> None:
    library = doubled / "library.bib"
    shown = attachbib("refs", "show", "adams", "chapter", "-l", library).stdout
    assert "adams19 (@book)" in shown
    assert "(inherited)" in shown
    assert "rest on it" not in shown
    assert attachbib("refs", "show", "roe2021", "--format", "bibtex").stdout == (
        LIBRARY.splitlines()[2] + "\n"
    )


def test_show_of_an_unknown_key_is_exit_code_2(attachbib: Run, project: Path) -> None:
    done = attachbib("refs", "show", "doe2021")
    assert (done.returncode, done.stdout) == (2, "")
    assert "Did you mean 'roe2021'?" in done.stderr


def test_dedupe_shows_what_differs(attachbib: Run, doubled: Path) -> None:
    done = attachbib("refs", "dedupe")
    assert done.returncode == 1
    assert done.stdout.startswith(
        "One work: same title, author and year\n"
        "  adams2019  references/library.bib:1\n"
        "  adams19    references/library.bib:5\n"
        "    author\n"
        "      adams2019  Adams, Ann\n"
        "      adams19    A. Adams\n"
        "    title\n"
        "      adams2019  Naps of Adults\n"
        "      adams19    Naps of adults\n"
        "    year\n"
        "      adams2019  2019\n"
        "      adams19    –\n"
        "    date\n"
        "      adams2019  –\n"
        "      adams19    2019\n"
        "    ids\n"
        "      adams2019  –\n"
        "      adams19    adams\n"
        "    doi\n"
        "      adams2019  –\n"
        "      adams19    10.1000/naps\n"
        "    publisher\n"
        "      adams2019  –\n"
        "      adams19    Nap\n"
        "  To merge them: --merge adams19 adams2019\n\n"
        "Two works: a work and a correction, comment or reply\n"
        "  adams2019  references/library.bib:1\n"
        "  reply      references/library.bib:8\n"
        "    type\n"
        "      adams2019  @book\n"
        "      reply      @misc\n"
    )
    groups = json.loads(attachbib("refs", "dedupe", "--format", "json").stdout)
    assert [group["kind"] for group in groups] == ["same", "related"]
    assert groups[0]["differs"]["publisher"] == ["", "Nap"]


def test_dedupe_of_distinct_works_is_exit_code_0(attachbib: Run, project: Path) -> None:
    done = attachbib("refs", "dedupe")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_merge_completes_one_entry_and_renames_the_other(attachbib: Run, doubled: Path) -> None:
    before = texts(doubled)
    assert (
        "-@book{adams19"
        in attachbib("refs", "dedupe", "--merge", "adams2019", "adams19", "--diff").stdout
    )
    assert texts(doubled) == before
    done = attachbib("refs", "dedupe", "--merge", "adams2019", "adams19")
    assert (done.returncode, done.stderr) == (0, "")
    after = texts(doubled)
    lines = LIBRARY.splitlines(keepends=True)
    assert after["library.bib"] == (
        "@book{adams2019, author = {Adams, Ann}, title = {Naps of Adults}, year = 2019, "
        "ids = {adams}, doi = {10.1000/naps}, publisher = {Nap}}\n"
        + "".join(lines[1:])
        + "\n@inbook{chapter, crossref = {adams2019}, title = {One}}\n"
        "@misc{reply, author = {Roe, R}, title = {Comment on Naps of Adults}, "
        "related = {adams2019, doe2020}}\n"
    )
    assert after["article.md"] == before["article.md"].replace("@adams19,", "@adams2019,")
    assert after["claims.toml"] == before["claims.toml"].replace('"adams19"', '"adams2019"')
    workspace = open_workspace(doubled)
    assert all(workspace.has_key(key) for key in workspace.cited_keys)
    assert keys_found(attachbib) == ["related"]


def keys_found(attachbib: Run) -> list[str]:
    groups = json.loads(attachbib("refs", "dedupe", "--format", "json").stdout)
    return [group["kind"] for group in groups]


def test_merge_of_entries_with_one_key_keeps_the_first(attachbib: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.bib"
    path.write_text(
        "@misc{k, doi = {10.1000/1}}\n\n@misc{k, doi = {10.1000/1}, year = 2001, month = may}\n\n"
        "@misc{l, doi = {10.1000/1}, note = {x}, year = 1999}\n",
        encoding="utf-8",
    )
    done = attachbib("refs", "dedupe", "-l", path, "--merge", "k", "k", "l")
    assert (done.returncode, done.stderr) == (0, "")
    assert path.read_text("utf-8") == (
        "@misc{k, doi = {10.1000/1}, year = {2001}, month = may, note = {x}}\n"
    )


@pytest.mark.parametrize(
    ("keys", "message"),
    [
        (["adams2019", "doe2020"], "'adams2019' and 'doe2020' do not look like one work;"),
        (["adams2019", "reply"], "(a work and a correction, comment or reply); nothing was merged"),
        (["adams2019", "adams2019"], "named more often than there are entries"),
        (["adams2019", "nobody"], "no entry has the key 'nobody'."),
        (["adams2019"], "--merge needs the keys KEEP and DROP."),
    ],
)
def test_merge_refuses_what_is_no_duplicate(
    attachbib: Run, doubled: Path, keys: list[str], message: str
) -> None:
    before = texts(doubled)
    done = attachbib("refs", "dedupe", "--merge", *keys)
    assert (done.returncode, done.stdout) == (2, "")
    assert message in done.stderr
    assert texts(doubled) == before


def test_merge_by_force(attachbib: Run, doubled: Path) -> None:
    assert attachbib("refs", "dedupe", "--force", "--merge", "adams2019", "doe2020").returncode == 0
    assert "@doe2020" not in texts(doubled)["article.md"]


MESSY = b'@Book(k,\r\n year = 2019, Title="A"\r\n)\r\n% c\r\n@misc{l, t = {x} u = {y}}\r\n'
TIDY = (
    b"@book{k,\r\n  title = {A},\r\n  year  = {2019},\r\n}\r\n\r\n% c\r\n"
    b"@misc{l, t = {x} u = {y}}\r\n"
)


def test_fmt_writes_in_place_and_says_what_it_leaves(attachbib: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.bib"
    path.write_bytes(MESSY)
    kept = "a.bib:5:1: left as it is: no comma before the field 'u'.\n"
    check = attachbib("refs", "fmt", "a.bib", "--check")
    assert (check.returncode, check.stdout, check.stderr) == (1, "would change a.bib\n", kept)
    diff = attachbib("refs", "fmt", "a.bib", "--check", "--diff")
    assert (diff.returncode, "+  title = {A}," in diff.stdout) == (1, True)
    assert attachbib("refs", "fmt", "a.bib", "--diff").returncode == 0
    assert path.read_bytes() == MESSY
    done = attachbib("refs", "fmt", "a.bib")
    assert (done.returncode, done.stdout, done.stderr) == (0, "changed a.bib\n", kept)
    assert path.read_bytes() == TIDY
    done = attachbib("refs", "fmt", "a.bib", "--check")
    assert (done.returncode, done.stdout) == (0, "")


def test_fmt_keeps_a_byte_order_mark_and_the_mode(attachbib: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.bib"
    path.write_bytes(b"\xef\xbb\xbf@misc{k,title={\xc3\xa9}}")
    path.chmod(0o640)
    assert attachbib("refs", "fmt", path).returncode == 0
    assert path.read_bytes() == b"\xef\xbb\xbf@misc{k,\n  title = {\xc3\xa9},\n}\n"
    assert path.stat().st_mode & 0o777 == 0o640


def test_fmt_without_files_formats_those_of_the_project(attachbib: Run, project: Path) -> None:
    assert attachbib("refs", "fmt", "--check").stdout == "would change references/library.bib\n"
    assert attachbib("refs", "fmt").returncode == 0
    assert attachbib("refs", "fmt", "--check").returncode == 0


def test_the_example_is_formatted(attachbib: Run) -> None:
    assert attachbib("refs", "fmt", "--check", cwd=ROOT).returncode == 0


def test_fmt_of_what_cannot_be_read_is_exit_code_2(attachbib: Run, tmp_path: Path) -> None:
    (tmp_path / "a.bib").write_bytes("@misc{k, t={é}}".encode("latin-1"))
    done = attachbib("refs", "fmt", "a.bib")
    assert done.returncode == 2
    assert "iso-8859-1" in done.stderr
