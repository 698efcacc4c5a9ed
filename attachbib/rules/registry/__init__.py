"""Rules about what registries answered for the DOIs, as the lock keeps it."""
