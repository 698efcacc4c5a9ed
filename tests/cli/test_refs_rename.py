"""`attachbib refs rename`: a key changes in the library, the articles and the claims at once."""

from __future__ import annotations

from pathlib import Path

import pytest
from command_line import ARTICLE, CLAIMS, LIBRARY, Run

FILES = {"article.md": ARTICLE, "library.bib": LIBRARY, "claims.toml": CLAIMS}


def texts(project: Path) -> dict[str, str]:
    return {name: (project / name).read_bytes().decode() for name in FILES}


def test_a_key_changes_wherever_it_stands(attachbib: Run, project: Path) -> None:
    done = attachbib("refs", "rename", "doe2020", "doe:2020a", cwd=project)
    assert (done.returncode, done.stdout) == (
        0,
        "changed library.bib\nchanged article.md\nchanged claims.toml\n",
    )
    assert texts(project) == {
        name: text.replace("doe2020", "doe:2020a") for name, text in FILES.items()
    }


def test_dry_run_writes_nothing(attachbib: Run, project: Path) -> None:
    done = attachbib("refs", "rename", "adams2019", "adams", "--dry-run", cwd=project)
    assert done.stdout == "would change library.bib\nwould change article.md\n"
    assert texts(project) == FILES


def test_with_library_only_that_file_changes(attachbib: Run, project: Path) -> None:
    path = project / "library.bib"
    assert attachbib("refs", "rename", "doe2020", "doe", "-l", path).returncode == 0
    assert texts(project) == {**FILES, "library.bib": LIBRARY.replace("doe2020", "doe")}


def test_citations_change_in_every_form_and_nothing_else_does(
    attachbib: Run, project: Path
) -> None:
    article = (
        "As @doe2020 says [-@doe2020, p. 3; see @{doe2020}], doe2020 naps.\r\n"
        "`@doe2020` @doe2020a [@doe2020.] {cite:t}`doe2020` <!-- @doe2020 -->\n"
    )
    (project / "article.md").write_bytes(article.encode())
    assert attachbib("refs", "rename", "doe2020", "d").returncode == 0
    assert texts(project)["article.md"] == (
        "As @d says [-@d, p. 3; see @{d}], doe2020 naps.\r\n"
        "`@doe2020` @doe2020a [@d.] {cite:t}`d` <!-- @doe2020 -->\n"
    )


def test_a_key_that_needs_braces_in_an_article_gets_them(attachbib: Run, project: Path) -> None:
    assert attachbib("refs", "rename", "doe2020", "doe2020+").returncode == 0
    assert "[@{doe2020+}]" in texts(project)["article.md"]
    assert "@book{doe2020+," in texts(project)["library.bib"]
    assert attachbib("refs", "rename", "doe2020+", "doe").returncode == 0
    assert "[@{doe}]" in texts(project)["article.md"]


def test_comments_order_and_inline_tables_of_the_claims_file_stay(
    attachbib: Run, project: Path
) -> None:
    claims = (
        '# key = "doe2020"\r\n[[claim]]\r\nid = \'x\'\r\nfile = "article.md"\r\n'
        "evidence = [\r\n  { note = 'key = \"doe2020\"', key = 'doe2020' }, # first\r\n"
        '  { key="adams2019" },\r\n  { key = "do\\u00652020" },\r\n]\r\n'
        'anchor = { exact = "Naps help." }\r\n'
    )
    (project / "claims.toml").write_bytes(claims.encode())
    assert attachbib("refs", "rename", "doe2020", "doe").returncode == 0
    assert texts(project)["claims.toml"] == claims.replace(
        "key = 'doe2020'", "key = 'doe'"
    ).replace('"do\\u00652020"', '"doe"')


def test_an_anchor_that_quotes_the_citation_follows_it(attachbib: Run, project: Path) -> None:
    (project / "article.md").write_text("As @doe2020 says, naps help.\n", encoding="utf-8")
    claims = CLAIMS.replace("Naps help.", "As @doe2020 says, naps help.")
    (project / "claims.toml").write_text(claims, encoding="utf-8")
    assert attachbib("refs", "rename", "doe2020", "doe").returncode == 0
    assert texts(project)["claims.toml"] == claims.replace("doe2020", "doe")
    assert "claim-anchor" not in attachbib("check").stdout


def test_a_broken_record_of_the_claims_file_stays_as_it_is(attachbib: Run, project: Path) -> None:
    claims = f'{CLAIMS}\n[[claim]]\nid = "broken\n'
    (project / "claims.toml").write_text(claims, encoding="utf-8")
    assert attachbib("refs", "rename", "doe2020", "doe").returncode == 0
    assert texts(project)["claims.toml"] == claims.replace("doe2020", "doe")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("doe2020", "roe2021", "library.bib:2: 'doe2020' cannot become 'roe2021': an entry has"),
        ("doe2020", "a b", "'a b' is no key that BibTeX and biber take"),
        ("doe2020", "fig:x", "article.md:3:12: 'doe2020' cannot be changed to 'fig:x' here"),
        ("doe", "x", "no entry has the key 'doe'"),
    ],
)
def test_what_cannot_be_renamed_changes_no_file(
    attachbib: Run, project: Path, old: str, new: str, message: str
) -> None:
    done = attachbib("refs", "rename", old, new)
    assert done.returncode == 2
    assert message in done.stderr
    assert texts(project) == FILES


def test_a_key_of_another_library_is_taken(attachbib: Run, tmp_path: Path) -> None:
    first, second = tmp_path / "a.bib", tmp_path / "b.bib"
    first.write_text("@misc{a,}\n", encoding="utf-8")
    second.write_text("@misc{b, ids = {c}}\n", encoding="utf-8")
    for key in "bc":
        done = attachbib("refs", "rename", "a", key, "-l", first, "-l", second)
        assert done.returncode == 2
        assert f"b.bib:1: 'a' cannot become '{key}', which is an entry here" in done.stderr
    assert first.read_text("utf-8") == "@misc{a,}\n"


def test_an_article_that_is_a_link_stays_one(attachbib: Run, project: Path) -> None:
    (project / "article.md").rename(project / "elsewhere.txt")
    (project / "article.md").symlink_to("elsewhere.txt")
    assert attachbib("refs", "rename", "doe2020", "doe").returncode == 0
    assert (project / "article.md").is_symlink()
    assert texts(project)["article.md"] == ARTICLE.replace("doe2020", "doe")
