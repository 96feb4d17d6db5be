"""One format per file, each with ``dump``: a document in, bytes out. No store, no web."""
