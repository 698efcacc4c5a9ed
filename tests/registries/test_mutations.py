"""How many wrong entries a comparison with the record finds, and how many right ones it accuses."""

from __future__ import annotations

from mutations import HARMFUL, HARMLESS, rates, trials, works
from recordings import needs_recordings


@needs_recordings
def test_wrong_entries_are_found() -> None:
    assert len(works()) > 100
    counts = rates(list(trials(HARMFUL))).values()
    assert sum(flagged for flagged, _ in counts) >= 0.98 * sum(total for _, total in counts)


@needs_recordings
def test_other_spellings_of_right_entries_are_accepted() -> None:
    counts = rates(list(trials(HARMLESS))).values()
    assert sum(flagged for flagged, _ in counts) <= 0.02 * sum(total for _, total in counts)
