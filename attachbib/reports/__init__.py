"""Reports: what a check gave, written for people or for programs.

The package imports none of its modules: commands that only show text need `display` alone.
"""

FORMATS = ("text", "json")
"""What the report of a check can be written in."""
