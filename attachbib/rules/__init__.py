"""Rules: one function for each thing that can be wrong, and the check that runs them all."""

from attachbib.rules.check import Outcome, Result, Unchecked, check
from attachbib.rules.finding import SEVERITIES, Finding, Severity
from attachbib.rules.registry import RULES, Rule

__all__ = [
    "RULES",
    "SEVERITIES",
    "Finding",
    "Outcome",
    "Result",
    "Rule",
    "Severity",
    "Unchecked",
    "check",
]
