"""Rules about citations in articles and evidence in claims files."""
