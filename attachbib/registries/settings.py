"""Settings: whom to ask and who asks, from the table `[registries]` and the environment."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from ipaddress import ip_address
from typing import Any, Protocol
from urllib.parse import urlsplit

from attachbib.errors import ConfigError
from attachbib.spelling import closest

MAILTO_VARIABLE = "ATTACHBIB_MAILTO"
"""Environment variable; it wins over the configuration, for it says who runs attachbib."""

_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9.-]{1,253}")
_MAX_SECONDS = 600


@dataclass(frozen=True, slots=True)
class Settings:
    """Addresses of the registries, and how long to wait for them."""

    mailto: str = ""
    """The address of who asks; registries give those who name one higher limits."""
    crossref_url: str = "https://api.crossref.org"
    datacite_url: str = "https://api.datacite.org"
    doi_url: str = "https://doi.org"
    pmc_url: str = "https://pmc.ncbi.nlm.nih.gov/tools/idconv/api/v1"
    timeout: float = 30.0
    """Seconds for one request, from its beginning to the last byte of the answer."""
    version: str = ""
    """That of attachbib, for the `User-Agent`."""
    pubmed_url: str = "https://eutils.ncbi.nlm.nih.gov/entrez/eutils"


class Table(Protocol):
    """A table of the configuration (`attachbib.workspace.table.ConfigTable`)."""

    @property
    def values(self) -> Mapping[str, Any]: ...

    def error(
        self, message: str, hint: str = "", *, at: tuple[str | int, ...] = ()
    ) -> ConfigError: ...


def read_settings(
    table: Table | None, environment: Mapping[str, str], version: str = ""
) -> Settings:
    """Return the settings of a project.

    Args:
        table: `[registries]`, or None for the defaults.
        environment: the variables of the process.
        version: that of attachbib.

    Raises:
        ConfigError: an unknown key or a wrong value, or `ATTACHBIB_MAILTO` is no address.
    """
    values: dict[str, Any] = {}
    for name, value in (table.values if table else {}).items():
        assert table is not None
        if name not in _KEYS:
            close = closest(name, _KEYS)
            hint = f"Did you mean `{close}`?" if close else f"The keys are: {', '.join(_KEYS)}."
            raise table.error(f"unknown key `{name}`.", hint, at=(name,))
        try:
            values[name.replace("-", "_")] = _KEYS[name](value)
        except ValueError as error:
            raise table.error(f"`{name}` is {value!r}, expected {error}.", at=(name,)) from None
    settings = Settings(**values, version=version)
    if address := environment.get(MAILTO_VARIABLE, "").strip():
        try:
            return replace(settings, mailto=_mailto(address))
        except ValueError as error:
            raise ConfigError(f"{MAILTO_VARIABLE} is {address!r}, expected {error}.") from None
    return settings


def is_loopback(host: str) -> bool:
    """Whether a host is this machine."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _mailto(value: Any) -> str:
    if isinstance(value, str) and _ADDRESS.fullmatch(value):
        return value
    raise ValueError('an e-mail address, such as "editor@example.org"')


def _url(value: Any) -> str:
    expected = "an https address without query, such as https://api.crossref.org"
    if not (isinstance(value, str) and value.isascii() and value.isprintable()):
        raise ValueError(expected)
    parts = urlsplit(value)
    host = parts.hostname or ""
    is_safe = parts.scheme == "https" or (parts.scheme == "http" and is_loopback(host))
    is_plain = not (parts.query or parts.fragment or parts.username or " " in value)
    if not (host and is_safe and is_plain and parts.port != 0):
        raise ValueError(expected)
    return value.rstrip("/")


def _seconds(value: Any) -> float:
    if type(value) in (int, float) and 0 < value <= _MAX_SECONDS:
        return float(value)
    raise ValueError(f"seconds, more than 0 and at most {_MAX_SECONDS}")


_KEYS: Mapping[str, Callable[[Any], Any]] = {
    "mailto": _mailto,
    "crossref-url": _url,
    "datacite-url": _url,
    "doi-url": _url,
    "pmc-url": _url,
    "pubmed-url": _url,
    "timeout": _seconds,
}
