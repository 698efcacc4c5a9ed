"""Colours: on a terminal that can, unless the environment says otherwise."""

from __future__ import annotations

from io import StringIO

import pytest

from attachbib.reports.color import is_colored


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("stream", "environment", "colored"),
    [
        (Terminal(), {}, True),
        (Terminal(), {"TERM": "dumb"}, False),
        (Terminal(), {"NO_COLOR": "1"}, False),
        (Terminal(), {"NO_COLOR": ""}, True),
        (StringIO(), {}, False),
        (StringIO(), {"FORCE_COLOR": "1"}, True),
        (StringIO(), {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        (StringIO(), {"FORCE_COLOR": "1", "TERM": "dumb"}, True),
    ],
)
def test_when_to_color(stream: StringIO, environment: dict[str, str], colored: bool) -> None:
    assert is_colored(stream, environment) is colored
