"""Adopting an article that already exists: its list of references read, its markers attached."""
