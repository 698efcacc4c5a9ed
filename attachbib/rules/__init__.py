"""Rules: one function for each thing that can be wrong, and the check that runs them all."""

from attachbib.rules.check import Outcome, Result, Unchecked, check
from attachbib.rules.families import FAMILIES, RULE_NAMES, load_rule
from attachbib.rules.finding import SEVERITIES, Finding, Severity
from attachbib.rules.rule import Rule

__all__ = [
    "FAMILIES",
    "RULE_NAMES",
    "SEVERITIES",
    "Finding",
    "Outcome",
    "Result",
    "Rule",
    "Severity",
    "Unchecked",
    "check",
    "load_rule",
]
