"""Rules about claims and the sentences of articles: whether each has a source, and still has it."""
