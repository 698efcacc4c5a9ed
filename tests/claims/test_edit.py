"""Writing claims: any values survive, and every other byte stays."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from attachbib.claims import Claim, ClaimsFile, Evidence, Review, TextQuoteSelector, parse_claims
from attachbib.claims.edit import write_claims
from attachbib.source import Source

RECORDS = [
    '[[claim]]\nid = "{id}"\nfile = "a.md"\nanchor.exact = "One."\n',
    '[[ claim ]]  # why\nfile = \'a.md\'\nid="{id}"\nanchor = {{ exact = "One.", start = 3 }}\n',
    '  [[claim]]\n  id = "{id}"\n  file = "a.md"\n\n  [claim.anchor]\n  exact = "One."  # 1\n',
    '[[claim]]\nid = "{id}"\nfile = "a.md"\n\n[claim.anchor]\nexact = """\nOne\n# [[claim]]\n"""\n'
    '\n[[claim.evidence]]\nkey = "x"\n\n[claim.review]\nby = "Ann"\non = "2024-01-01"\n',
    '[[claim]]\nid = "{id}"\nfile = "a.md"\nanchor.exact = "One."\n'
    'evidence = [\n  {{ key = "x" }},\n]\n',
]
BETWEEN = ["", "\n", "\n# A remark.\n\n", "# [[claim]]\n"]

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


@st.composite
def files(draw: st.DrawFn) -> ClaimsFile:
    parts = draw(
        st.lists(st.tuples(st.sampled_from(BETWEEN), st.sampled_from(RECORDS)), min_size=1)
    )
    text = "".join(
        between + record.format(id=f"c{index}") for index, (between, record) in enumerate(parts)
    )
    text += draw(st.sampled_from(BETWEEN))
    return parse_claims(
        Source(Path("claims.toml"), text.rstrip("\n") if draw(st.booleans()) else text)
    )


@given(files(), st.data())
def test_a_change_touches_only_its_record(file: ClaimsFile, data: st.DataObject) -> None:
    claim = data.draw(st.sampled_from(file.claims))
    evidence = Evidence("key", quote=data.draw(texts), note=data.draw(texts))
    changed = claim._replace(
        exempt=data.draw(texts).strip() or "why",
        anchor=claim.anchor._replace(prefix=data.draw(texts), start=7),
        evidence=(*claim.evidence, evidence),
        review=Review(data.draw(texts) or "Ann", "2024-05-01", "a", "b", "c"),
    )
    text = write_claims(file, {claim: changed})
    start = claim.span.start
    following = [one.span.start for one in file.claims if one.span.start > start]
    end = min(following, default=len(file.source.text))
    assert text.startswith(file.source.text[:start])
    assert text.endswith(file.source.text[end:])
    # Of the record itself every line is left, in its order.
    lines = iter(text.split("\n"))
    for line in file.source.text[start:end].split("\n"):
        kept = line.partition("#")[2] if "=" in line else line.strip()
        assert any(kept in one for one in lines)


@given(st.lists(st.tuples(texts, texts), min_size=1, max_size=3), st.sampled_from(BETWEEN))
def test_added_records_read_as_given(values: list[tuple[str, str]], text: str) -> None:
    added = [
        Claim(
            f"c{index}",
            "a.md",
            TextQuoteSelector(exact or "x", start=3),
            evidence=(Evidence("k", locator=locator),),
        )
        for index, (exact, locator) in enumerate(values)
    ]
    written = write_claims(parse_claims(Source(Path("claims.toml"), text)), {}, added)
    assert written.startswith(text)
    read = parse_claims(Source(Path("claims.toml"), written))
    assert [one.anchor for one in read.claims] == [one.anchor for one in added]
    assert [one.evidence[0].locator for one in read.claims] == [locator for _, locator in values]


def test_added_records_are_laid_out_as_people_write_them() -> None:
    claim = Claim(
        "one",
        "a.md",
        TextQuoteSelector("One.", suffix="Two."),
        kind="scientific",
        evidence=(Evidence("x", locator="p. 3"), Evidence("y", "background")),
    )
    text = write_claims(parse_claims(Source(Path("claims.toml"), "# Claims\n")), {}, [claim])
    assert text == (
        '# Claims\n\n[[claim]]\nid = "one"\nfile = "a.md"\nkind = "scientific"\n\n'
        '[claim.anchor]\nexact = "One."\nsuffix = "Two."\n\n'
        '[[claim.evidence]]\nkey = "x"\nlocator = "p. 3"\n\n'
        '[[claim.evidence]]\nkey = "y"\nstance = "background"\n'
    )
