"""What is learnt of DOIs from registries that answer, and from those that do not."""

from __future__ import annotations

import time
from collections import Counter
from urllib.parse import unquote, urlsplit

import pytest
import registry_server as server
from registry_server import RECORDINGS, Registry, crossref_work, datacite_work

from attachbib.registries.asking import Unanswered, ask
from attachbib.registries.record import Record
from attachbib.registries.settings import Settings

TODAY = "2026-01-31"


def settings(registry: Registry, *, mailto: str = "", timeout: float = 0.5) -> Settings:
    url = registry.url
    return Settings(mailto, url, url, url, url, timeout)


def asked(
    registry: Registry, *dois: str, seconds: float = 30, known: dict[str, Record] | None = None
) -> dict[str, Record | str]:
    """DOI → record, or why there is none."""
    found: dict[str, Record | str] = {}

    def keep(answer: Record | Unanswered) -> None:
        assert answer.doi not in found
        found[answer.doi] = answer.reason if isinstance(answer, Unanswered) else answer

    ask(dois, settings(registry), keep, known=known or {}, today=TODAY, seconds=seconds)
    return found


def record_of(registry: Registry, doi: str, **options: dict[str, Record]) -> Record:
    found = asked(registry, doi, **options)[doi]
    assert isinstance(found, Record), found
    return found


def test_a_work_of_crossref_is_found_with_one_request(registry: Registry) -> None:
    registry.crossref["10.5555/a"] = crossref_work("10.5555/A")
    record = record_of(registry, "10.5555/a")
    assert (record.doi, record.outcome, record.asked) == ("10.5555/a", "found", TODAY)
    assert record.agency == "Crossref"
    assert record.reference is not None
    assert record.reference.text["title"] == "Work 10.5555/A"
    assert [one.path for one in registry.log] == ["/works/10.5555/a"]


def test_another_agency_is_asked_for_only_after_doi_org_knows_the_doi(registry: Registry) -> None:
    registry.datacite["10.5072/a"] = datacite_work("10.5072/a")
    assert record_of(registry, "10.5072/a").agency == "DataCite"
    assert [one.path.split("/")[1] for one in registry.log] == ["works", "api", "doira", "dois"]


def test_the_agency_of_a_prefix_is_remembered(registry: Registry) -> None:
    for doi in ("10.5072/a", "10.5072/b"):
        registry.datacite[doi] = datacite_work(doi)
    known = {"10.5072/a": record_of(registry, "10.5072/a")}
    registry.log.clear()
    assert record_of(registry, "10.5072/b", known=known).agency == "DataCite"
    assert [one.path for one in registry.log] == ["/dois/10.5072/b"]


def test_a_doi_is_not_found_when_the_handle_system_says_so(registry: Registry) -> None:
    assert record_of(registry, "10.5555/none") == Record("10.5555/none", "not-found", TODAY)
    assert len(registry.log) == 2


def test_a_404_of_doi_org_without_its_code_is_no_answer(registry: Registry) -> None:
    def bare(handler: server.Handler) -> None:
        handler.reply(404, "Resource not found.")

    registry.faults["10.5555/none"] = bare
    assert asked(registry, "10.5555/none") == {
        "10.5555/none": "doi.org did not say whether the DOI exists"
    }


def test_a_doi_of_an_agency_without_metadata_is_found(registry: Registry) -> None:
    registry.agencies["10.5555/j"] = "JaLC"
    assert record_of(registry, "10.5555/j") == Record("10.5555/j", "found", TODAY, "JaLC")


@pytest.mark.parametrize("doi", ["10.5555/a(b)<c>;2-#?%e", "10.5555/a//b", "10.5555/ü/x&y=z"])
def test_any_character_of_a_doi_arrives(registry: Registry, doi: str) -> None:
    registry.crossref[doi] = crossref_work(doi)
    assert record_of(registry, doi).doi == doi


def test_an_alias_answers_after_a_redirect_on_the_same_host(registry: Registry) -> None:
    registry.crossref["10.5555/new"] = crossref_work("10.5555/new")
    registry.faults["10.5555/old"] = lambda handler: handler.reply(
        301, "", Location="/works/10.5555/new"
    )
    record = record_of(registry, "10.5555/old")
    assert record.doi == "10.5555/old"
    assert record.outcome == "found"


@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        (server.killed_in_body, "broke off its answer"),
        (server.slow_loris, "did not answer in time"),
        (server.slow_headers, "did not answer in time"),
        (server.gzip_bomb, "more than 16 MiB"),
        (server.double_gzip, "'gzip, gzip'"),
        (server.malformed, "malformed JSON"),
        (server.deep, "malformed JSON"),
        (server.html, "'text/html' instead of JSON"),
        (server.elsewhere, "redirected to another host (http://localhost:9)"),
        (server.forbidden, "status 403"),
        (server.other_work, "answered about '10.5555/other'"),
    ],
)
def test_a_fault_costs_its_doi_only(registry: Registry, fault: server.Fault, reason: str) -> None:
    for doi in ("10.5555/a", "10.5555/b", "10.5555/c"):
        registry.crossref[doi] = crossref_work(doi)
    registry.faults["10.5555/b"] = fault
    found = asked(registry, "10.5555/a", "10.5555/b", "10.5555/c")
    assert reason in str(found["10.5555/b"])
    assert isinstance(found["10.5555/a"], Record)
    assert isinstance(found["10.5555/c"], Record)


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_failure_that_passes_is_outlasted(registry: Registry, status: int) -> None:
    registry.crossref["10.5555/a"] = crossref_work("10.5555/a")
    registry.faults[""] = server.failing(2, status, Retry_After="0")
    assert record_of(registry, "10.5555/a").outcome == "found"
    assert len(registry.log) == 3


def test_nobody_is_asked_before_retry_after_is_over(registry: Registry) -> None:
    for doi in ("10.5555/a", "10.5555/b"):
        registry.crossref[doi] = crossref_work(doi)
    registry.faults[""] = server.failing(1, 429, Retry_After="1")
    registry.headers["x-concurrency-limit"] = "1"
    assert all(isinstance(one, Record) for one in asked(registry, *registry.crossref).values())
    first, second = registry.log[:2]
    assert second.began - first.ended >= 1


def test_a_host_that_asks_for_an_hour_is_given_up(registry: Registry) -> None:
    registry.faults[""] = server.failing(10**6, 429, Retry_After="3600")
    found = asked(registry, *(f"10.5555/{number}" for number in range(50)))
    assert len(found) == 50
    assert all("alone for 3600 seconds" in str(one) for one in found.values())
    assert len(registry.log) < 10


def test_a_host_that_only_fails_is_given_up(registry: Registry) -> None:
    registry.faults[""] = server.failing(10**6, 503, Retry_After="0")
    found = asked(registry, *(f"10.5555/{number}" for number in range(200)))
    assert len(found) == 200
    assert all(isinstance(one, str) for one in found.values())
    assert len(registry.log) < 20


def test_without_a_network_everything_is_unanswered() -> None:
    nobody = Registry(url="http://127.0.0.1:1")
    found = asked(nobody, "10.5555/a", "10.5555/b")
    assert set(found) == {"10.5555/a", "10.5555/b"}
    assert all("127.0.0.1:1" in str(one) or "reached" in str(one) for one in found.values())


def test_a_name_that_does_not_resolve_is_no_traceback() -> None:
    found: list[Record | Unanswered] = []
    nowhere = "https://registry.invalid"
    ask(
        ["10.5555/a"],
        Settings("", nowhere, nowhere, nowhere, nowhere, 0.5),
        found.append,
        known={},
        today=TODAY,
        seconds=5,
    )
    assert isinstance(found[0], Unanswered)


def test_the_run_ends_when_its_time_is_over(registry: Registry) -> None:
    registry.crossref["10.5555/a"] = crossref_work("10.5555/a")
    registry.faults["10.5555/slow"] = server.failing(10**6, 429, Retry_After="20")
    began = time.monotonic()
    found = asked(registry, "10.5555/a", "10.5555/slow", seconds=1)
    assert time.monotonic() - began < 10
    assert isinstance(found["10.5555/a"], Record)
    assert "within the 1 seconds" in str(found["10.5555/slow"])


def made_up(registry: Registry, count: int, form: str = "10.5555/{}") -> list[str]:
    """Works of Crossref under made-up DOIs, which are returned."""
    dois = [form.format(number) for number in range(count)]
    registry.crossref.update({doi: crossref_work(doi) for doi in dois})
    return dois


WITH_COMMA = "10.5555/a,{}"
"""A DOI that no batch can hold."""


def test_the_limits_announced_are_kept(registry: Registry) -> None:
    registry.headers = {
        "x-rate-limit-limit": "10",
        "x-rate-limit-interval": "1s",
        "x-concurrency-limit": "2",
    }
    registry.delay = 0.01
    asked(registry, *made_up(registry, 25, WITH_COMMA))
    assert len(registry.log) == 25
    assert most_within(registry, 1.0) <= 10
    assert most_at_once(registry) <= 2


def test_the_default_limits_are_those_of_the_public_pool(registry: Registry) -> None:
    registry.headers = {}
    asked(registry, *made_up(registry, 8))
    assert len(registry.log) == 8
    assert most_within(registry, 1.0) <= 5
    assert most_at_once(registry) == 1


def test_many_dois_are_asked_about_in_batches(registry: Registry) -> None:
    dois = made_up(registry, 90)
    found = asked(registry, *dois)
    assert [one.path for one in registry.log] == ["/works"] * 3
    registry.log.clear()
    assert found[dois[7]] == record_of(registry, dois[7])
    assert registry.log[0].path == f"/works/{dois[7]}"


def test_what_a_batch_leaves_out_is_asked_about_singly(registry: Registry) -> None:
    dois = made_up(registry, 20)
    registry.datacite["10.5072/a"] = datacite_work("10.5072/a")
    registry.crossref["10.5555/x,y"] = crossref_work("10.5555/x,y")
    found = asked(registry, *dois, "10.5555/none", "10.5072/a", "10.5555/x,y")
    assert found["10.5555/none"] == Record("10.5555/none", "not-found", TODAY)
    others = [found[doi] for doi in ("10.5072/a", "10.5555/x,y", *dois)]
    assert all(isinstance(one, Record) and one.outcome == "found" for one in others)
    assert sum(one.path == "/works" for one in registry.log) == 1
    assert not any(one.path == f"/works/{dois[0]}" for one in registry.log)


@pytest.mark.parametrize(
    "fault",
    [
        server.killed_in_body,
        server.slow_loris,
        server.gzip_bomb,
        server.malformed,
        server.html,
        server.elsewhere,
        server.forbidden,
        server.other_work,
        lambda handler: handler.reply(404, "Resource not found."),
        lambda handler: handler.reply(200, {"message": {"items": [{"DOI": 1}, None]}}),
    ],
)
def test_where_batches_do_not_work_all_are_asked_about_singly(
    registry: Registry, fault: server.Fault
) -> None:
    def unless_single(handler: server.Handler) -> None:
        path = unquote(urlsplit(handler.path).path)
        if path == "/works":
            fault(handler)
        else:
            handler.reply(*registry.answer(path))

    registry.faults[""] = unless_single
    found = asked(registry, *made_up(registry, 50))
    assert all(isinstance(one, Record) for one in found.values())
    assert sum(one.path == "/works" for one in registry.log) <= 3


def test_lists_keep_their_own_limits_and_those_of_the_host(registry: Registry) -> None:
    registry.headers = {}
    asked(registry, *made_up(registry, 60), *made_up(registry, 6, WITH_COMMA))
    lists = [one for one in registry.log if one.path == "/works"]
    assert len(lists) == 2
    assert lists[1].began - lists[0].began >= 1
    assert most_within(registry, 1.0) <= 5
    assert most_at_once(registry) == 1


def most_within(registry: Registry, seconds: float) -> int:
    times = sorted(one.began for one in registry.log)
    return max(sum(start <= one < start + seconds for one in times) for start in times)


def most_at_once(registry: Registry) -> int:
    changes = sorted(
        [(one.ended, -1) for one in registry.log] + [(one.began, 1) for one in registry.log]
    )
    running = most = 0
    for _, change in changes:
        running += change
        most = max(most, running)
    return most


def test_who_asks_is_said_when_it_is_known(registry: Registry) -> None:
    registry.crossref["10.5555/a"] = crossref_work("10.5555/a")
    found: list[Record | Unanswered] = []
    ask(
        ["10.5555/a"],
        settings(registry, mailto="editor@example.org"),
        found.append,
        known={},
        today=TODAY,
        seconds=5,
    )
    assert "mailto:editor@example.org" in registry.log[0].agent
    assert registry.log[0].query == "mailto=editor%40example.org"


@pytest.mark.skipif(not RECORDINGS.is_dir(), reason="needs ../shared/registry, recorded answers")
def test_every_recorded_work_is_found(registry: Registry) -> None:
    registry.crossref.update(server.recorded_works())
    found = asked(registry, *registry.crossref)
    kinds = Counter(type(one).__name__ for one in found.values())
    assert kinds == {"Record": len(registry.crossref)}
    assert len(registry.crossref) > 90
