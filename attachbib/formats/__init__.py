"""Reference formats other than BibTeX, in and out."""
