"""Reports: what a check gave, written for people or for programs."""

from attachbib.reports.json import json_report
from attachbib.reports.text import text_report

__all__ = ["FORMATS", "json_report", "text_report"]

FORMATS = ("text", "json")
"""What a report can be written in."""
