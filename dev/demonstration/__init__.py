"""The main job once, as a client does it: two uploads, each confirmed, ingested, downloaded and compared."""
