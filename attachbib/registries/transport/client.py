"""The client: asks a registry for JSON, within its limits, again where that may help.

httpx does HTTP. What it leaves to its user is here: limits, backing off, a total timeout, a
bound on the decompressed body, redirects. There is no HTTP cache (hishel): the lock is the
cache, and Crossref sends no `Cache-Control`, `ETag` or `Last-Modified` to go by.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import partial
from types import TracebackType
from typing import TYPE_CHECKING, Any, NamedTuple, Self
from urllib.parse import urlsplit

from attachbib.errors import AttachbibError
from attachbib.registries.settings import Settings, is_loopback
from attachbib.registries.transport.body import ENCODING, read_json
from attachbib.registries.transport.failures import (
    BROKEN,
    FAILING,
    HOPELESS,
    SLOW,
    TOO_MANY,
    UNREACHABLE,
    Unavailable,
)
from attachbib.registries.transport.host import Host
from attachbib.registries.transport.limits import Limits, Pace, announced, laxer
from attachbib.registries.transport.retry_after import seconds_to_wait

if TYPE_CHECKING:
    import httpx

_CONNECT_TIMEOUT = 10.0
"""Seconds, unless the whole request may only take less."""
_READ_TIMEOUT = 20.0
_MAX_REDIRECTS = 3
_REDIRECTS = frozenset({301, 302, 303, 307, 308})


class Answer(NamedTuple):
    """What a registry said: something, or that it has nothing of that name."""

    is_there: bool
    """Whether the status was 200; it was 404 otherwise."""
    value: Any
    """The JSON of the body; None for a 404 whose body is none, like Crossref's."""
    was_redirected: bool = False
    """Whether another path of the same host answered, as it does for an alias of a DOI."""


class Transport:
    """Asks registries; an asynchronous context manager for one run."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._hosts: dict[str, Host] = {}
        self._new_client = _client_maker(settings)
        self._clients: list[httpx.AsyncClient] = []
        """Those that are not in use. Each request has one for itself: a client shared by several
        offers one idle connection to all of them, and those that come late look again."""

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for client in self._clients:
            await client.aclose()

    async def get(
        self,
        url: str,
        limits: Limits,
        query: Mapping[str, str] = {},
        *,
        listing: Limits | None = None,
    ) -> Answer:
        """Ask for a resource.

        Args:
            limits: those of the host until it announces its own.
            query: added to the address.
            listing: those that hold for lists beside them, if it is a list.

        Raises:
            Unavailable: there was no answer, none that can be used, or the host was given
                up; nothing is known about the resource.
        """
        import httpx

        target = str(httpx.URL(url, params=query)) if query else url
        attempts = 0
        while True:
            attempts += 1
            try:
                return await self._follow(target, limits, listing)
            except Unavailable as failure:
                if attempts >= failure.cure.attempts:
                    raise

    async def _follow(self, url: str, limits: Limits, listing: Limits | None) -> Answer:
        """Ask, and go along with redirects that stay on the host."""
        origin = _origin(url)
        host = self._hosts.get(origin)
        if host is None:
            host = self._hosts[origin] = Host(origin, limits)
        for redirects in range(_MAX_REDIRECTS + 1):
            if listing is None:
                found = await self._ask(host, url, host.pace)
            else:
                pace = host.pace_of_lists(listing)
                async with pace:
                    found = await self._ask(host, url, pace)
            if isinstance(found, Answer):
                return found._replace(was_redirected=redirects > 0)
            url = self._joined(url, found)
            if _origin(url) != origin:
                raise Unavailable(f"redirected to another host ({_origin(url)}), which is refused")
        raise Unavailable("redirected too often")

    def _joined(self, url: str, location: str) -> str:
        import httpx

        try:
            return str(httpx.URL(url).join(location))
        except httpx.InvalidURL:
            raise Unavailable("redirected to something that is no address") from None

    async def _ask(self, host: Host, url: str, pace: Pace) -> Answer | str:
        """Send one request when the host may be asked; return the answer or where it points to.

        Args:
            pace: whose limits the answer announces.
        """
        host.check()
        async with host.pace:
            host.check()
            try:
                answer = await self._send(host, url, pace)
            except Unavailable as failure:
                host.failed(failure)
                raise
            host.succeeded()
            return answer

    async def _send(self, host: Host, url: str, pace: Pace) -> Answer | str:
        import httpx

        try:
            async with asyncio.timeout(self.settings.timeout):
                return await self._exchange(host, url, pace)
        except (TimeoutError, httpx.ReadTimeout, httpx.WriteTimeout):
            raise Unavailable("did not answer in time", SLOW) from None
        except (httpx.ConnectError, httpx.ConnectTimeout, OSError, UnicodeError) as error:
            reason = str(error) or "no answer"
            raise Unavailable(f"cannot be reached: {reason}", UNREACHABLE) from None
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise Unavailable(f"broke off its answer: {error}", BROKEN) from None

    async def _exchange(self, host: Host, url: str, pace: Pace) -> Answer | str:
        client = self._clients.pop() if self._clients else self._new_client()
        try:
            return await self._read(client, host, url, pace)
        finally:
            self._clients.append(client)

    async def _read(
        self, client: httpx.AsyncClient, host: Host, url: str, pace: Pace
    ) -> Answer | str:
        async with client.stream("GET", url) as response:
            headers = {
                name.decode("ascii", "replace").lower(): text.decode("latin-1")
                for name, text in response.headers.raw
            }
            pace.limits = announced(headers, pace.limits)
            host.pace.limits = laxer(host.pace.limits, pace.limits)
            status = response.status_code
            if status == 429 or status >= 500:
                delay = seconds_to_wait(headers.get("retry-after"), datetime.now(UTC))
                cure = TOO_MANY if status == 429 else FAILING
                raise Unavailable(f"answered with status {status}", cure, delay)
            if status in _REDIRECTS:
                return headers.get("location", "")
            if status not in (200, 404):
                raise Unavailable(f"answered with status {status}", HOPELESS)
            try:
                value = await read_json(headers, response.aiter_raw())
            except Unavailable:
                if status == 200:
                    raise
                value = None
            return Answer(status == 200, value)


def _client_maker(settings: Settings) -> Callable[[], httpx.AsyncClient]:
    try:
        import httpx
    except ImportError:
        raise AttachbibError(
            "asking registries needs httpx, which is not installed.",
            hint="Install it with `pip install 'attachbib[registries]'`.",
        ) from None
    timeout = settings.timeout
    agent = f"attachbib/{settings.version or 'unknown'}"
    if settings.mailto:
        agent += f" (mailto:{settings.mailto})"
    addresses = (
        settings.crossref_url,
        settings.datacite_url,
        settings.doi_url,
        settings.pmc_url,
        settings.pubmed_url,
    )
    local = {_origin(url) for url in addresses if is_loopback(urlsplit(url).hostname or "")}
    return partial(
        httpx.AsyncClient,
        headers={
            "Accept": "application/json",
            "Accept-Encoding": ENCODING,
            "User-Agent": agent,
        },
        timeout=httpx.Timeout(
            min(timeout, _READ_TIMEOUT), connect=min(timeout, _CONNECT_TIMEOUT), pool=None
        ),
        limits=httpx.Limits(max_connections=None, max_keepalive_connections=None),
        follow_redirects=False,
        verify=httpx.create_ssl_context(),
        mounts=dict.fromkeys(local),
    )


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"
