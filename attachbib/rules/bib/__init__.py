"""Rules about files and entries that cannot be read, or do not hold what such an entry should."""
