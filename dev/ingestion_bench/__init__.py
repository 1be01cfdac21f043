"""`make bench-ingest`: how fast and in how much memory a large file becomes transactions."""
