"""A registry on this machine: answers we wrote, recorded ones if they are there, and every fault.

It plays Crossref, DataCite and doi.org at one address and keeps a log of the requests with
their times.
"""

from __future__ import annotations

import gzip
import json
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import parse_qs, unquote, urlsplit

LIFTED = {
    "x-rate-limit-limit": "1000000",
    "x-rate-limit-interval": "1s",
    "x-concurrency-limit": "8",
}

_BOMB = gzip.compress(b" " * 32 * 1024**2, compresslevel=1)

RECORDINGS = Path(__file__).resolve().parents[3] / "shared" / "registry"


def crossref_work(doi: str, **members: Any) -> dict[str, Any]:
    """A made-up work in the form of Crossref's."""
    return {
        "DOI": doi,
        "type": "journal-article",
        "title": [f"Work {doi}"],
        "author": [{"family": "Doe", "given": "Jane", "sequence": "first"}],
        "container-title": ["Journal of Examples"],
        "issued": {"date-parts": [[2020, 5, 1]]},
        **members,
    }


def datacite_work(doi: str) -> dict[str, Any]:
    """A made-up work in the form of DataCite's."""
    attributes = {
        "doi": doi,
        "titles": [{"title": f"Data {doi}"}],
        "creators": [{"name": "Doe, Jane", "familyName": "Doe", "givenName": "Jane"}],
        "publicationYear": 2021,
        "types": {"resourceTypeGeneral": "Dataset"},
    }
    return {"id": doi, "type": "dois", "attributes": attributes}


class Request(NamedTuple):
    """One request as the server saw it."""

    path: str
    began: float
    ended: float
    """Seconds; when the answer was begun."""
    agent: str
    query: str

    def dois(self) -> list[str]:
        """The DOIs asked about."""
        at = self.path.find("10.")
        return [self.path[at:]] if at >= 0 else _filtered(self.query)


Fault = Callable[["Handler"], None]


@dataclass
class Registry:
    """What the server knows and how it behaves; may be changed while it runs."""

    crossref: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    datacite: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    agencies: dict[str, str] = field(default_factory=dict)
    """DOI → agency, for those that are registered elsewhere."""
    faults: dict[str, Fault] = field(default_factory=dict)
    """DOI → what happens to questions about it; "" for those about any."""
    headers: dict[str, str] = field(default_factory=lambda: dict(LIFTED))
    delay: float = 0.0
    """Seconds that each answer takes."""
    log: list[Request] = field(default_factory=list)
    url: str = ""

    def agency(self, doi: str) -> str:
        """Who registered a DOI; "" if nobody did."""
        if doi in self.crossref:
            return "Crossref"
        return "DataCite" if doi in self.datacite else self.agencies.get(doi, "")

    def answer(self, path: str, query: str = "") -> tuple[int, Any]:
        """Status and JSON (or text) for a path."""
        kind, _, doi = path.removeprefix("/").partition("/")
        doi = doi.lower()
        if kind == "works" and not doi:
            return 200, {"message": {"items": self._listed(query)}}
        if kind == "works":
            if doi in self.crossref:
                return 200, {"status": "ok", "message": self.crossref[doi]}
            return 404, "Resource not found."
        if kind == "dois":
            if doi in self.datacite:
                return 200, {"data": self.datacite[doi]}
            return 404, {"errors": [{"status": "404"}]}
        if kind == "api":
            doi = doi.removeprefix("handles/")
            is_there = bool(self.agency(doi))
            return (200, {"responseCode": 1}) if is_there else (404, {"responseCode": 100})
        if kind == "doira":
            return 200, [{"DOI": doi, "RA": self.agency(doi)}]
        return 404, "no such path"

    def _listed(self, query: str) -> list[Mapping[str, Any]]:
        """All works, or with a filter by DOIs those of them that are there."""
        dois = _filtered(query)
        if not dois:
            return list(self.crossref.values())
        return [self.crossref[doi] for doi in dois if doi in self.crossref]


def _filtered(query: str) -> list[str]:
    filters = parse_qs(query).get("filter", [""])[0].split(",")
    return [one.removeprefix("doi:").lower() for one in filters if one.startswith("doi:")]


class Handler(BaseHTTPRequestHandler):
    """Answers one connection."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: Server

    def do_GET(self) -> None:
        began = time.monotonic()
        registry = self.server.registry
        parts = urlsplit(self.path)
        path = unquote(parts.path)
        path = path.replace("/doiRA/", "/doira/", 1)
        time.sleep(registry.delay)
        doi = path[path.find("10.") :]
        fault = registry.faults.get(doi) or registry.faults.get("")
        agent = self.headers.get("user-agent", "")
        registry.log.append(Request(path, began, time.monotonic(), agent, parts.query))
        if fault:
            fault(self)
            return
        status, value = registry.answer(path, parts.query)
        self.reply(status, value)

    def reply(
        self, status: int, value: Any, kind: str = "application/json", **headers: str
    ) -> None:
        """Send an answer; a text as it is, all else as JSON."""
        data = value if isinstance(value, bytes) else None
        if data is None:
            data = (value if isinstance(value, str) else json.dumps(value)).encode()
        self.begin(status, len(data), kind, **headers)
        self.wfile.write(data)

    def begin(self, status: int, length: int, kind: str, **headers: str) -> None:
        """Send the status and the headers of an answer."""
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(length))
        for name, text in {**self.server.registry.headers, **headers}.items():
            self.send_header(name.replace("_", "-"), text)
        self.end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        pass


class Server(ThreadingHTTPServer):
    """The server; `registry` is what it plays."""

    daemon_threads = True
    request_queue_size = 64
    registry: Registry

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that hangs up is none of the server's errors."""


@contextmanager
def serve(registry: Registry) -> Any:
    """Run a server on a free port; `registry.url` is its address."""
    server = Server(("127.0.0.1", 0), Handler)
    server.registry = registry
    registry.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield registry
    finally:
        server.shutdown()
        server.server_close()


def killed_in_body(handler: Handler) -> None:
    """Promise more than is sent, then hang up."""
    handler.begin(200, 1000, "application/json")
    handler.wfile.write(b'{"message": {"DOI": "10.')
    handler.wfile.flush()
    handler.close_connection = True


def slow_loris(handler: Handler) -> None:
    """Send one byte after the other, for ever."""
    handler.begin(200, 10**6, "application/json")
    try:
        while True:
            handler.wfile.write(b" ")
            handler.wfile.flush()
            time.sleep(0.05)
    except OSError:
        handler.close_connection = True


def slow_headers(handler: Handler) -> None:
    """The same, before the headers are complete."""
    try:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
        while True:
            handler.wfile.write(b"a")
            handler.wfile.flush()
            time.sleep(0.05)
    except OSError:
        handler.close_connection = True


def gzip_bomb(handler: Handler) -> None:
    """A small body that becomes a large one."""
    handler.reply(200, _BOMB, Content_Encoding="gzip")


def double_gzip(handler: Handler) -> None:
    """An encoding that was not asked for."""
    data = gzip.compress(gzip.compress(b"{}"))
    handler.reply(200, data, Content_Encoding="gzip, gzip")


def malformed(handler: Handler) -> None:
    handler.reply(200, '{"message": ')


def deep(handler: Handler) -> None:
    handler.reply(200, "[" * 100_000)


def html(handler: Handler) -> None:
    handler.reply(200, "<p>Please log in</p>", "text/html")


def elsewhere(handler: Handler) -> None:
    handler.reply(302, "", Location="http://localhost:9/works/10.5555/x")


def forbidden(handler: Handler) -> None:
    handler.reply(403, "no")


def other_work(handler: Handler) -> None:
    handler.reply(200, {"message": crossref_work("10.5555/other")})


def failing(times: int, status: int = 503, **headers: str) -> Fault:
    """Fail as often, then answer."""
    left = [times]

    def fault(handler: Handler) -> None:
        left[0] -= 1
        if left[0] >= 0:
            handler.reply(status, "busy", "text/plain", **headers)
            return
        parts = urlsplit(handler.path)
        handler.reply(*handler.server.registry.answer(unquote(parts.path), parts.query))

    return fault


def recorded_works() -> dict[str, Mapping[str, Any]]:
    """The recorded answers to `/works/{doi}`, by DOI in lower case."""
    works: dict[str, Mapping[str, Any]] = {}
    for path in sorted(RECORDINGS.glob("*/crossref-work__*.json")):
        message = json.loads(path.read_text(encoding="utf-8")).get("message")
        if isinstance(message, dict) and "DOI" in message:
            works[message["DOI"].lower()] = message
    return works
