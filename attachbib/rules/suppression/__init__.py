"""Rules about the comments that accept findings (`attachbib.rules.suppressing`)."""
