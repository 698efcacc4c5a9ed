"""The table `[registries]` and the environment."""

from __future__ import annotations

from pathlib import Path

import pytest

from attachbib.errors import ConfigError
from attachbib.registries.settings import Settings, read_settings
from attachbib.source import Source
from attachbib.workspace.table import ConfigTable


def table(**values: object) -> ConfigTable:
    names = {name.replace("_", "-"): value for name, value in values.items()}
    text = "[registries]\n" + "".join(f"{name} = 1\n" for name in names)
    return ConfigTable(Source(Path("attachbib.toml"), text), ("registries",), names)


def test_without_a_table_the_public_addresses_are_asked() -> None:
    assert read_settings(None, {}) == Settings()


def test_the_environment_says_who_asks() -> None:
    found = read_settings(table(mailto="a@example.org"), {"ATTACHBIB_MAILTO": "b@example.org"})
    assert found.mailto == "b@example.org"


@pytest.mark.parametrize(
    "url", ["https://mirror.example.org/api/", "http://127.0.0.1:80", "http://localhost:1"]
)
def test_https_and_this_machine_are_allowed(url: str) -> None:
    assert read_settings(table(crossref_url=url), {}).crossref_url == url.rstrip("/")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("crossref-url", "http://api.crossref.org"),
        ("crossref-url", "ftp://api.crossref.org"),
        ("crossref-url", "https://user@example.org"),
        ("crossref-url", "https://example.org:0x"),
        ("crossref-url", "https://[::1"),
        ("crossref-url", 3),
        ("mailto", "nobody"),
        ("mailto", "a@example.org\r\nHost: evil"),
        ("timeout", 0),
        ("timeout", True),
        ("timeout", 10**9),
        ("crosref-url", "https://api.crossref.org"),
    ],
)
def test_a_wrong_value_is_an_error_at_its_key(name: str, value: object) -> None:
    with pytest.raises(ConfigError, match=name) as error:
        read_settings(table(**{name.replace("-", "_"): value}), {})
    assert error.value.line == 2


def test_a_wrong_address_in_the_environment_is_an_error() -> None:
    with pytest.raises(ConfigError, match="ATTACHBIB_MAILTO"):
        read_settings(None, {"ATTACHBIB_MAILTO": "nobody"})
