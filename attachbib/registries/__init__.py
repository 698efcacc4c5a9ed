"""Registries: what Crossref, DataCite and doi.org answered for each DOI, kept in the lock."""
