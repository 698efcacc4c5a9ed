"""`attachbib coverage`: the table, what is not supported, the other formats, the exit code."""

from __future__ import annotations

import json
from pathlib import Path

from command_line import Run
from lxml import etree, html

ARTICLE = """# Naps

Naps help [@doe2020]. Adults nap less & sleep < naps at night.

Some say naps harm. Children nap every day [@doe2020].
"""


def with_gaps(project: Path) -> None:
    (project / "article.md").write_text(ARTICLE, encoding="utf-8")
    (project / "claims.toml").unlink()


def test_table_and_what_is_not_supported(attachbib: Run, project: Path) -> None:
    with_gaps(project)
    done = attachbib("coverage")
    assert done.returncode == 0
    head, row, _, total, _, *places = done.stdout.splitlines()
    assert head.split() == ["direct", "inherited", "weak", "exempt", "uncited", "cover"]
    assert row.split()[1:] == total.split()[1:] == ["2", "1", "1", "1", "0", "75.0%"]
    assert places == [
        "references/article.md:5:1: weak: Some say naps harm. (0.45, tells what others think)"
    ]


def test_json_names_every_sentence(attachbib: Run, project: Path) -> None:
    with_gaps(project)
    report = json.loads(attachbib("coverage", "--format", "json").stdout)
    [article] = report["articles"]
    assert article["path"] == "references/article.md"
    assert [(one["line"], one["status"]) for one in article["sentences"]] == [
        (1, "exempt"),
        (3, "direct"),
        (3, "inherited"),
        (5, "weak"),
        (5, "direct"),
    ]
    assert article["sentences"][1]["keys"] == ["doe2020"]
    assert report["total"]["percent"] == 75.0


def uncited(project: Path) -> None:
    (project / "article.md").write_text(
        "Naps are quiet.\n\nNaps improve memory.\n\nStudies show that 40 % nap & rest.\n",
        encoding="utf-8",
    )
    (project / "claims.toml").unlink()


def test_the_most_check_worthy_sentence_comes_first(attachbib: Run, project: Path) -> None:
    uncited(project)
    assert attachbib("coverage").stdout.splitlines()[5:] == [
        "references/article.md:5:1: uncited: Studies show that 40 % nap & rest. "
        "(0.82, speaks of studies, gives a number)",
        "references/article.md:3:1: uncited: Naps improve memory. (0.40, states a cause)",
        "references/article.md:1:1: uncited: Naps are quiet.",
    ]


def test_json_and_page_say_what_makes_a_sentence_check_worthy(
    attachbib: Run, project: Path
) -> None:
    uncited(project)
    [article] = json.loads(attachbib("coverage", "--format", "json").stdout)["articles"]
    assert [one["worthiness"] for one in article["sentences"]] == [
        {"score": 0.0, "reasons": []},
        {"score": 0.4, "reasons": ["states a cause"]},
        {"score": 0.82, "reasons": ["speaks of studies", "gives a number"]},
    ]
    page = html.fromstring(attachbib("coverage", "--format", "html").stdout)
    first = page.findtext(".//ol/li") or ""
    assert first.startswith("references/article.md, line 5, uncited (0.82, speaks of studies")
    assert first.endswith("40 % nap & rest.")


def test_page_is_escaped_and_marks_each_sentence(attachbib: Run, project: Path) -> None:
    with_gaps(project)
    page = html.fromstring(attachbib("coverage", "--format", "html").stdout)
    marks = [mark for mark in page.iter("mark") if mark.get("title")]
    assert [mark.get("class") for mark in marks] == "exempt direct inherited weak direct".split()
    assert marks[2].text == "Adults nap less & sleep < naps at night."


def test_badge_is_a_picture_with_the_percentage(attachbib: Run, project: Path) -> None:
    with_gaps(project)
    assert attachbib("coverage", "--format", "badge", "-o", "badge.svg").stdout == ""
    picture = etree.fromstring((project.parent / "badge.svg").read_bytes())
    assert picture.get("aria-label") == "citations: 75%"


def test_less_than_asked_for_is_exit_code_1(attachbib: Run, project: Path) -> None:
    with_gaps(project)
    assert attachbib("coverage", "--fail-under", "75").returncode == 0
    done = attachbib("coverage", "--fail-under", "80")
    assert (done.returncode, done.stderr) == (1, "error: coverage is 75.0%, less than 80%.\n")


def test_the_projects_own_least_counts(attachbib: Run, project: Path) -> None:
    with_gaps(project)
    (project / "attachbib.toml").write_text("[coverage]\nfail-under = 90\n", encoding="utf-8")
    assert attachbib("coverage", cwd=project).returncode == 1
    assert attachbib("coverage", "--fail-under", "0", cwd=project).returncode == 0


def test_one_article_of_several(attachbib: Run, project: Path) -> None:
    with_gaps(project)
    (project / "other.md").write_text("Nothing here has a source.\n", encoding="utf-8")
    (project / "attachbib.toml").write_text('articles = ["*.md"]\n', encoding="utf-8")
    assert "other.md" in attachbib("coverage", cwd=project).stdout
    assert "other.md" not in attachbib("coverage", "article.md", cwd=project).stdout


def test_missing_article(attachbib: Run, project: Path) -> None:
    done = attachbib("coverage", "nowhere.md")
    assert done.returncode == 2
    assert "nowhere.md: no such file" in done.stderr
