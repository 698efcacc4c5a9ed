"""`attachbib claims sync`: what it writes, what it leaves to a person, how it ends."""

from __future__ import annotations

from pathlib import Path

import pytest
from command_line import CLAIMS, Run

from attachbib import check, open_workspace

ADDED = """
[[claim]]
id = "help-adults-too"
file = "article.md"

[claim.anchor]
exact = "They help adults too."
prefix = "Sleep Naps help."
suffix = "Thank you."
start = 17

[[claim.evidence]]
key = "adams2019"
locator = "p. 3"
"""


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_cited_sentences_get_records(attachbib: Run, project: Path) -> None:
    assert attachbib("claims", "sync") == (0, "changed references/claims.toml\n", "")
    assert (project / "claims.toml").read_text(encoding="utf-8") == CLAIMS + ADDED
    assert attachbib("claims", "sync") == (0, "nothing to change\n", "")


def test_first_claims_file(attachbib: Run, project: Path) -> None:
    (project / "claims.toml").unlink()
    assert (
        attachbib("claims", "sync", "--dry-run").stdout == "would change references/claims.toml\n"
    )
    assert '+id = "naps-help"\n' in attachbib("claims", "sync", "--diff").stdout
    assert not (project / "claims.toml").exists()
    assert attachbib("claims", "sync") == (0, "created references/claims.toml\n", "")
    assert attachbib("claims", "list").stdout.count("\tsame\t") == 2
    assert attachbib("claims", "sync").stdout == "nothing to change\n"


def test_claims_file_that_the_configuration_leaves_out(attachbib: Run, project: Path) -> None:
    (project.parent / "attachbib.toml").write_text("claims = []\n", encoding="utf-8")
    done = attachbib("claims", "sync")
    assert done.returncode == 2
    assert "claims.toml: the project's configuration does not name this claims file" in done.stderr


def test_moved_claims_get_their_new_surroundings(attachbib: Run, project: Path) -> None:
    attachbib("claims", "sync")
    replace(project / "claims.toml", "start = 17", "start = 17  # by hand")
    replace(project / "article.md", "Naps help [@doe2020]. ", "Naps help [@doe2020].\n\nAll do. ")
    assert attachbib("claims", "sync").returncode == 0
    text = (project / "claims.toml").read_text(encoding="utf-8")
    assert text.startswith(CLAIMS)
    assert text[len(CLAIMS) :] == ADDED.replace("Naps help.", "Naps help. All do.").replace(
        "start = 17", "start = 25  # by hand"
    )


@pytest.mark.parametrize(
    ("words", "finding"),
    [
        (
            "Naps never help [",
            "references/article.md:3:1: suspect: claim 'naps-help': "
            "its words were changed (84% alike)\n",
        ),
        (
            "Everybody is well [",
            "references/claims.toml:1:1: orphan: claim 'naps-help': "
            "nothing like it is in the article\n",
        ),
    ],
)
def test_suspect_claims_are_left_to_a_person(
    attachbib: Run, project: Path, words: str, finding: str
) -> None:
    replace(project / "article.md", "Naps help [", words)
    done = attachbib("claims", "sync")
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.endswith(finding)
    assert (project / "claims.toml").read_text(encoding="utf-8").startswith(CLAIMS)


def test_outdated_reviews_are_findings(attachbib: Run, project: Path) -> None:
    attachbib("claims", "review", "naps-help", "--by", "Ann Adams")
    replace(project / "library.bib", "{Naps}", "{Snooze}")
    done = attachbib("claims", "sync", "--diff")
    assert done.returncode == 1
    assert done.stderr == (
        "references/article.md:3:1: suspect: claim 'naps-help': "
        "changed since its review: the works named\n"
    )
    assert done.stdout.startswith("--- a/references/claims.toml\n")


def test_claims_file_with_an_error_is_not_written(attachbib: Run, project: Path) -> None:
    broken = CLAIMS + "[[claim]]\nid = \n"
    (project / "claims.toml").write_text(broken, encoding="utf-8")
    done = attachbib("claims", "sync")
    assert done.returncode == 2
    assert "claims.toml:11:6: the file is not valid TOML, so nothing was written" in done.stderr
    assert (project / "claims.toml").read_text(encoding="utf-8") == broken


def test_each_article_keeps_to_its_claims_file(attachbib: Run, project: Path) -> None:
    other = project / "other"
    other.mkdir()
    (other / "text.md").write_text("Adults nap [@adams2019]. Naps end [@doe2020].\n")
    record = CLAIMS.replace("naps-help", "n").replace("article.md", "text.md")
    (other / "claims.toml").write_text(record.replace("Naps help.", "Adults nap."))
    (project.parent / "attachbib.toml").write_text('claims = ["references/**/claims.toml"]\n')
    assert attachbib("claims", "sync").returncode == 0
    assert '"naps-end"' in (other / "claims.toml").read_text(encoding="utf-8")
    assert (project / "claims.toml").read_text(encoding="utf-8") == CLAIMS + ADDED


WORTHY = """
[[claim]]
id = "studies-show-40-nap"
file = "article.md"
kind = "scientific"
proposed = "speaks of studies, gives a number"

[claim.anchor]
exact = "Studies show that 40 % nap."
prefix = "Naps are quiet."
start = 16
"""


def uncited(project: Path) -> None:
    text = "Naps are quiet. Studies show that 40 % nap.\n"
    (project / "article.md").write_text(text, encoding="utf-8")
    (project / "claims.toml").write_text("# Ours.\n", encoding="utf-8")


def test_check_worthy_sentences_get_records_that_have_no_evidence(
    attachbib: Run, project: Path
) -> None:
    uncited(project)
    assert attachbib("claims", "sync").returncode == 0
    assert (project / "claims.toml").read_text(encoding="utf-8") == "# Ours.\n" + WORTHY
    assert "no evidence yet" in attachbib("claims", "list").stdout
    assert attachbib("claims", "sync").stdout == "nothing to change\n"


@pytest.mark.parametrize("score", ["1", "0.9"])
def test_sentences_below_the_score_get_no_record(attachbib: Run, project: Path, score: str) -> None:
    uncited(project)
    assert attachbib("claims", "sync", "--worthiness", score).stdout == "nothing to change\n"


def test_a_proposed_record_makes_no_finding_of_its_own(attachbib: Run, project: Path) -> None:
    uncited(project)
    before = check(open_workspace(project)).findings
    attachbib("claims", "sync")
    after = check(open_workspace(project)).findings
    assert "uncited-sentence" in {one.rule for one in before}
    assert after == before


def test_evidence_makes_a_proposed_record_a_claim_like_others(
    attachbib: Run, project: Path
) -> None:
    uncited(project)
    attachbib("claims", "sync")
    attachbib("claims", "link", "studies-show-40-nap", "doe2020", "--stance", "background")
    rules = {one.rule for one in check(open_workspace(project)).findings}
    assert "claim-without-source" in rules
