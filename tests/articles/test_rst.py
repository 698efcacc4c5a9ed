"""reStructuredText articles."""

from __future__ import annotations

import pytest
from reading import cites, clusters, cut_keys, cut_sentences, keys, kinds, read, sentences


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (":cite:`a`", [("a", "normal", "", "", "", "")]),
        (":cite:p:`a,b`", [("a", "normal", "", "", "", ""), ("b", "normal", "", "", "", "")]),
        (":cite:t:`a`", [("a", "author-in-text", "", "", "", "")]),
        (":cite:year:`a`", [("a", "suppress-author", "", "", "", "")]),
        (":footcite:`a`", [("a", "normal", "", "", "", "")]),
        (":cite:p:`{see}a{p. 3}`", [("a", "normal", "see", "page", "3", "")]),
        ("[Doe20]_", [("Doe20", "normal", "", "", "", "")]),
        (":cite:empty:`a`", []),
        (":ref:`a`", []),
        ("``[Doe20]_``", []),
        ("``:cite:`a```", []),
        ("\\[Doe20]_", []),
    ],
)
def test_what_cites(text: str, expected: list[tuple[str, ...]]) -> None:
    assert cites(read(f"Text {text} here.", "a.rst")) == expected


PAGE = """Sleep
=====

:Author: Nobody

Naps *help* :cite:p:`doe2020,
roe2021`. They are ``short``\\ ly `here <https://example.org/@x>`__ [1]_.

.. note::
   :class: tip

   In a note [Doe20]_.

.. code-block:: python

   x = "[No20]_"

   y = 1

Literal::

   :cite:`no`

- One.
- Two
  lines.

.. attachbib: exempt: known

.. [1] See :cite:`b`.
.. [Doe20] Doe. 2020.
"""


def test_a_page() -> None:
    article = read(PAGE, "a.rst")
    assert article.title == "Sleep"
    assert keys(article) == ["doe2020", "roe2021", "Doe20", "b"]
    assert sentences(article) == [
        "Sleep", "Naps help.", "They are shortly here.", "In a note.", "Literal:", "One.",
        "Two lines.", "See.",
    ]  # fmt: skip
    assert [one for one in kinds(article) if one not in ("paragraph", "definition")] == [
        "heading", "div", "code", "code", "list-item", "list-item", "comment", "footnote",
        "reference",
    ]  # fmt: skip
    assert article.sentences[2].citations == (2,)
    assert [one.text for one in article.pragmas] == ["exempt: known"]


def test_spans_are_exact() -> None:
    article = read(PAGE, "a.rst")
    assert clusters(article)[0] == ":cite:p:`doe2020,\nroe2021`"
    assert cut_keys(article) == keys(article)
    assert cut_sentences(article)[1] == "Naps *help* :cite:p:`doe2020,\nroe2021`."


@pytest.mark.parametrize(
    "text", ["..", ".. ", "::", "====", "`", "[", ":a:`", "=\n=\n=", "\t.. x::"]
)
def test_odd_text_is_read_all_the_same(text: str) -> None:
    read(text, "a.rst")
