"""The same findings from one process, several, and a run that remembers the one before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from rule_cases import DEFAULTS, case, cases, sections

from attachbib.rules import RULE_NAMES, Finding, check, load_rule
from attachbib.rules.running import run_rules
from attachbib.workspace import Workspace, open_workspace
from attachbib.workspace.cache import Cache

HERE = Path(__file__).parent
RULES = [load_rule(name) for name in RULE_NAMES]


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return Cache(tmp_path / "cache")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One project of the examples and fixtures of all rules, a folder for each."""
    root = tmp_path_factory.mktemp("examples") / "project"
    examples = [
        case(f"{name} {heading}", text)
        for name in RULE_NAMES
        for heading, text in sections(load_rule(name).page).items()
    ]
    fixtures = [one for path in sorted(HERE.glob("*.md")) for one in cases(path.read_text("utf-8"))]
    for number, one in enumerate((*examples, *fixtures)):
        folder = root / f"{number:03}"
        for name, text in {**DEFAULTS, **one.files}.items():
            if name == "claims.toml":
                # Equal claims of two files would be taken for one.
                text = f"{'#' * (number + 1)}\n{text}"
            if not name.endswith("attachbib.toml"):
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                (folder / name).write_text(text, encoding="utf-8")
    (root / "attachbib.toml").write_text(
        'claims = ["**/claims.toml"]\n[coverage]\nfail_under = 50\n', encoding="utf-8"
    )
    return root


def read(project: Path) -> Workspace:
    return open_workspace(project=project, partial=True)


def in_order(findings: Sequence[Finding]) -> list[str]:
    return sorted({str(one) for one in findings})


def plain(project: Path) -> list[str]:
    """Return what the rules find when each is run over everything at once."""
    workspace = read(project)
    return in_order([one for rule in RULES for one in rule.check(workspace)])


def test_several_processes_find_what_one_finds(project: Path) -> None:
    expected = plain(project)
    assert len({finding.split("'")[1] for finding in expected}) > len(RULES) // 2
    for jobs in (1, 2, 5):
        assert in_order(run_rules(read(project), RULES, jobs=jobs).findings) == expected


def test_each_article_by_itself_gives_what_is_found_in_it(project: Path) -> None:
    workspace = read(project)
    bare = replace(workspace, articles=())
    for rule in RULES:
        whole = in_order(list(rule.check(workspace)))
        if rule.scope == "references":
            assert in_order(list(rule.check(bare))) == whole, rule.name
        elif rule.scope == "article":
            found = list(rule.check(bare))
            for article in workspace.articles:
                view = replace(workspace, articles=(article,))
                found += (one for one in rule.check(view) if one.path == article.source.path)
            assert in_order(found) == whole, rule.name


def test_a_second_run_finds_what_the_first_found(project: Path, cache: Cache) -> None:
    expected = plain(project)
    for _ in range(2):
        run = run_rules(read(project), RULES, jobs=1, cache=cache)
        assert in_order(run.findings) == expected


def test_what_is_known_is_what_is_read(project: Path, cache: Cache) -> None:
    run_rules(read(project), RULES, jobs=1, cache=cache)
    known = run_rules(read(project), RULES, jobs=1, cache=cache).workspace
    fresh = read(project)
    assert known.problems == fresh.problems
    assert known.pragmas == fresh.pragmas
    assert known.cited_keys == fresh.cited_keys
    assert known.counts == fresh.counts


CHANGES = {
    "an article": ("article.md", "Infants cry [@Bowlby1999].\n"),
    "another article": ("second.md", "They smile.\n"),
    "the library": ("library.bib", "@book{Bowlby1999, title = {Other}, nodoi = {None.}}\n"),
    "the claims": (
        "claims.toml",
        '[[claim]]\nid = "one"\nfile = "article.md"\nanchor.exact = "X"\n',
    ),
    "the configuration": ("attachbib.toml", "[coverage]\nfail_under = 100\n"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_is_seen(change: str, tmp_path: Path, cache: Cache) -> None:
    folder = tmp_path / "project"
    folder.mkdir()
    for name, text in {
        **DEFAULTS,
        "second.md": "They play [@Bowlby1969]. It is 3 % more.\n",
        "claims.toml": "",
        "attachbib.toml": "",
    }.items():
        (folder / name).write_text(text, encoding="utf-8")
    check(read(folder), cache=cache)
    name, text = CHANGES[change]
    (folder / name).write_text(text, encoding="utf-8")
    after = check(read(folder), cache=cache)
    assert after.findings == check(read(folder)).findings
    assert after.coverage == check(read(folder)).coverage


def test_another_version_or_day_is_another_run(
    tmp_path: Path, cache: Cache, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "project"
    folder.mkdir()
    for name, text in DEFAULTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    check(read(folder), cache=cache)
    check(read(folder), cache=cache)
    assert len(list(cache.folder.iterdir())) == 1
    monkeypatch.setattr("attachbib.workspace.identity.program_digest", lambda: "another")
    check(read(folder), cache=cache)
    assert len(list(cache.folder.iterdir())) == 2


@pytest.mark.parametrize(
    "record",
    [
        "",
        "text",
        "{}",
        '[["short"]]',
        "[]\n",
        "[]\n[]",
        '[]\n["path", "digest", [], 1]',
        "[" * 10**5,
    ],
)
def test_a_record_of_another_shape_is_no_record(record: str, tmp_path: Path) -> None:
    class Foreign(Cache):
        def get(self, key: str) -> str:
            return record

    folder = tmp_path / "project"
    folder.mkdir()
    for name, text in DEFAULTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    cache = Foreign(tmp_path / "cache")
    assert check(read(folder), cache=cache).findings == check(read(folder)).findings
