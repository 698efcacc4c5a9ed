"""`attachbib refs set`, `rm`, `annotate` and `edit`: what they write, and what they refuse."""

from __future__ import annotations

import io
import sys
import tempfile
from pathlib import Path

import pytest
from command_line import CLAIMS, LIBRARY, Run, run_process

ADAMS, DOE, ROE = LIBRARY.splitlines(keepends=True)


@pytest.fixture
def library(project: Path) -> Path:
    """The library of the project."""
    return project / "library.bib"


def text_of(path: Path) -> str:
    return path.read_bytes().decode()


def test_set_changes_and_adds_fields_and_nothing_else(attachbib: Run, library: Path) -> None:
    done = attachbib("refs", "set", "roe2021", "year=2022", "note=A {B}", cwd=library.parent)
    assert (done.returncode, done.stdout) == (0, "changed library.bib\n")
    roe = ROE.replace("2021}", "2022, note = {A {B}}}")
    assert text_of(library) == ADAMS + DOE + roe


def test_set_removes_fields(attachbib: Run, library: Path) -> None:
    done = attachbib("refs", "set", "doe2020", "--unset", "annotation", "--unset", "Year")
    assert done.returncode == 0
    assert text_of(library) == LIBRARY.replace(", year = 2020, annotation = {On naps.}", "")


def test_what_stays_the_same_is_not_written(attachbib: Run, library: Path) -> None:
    before = library.stat()
    done = attachbib("refs", "set", "doe2020", "title=Naps")
    assert (done.returncode, done.stdout) == (0, "nothing to change\n")
    assert library.stat().st_mtime_ns == before.st_mtime_ns


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["doe2020"], "Expected FIELD=VALUE or --unset FIELD"),
        (["doe2020", "note"], "Expected FIELD=VALUE, found 'note'"),
        (["doe2020", "note=a", "NOTE=b"], "The field 'note' is named twice"),
        (["doe2020", "note=a", "--unset", "note"], "The field 'note' is named twice"),
        (["doe2020", "note=a}"], "it has a '}' at character 2 that no '{' opens"),
        (["doe2020", "--unset", "titel"], "no field 'titel' of its own. Did you mean 'title'?"),
        (["doe20", "note=a"], "no entry has the key 'doe20'. Did you mean 'doe2020'?"),
    ],
)
def test_set_refuses_what_it_cannot_write(
    attachbib: Run, library: Path, arguments: list[str], message: str
) -> None:
    done = attachbib("refs", "set", *arguments)
    assert done.returncode == 2
    assert message in " ".join(done.stderr.split())
    assert text_of(library) == LIBRARY


def test_an_alias_names_the_key_it_belongs_to(attachbib: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.bib"
    path.write_text("@misc{a, ids = {b}}\n", encoding="utf-8")
    done = attachbib("refs", "set", "b", "note=x", "-l", path)
    assert done.returncode == 2
    assert "a.bib:1: 'b' is an alias (`ids`) of 'a', no key. Name 'a'." in done.stderr


def test_of_a_repeated_key_the_first_is_meant_and_that_is_said(
    attachbib: Run, tmp_path: Path
) -> None:
    path = tmp_path / "a.bib"
    path.write_text("@misc{a, t = {1}}\n@misc{a, t = {2}}\n", encoding="utf-8")
    done = attachbib("refs", "set", "a", "t=3", "-l", path)
    assert done.returncode == 0
    assert "'a' stands at a.bib:1 and also at a.bib:2; the first one is meant" in done.stderr
    assert text_of(path) == "@misc{a, t = {3}}\n@misc{a, t = {2}}\n"


def test_dry_run_and_diff_write_nothing(attachbib: Run, library: Path) -> None:
    done = attachbib("refs", "set", "adams2019", "note=x", "--dry-run", cwd=library.parent)
    assert (done.returncode, done.stdout) == (0, "would change library.bib\n")
    done = attachbib("refs", "set", "adams2019", "note=x", "--diff", cwd=library.parent)
    assert done.stdout.splitlines() == [
        "--- a/library.bib",
        "+++ b/library.bib",
        "@@ -1,3 +1,3 @@",
        "-" + ADAMS.rstrip(),
        "+" + ADAMS.rstrip().replace("2019}", "2019, note = {x}}"),
        " " + DOE.rstrip(),
        " " + ROE.rstrip(),
    ]
    assert text_of(library) == LIBRARY


def test_the_bytes_of_a_file_that_is_not_utf_8_stay(attachbib: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.bib"
    path.write_bytes(b"% Encoding: Cp1252\r\n@misc{a,\r\n  t = {caf\xe9}\r\n}\r\n")
    assert attachbib("refs", "set", "a", "u=Ä", "-l", path).returncode == 0
    assert path.read_bytes() == (
        b"% Encoding: Cp1252\r\n@misc{a,\r\n  t = {caf\xe9},\r\n  u = {\xc4}\r\n}\r\n"
    )
    done = attachbib("refs", "set", "a", "u=Ł", "-l", path)
    assert done.returncode == 2
    assert "'Ł' (U+0141) cannot be written in cp1252" in done.stderr


def test_rm_removes_entries_from_all_libraries(attachbib: Run, tmp_path: Path) -> None:
    first, second = tmp_path / "a.bib", tmp_path / "b.bib"
    first.write_text("@misc{a,}\n\n% note\n\n@misc{b,}\n\n@misc{c,}\n", encoding="utf-8")
    second.write_text("@misc{d,}\n", encoding="utf-8")
    done = attachbib("refs", "rm", "c", "d", "a", "-l", first, "-l", second)
    assert (done.returncode, done.stdout) == (0, "changed a.bib\nchanged b.bib\n")
    assert (text_of(first), text_of(second)) == ("% note\n\n@misc{b,}\n", "")


def test_rm_removes_nothing_when_a_key_is_unknown(attachbib: Run, library: Path) -> None:
    done = attachbib("refs", "rm", "doe2020", "nobody")
    assert done.returncode == 2
    assert "no entry has the key 'nobody'" in done.stderr
    assert text_of(library) == LIBRARY


def test_annotate_escapes_text_for_latex(attachbib: Run, library: Path) -> None:
    assert attachbib("refs", "annotate", "roe2021", "50% of R&D, in <i>Nature</i>").returncode == 0
    assert text_of(library) == ADAMS + DOE + ROE.replace(
        "2021}", r"2021, annotation = {50\% of R\&D, in \emph{Nature}}}"
    )


def test_annotate_reads_paragraphs_from_standard_input(project: Path) -> None:
    done = run_process("printf 'One.\\n\\nTwo.\\n' | attachbib refs annotate doe2020", project)
    assert (done.returncode, done.stderr) == (0, "")
    assert text_of(project / "library.bib") == LIBRARY.replace("On naps.", "One.\n\nTwo.")


def test_annotate_uses_the_field_that_is_there(attachbib: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.bib"
    path.write_text('@misc{a, annote = "Old"}\n', encoding="utf-8")
    assert attachbib("refs", "annotate", "a", "New", "-l", path).returncode == 0
    assert text_of(path) == '@misc{a, annote = "New"}\n'


@pytest.mark.parametrize(
    ("typed", "message"), [(b" \n", "the annotation is empty"), (b"\xff", "not UTF-8 at byte 0")]
)
def test_annotate_refuses_what_is_no_text(
    attachbib: Run, library: Path, monkeypatch: pytest.MonkeyPatch, typed: bytes, message: str
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(typed)))
    done = attachbib("refs", "annotate", "doe2020")
    assert done.returncode == 2
    assert message in done.stderr
    assert text_of(library) == LIBRARY


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which `edit` makes its temporary file."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.fixture
def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What this file holds is what `$EDITOR` saves."""
    saved = tmp_path / "saved.txt"
    program = tmp_path / "editor.py"
    program.write_text(
        f"import shutil, sys\nshutil.copyfile({str(saved)!r}, sys.argv[1])\n", encoding="utf-8"
    )
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", f"'{sys.executable}' '{program}'")
    return saved


def test_edit_puts_what_is_saved_in_place(
    attachbib: Run, library: Path, editor: Path, kept: Path
) -> None:
    editor.write_bytes(b"@book{doe2020,\r\n  title = {New},\r\n}\r\n\r\n")
    done = attachbib("refs", "edit", "doe2020", cwd=library.parent)
    assert (done.returncode, done.stdout) == (0, "changed library.bib\n")
    assert text_of(library) == ADAMS + "@book{doe2020,\n  title = {New},\n}\n" + ROE
    assert not list(kept.iterdir())


@pytest.mark.parametrize("saved", [DOE, "", "\n"])
def test_edit_changes_nothing_when_nothing_was_edited(
    attachbib: Run, library: Path, editor: Path, kept: Path, saved: str
) -> None:
    editor.write_text(saved, encoding="utf-8")
    done = attachbib("refs", "edit", "doe2020")
    assert (done.returncode, done.stdout) == (0, "nothing to change\n")
    assert text_of(library) == LIBRARY
    assert not list(kept.iterdir())


@pytest.mark.parametrize(
    ("saved", "message"),
    [
        ("@book{doe2020, title = {New}", "does not read as exactly one entry: the entry is not"),
        ("@book{doe2020, title = {New}} and so on", "does not read as exactly one entry"),
        ("@book{doe2020,}\n@book{other,}", "does not read as exactly one entry"),
        ("nothing like it", "does not read as exactly one entry"),
        ("@comment{doe2020}", "does not read as exactly one entry"),
        ("@book{doe2020,\n a = {1}\n b = {2}}", "line 3 of what was saved: no comma before"),
        ("@book{doe2020,\n a = {1},\n A = {2}}", "line 3 of what was saved: the field 'a' stands"),
        ("@book{roe2021, title = {New}}", "library.bib:3: the new key 'roe2021' means another"),
        ("@book{, title = {New}}", "no citation key"),
        ("@book{d'oe, title = {New}}", "the key 'd'oe', which BibTeX and biber do not take"),
    ],
)
def test_edit_keeps_the_text_that_is_no_entry(
    attachbib: Run, library: Path, editor: Path, kept: Path, saved: str, message: str
) -> None:
    editor.write_text(saved, encoding="utf-8")
    done = attachbib("refs", "edit", "doe2020")
    assert done.returncode == 2
    assert message in done.stderr
    (path,) = kept.iterdir()
    assert f"Your text is in {path}." in done.stderr
    assert text_of(path) == saved
    assert text_of(library) == LIBRARY


def test_edit_keeps_bytes_that_are_not_utf_8(
    attachbib: Run, library: Path, editor: Path, kept: Path
) -> None:
    editor.write_bytes(b"@book{doe2020, title = {caf\xe9}}")
    done = attachbib("refs", "edit", "doe2020")
    assert done.returncode == 2
    assert "is not valid utf-8" in done.stderr
    assert [path.read_bytes() for path in kept.iterdir()] == [editor.read_bytes()]


def test_edit_keeps_the_text_when_the_library_changed_meanwhile(
    attachbib: Run, library: Path, tmp_path: Path, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "editor.py"
    program.write_text(
        f"import sys\nopen(sys.argv[1], 'w').write('@misc{{doe2020,}}')\n"
        f"open({str(library)!r}, 'a').write('@misc{{new,}}')\n",
        encoding="utf-8",
    )
    monkeypatch.setenv("VISUAL", f"'{sys.executable}' '{program}'")
    done = attachbib("refs", "edit", "doe2020")
    assert done.returncode == 2
    assert "the file was changed after it was read; nothing was written. Run it again." in (
        done.stderr
    )
    assert [text_of(path) for path in kept.iterdir()] == ["@misc{doe2020,}"]
    assert text_of(library) == LIBRARY + "@misc{new,}"


def test_edit_says_that_a_new_key_is_in_the_library_only(
    attachbib: Run, library: Path, editor: Path, kept: Path
) -> None:
    editor.write_text(DOE.replace("doe2020", "doe"), encoding="utf-8")
    done = attachbib("refs", "edit", "doe2020")
    assert done.returncode == 0
    assert "the key 'doe2020' became 'doe' in the library only" in done.stderr
    assert text_of(library) == LIBRARY.replace("doe2020", "doe")
    assert text_of(library.parent / "claims.toml") == CLAIMS


def test_edit_with_diff_writes_nothing_and_keeps_the_text(
    attachbib: Run, library: Path, editor: Path, kept: Path
) -> None:
    editor.write_text("@misc{doe2020,}", encoding="utf-8")
    done = attachbib("refs", "edit", "doe2020", "--diff")
    assert (done.returncode, "+@misc{doe2020,}" in done.stdout) == (0, True)
    assert [text_of(path) for path in kept.iterdir()] == ["@misc{doe2020,}"]
    assert text_of(library) == LIBRARY


@pytest.mark.parametrize(
    ("command", "message"),
    [
        ("", "no editor is set in $VISUAL or $EDITOR"),
        ("'unclosed", "no editor is set in $VISUAL or $EDITOR that can be read"),
        ("no-such-editor-anywhere -w", "'no-such-editor-anywhere' cannot be run"),
        (f"'{sys.executable}' -c 'raise SystemExit(3)'", "failed with exit code 3"),
    ],
)
def test_edit_needs_an_editor_that_works(
    attachbib: Run,
    library: Path,
    kept: Path,
    monkeypatch: pytest.MonkeyPatch,
    command: str,
    message: str,
) -> None:
    monkeypatch.setenv("VISUAL", command)
    monkeypatch.setenv("EDITOR", "")
    done = attachbib("refs", "edit", "doe2020")
    assert done.returncode == 2
    assert message in done.stderr
    assert text_of(library) == LIBRARY
    assert not list(kept.iterdir())
