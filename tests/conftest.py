"""Settings of hypothesis: the same examples in every run, so that a failure is a change's own."""

from hypothesis import settings

settings.register_profile("fixed", derandomize=True, deadline=None)
settings.register_profile("random", deadline=None)
settings.load_profile("fixed")
