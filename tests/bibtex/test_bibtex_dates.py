"""Dates: EDTF in `date`, and `year`, `month`, `day`."""

from __future__ import annotations

import pytest

from attachbib.bibtex.dates import read_date, read_parts
from attachbib.reference import Date, DatePoint

P = DatePoint

EDTF = [
    ("2010", Date(P(2010))),
    ("2010-05", Date(P(2010, 5))),
    ("2010-05-02", Date(P(2010, 5, 2))),
    ("2010-05-02T10:15:00Z", Date(P(2010, 5, 2))),
    ("2010/2012-03", Date(P(2010), P(2012, 3))),
    ("2010/..", Date(P(2010), open_end=True)),
    ("2010/", Date(P(2010), open_end=True)),
    ("2004-22", Date(P(2004, season=2))),
    ("1850~", Date(P(1850), circa=True)),
    ("1850?", Date(P(1850), circa=True)),
    ("-0043", Date(P(-44))),
    ("0000", Date(P(-1))),
    ("199X", Date(P(1990), P(1999))),
    ("19XX", Date(P(1900), P(1999))),
    ("1999-XX", Date(P(1999))),
    ("Y-17000002", Date(P(-17000003))),
    ("2019/05/12", Date(P(2019, 5, 12))),
    ("2010-13-45", Date(P(2010))),
    ("12 May 2010", Date(P(2010, 5, 12))),
    ("12. März 2010", Date(P(2010, 3, 12))),
    ("05/2010", Date(P(2010, 5))),
    ("²²²² May", Date(literal="²²²² May")),
    ("forthcoming", Date(literal="forthcoming")),
]


@pytest.mark.parametrize(("text", "expected"), EDTF, ids=[text for text, _ in EDTF])
def test_date_field(text: str, expected: Date) -> None:
    assert read_date(text) == expected


PARTS = [
    (("1999", "", ""), Date(P(1999))),
    (("1999", "mar", ""), Date(P(1999, 3))),
    (("1999", "March", "7"), Date(P(1999, 3, 7))),
    (("1999", "3", ""), Date(P(1999, 3))),
    (("1999", "mar~12", ""), Date(P(1999, 3, 12))),
    (("1999", "10~jan", ""), Date(P(1999, 1, 10))),
    (("1999", "jul--aug", ""), Date(P(1999, 7), P(1999, 8))),
    (("1999", "may", "12--14"), Date(P(1999, 5, 12), P(1999, 5, 14))),
    (("1999", "Spring", ""), Date(P(1999, season=1))),
    (("1995--1996", "", ""), Date(P(1995), P(1996))),
    (("1995–96", "", ""), Date(P(1995), P(1996))),
    (("ca. 1850", "", ""), Date(P(1850), circa=True)),
    (("in press", "mar", ""), Date(literal="in press")),
    (("1999", "nonsense", ""), Date(P(1999))),
    (("1999", "août", ""), Date(P(1999, 8))),
    (("1999", "05-17", ""), Date(P(1999, 5, 17))),
    (("1999", "05-06", ""), Date(P(1999, 5), P(1999, 6))),
    (("1999", "1" * 5_000, "²"), Date(P(1999))),
]


@pytest.mark.parametrize(("parts", "expected"), PARTS, ids=["/".join(p) for p, _ in PARTS])
def test_year_month_day(parts: tuple[str, str, str], expected: Date) -> None:
    assert read_parts(*parts) == expected


def test_nothing_is_no_date() -> None:
    assert read_date("  ") is None
    assert read_parts("", "mar", "1") is None
