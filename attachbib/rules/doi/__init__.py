"""Rules about the identifiers of works: DOI, ISBN, ISSN, PMID, arXiv."""
