"""Rules about what the sources of claims must be; each does nothing until it is configured."""
