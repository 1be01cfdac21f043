# Every target is a small Python program under dev/, which says more about itself. Python 3.9 or newer, nothing else.

.DEFAULT_GOAL := help
.PHONY: help run demo test lint bench bench-ingest clean clean-data

help: ## Lists the targets.
	@echo "MatchBot Files"
	@sed -n 's/^\([a-z-]*\): ## \(.*\)/  make \1|\2/p' $(firstword $(MAKEFILE_LIST)) | awk -F'|' '{ printf "%-18s %s\n", $$1, $$2 }'

run: ## Sets up, builds, starts a private PostgreSQL and S3 store, and serves until Ctrl-C (MATCHBOT_PORT=8080).
	@exec dev/run

demo: ## Does the main job once: two files of 100,000 transactions, uploaded, ingested, downloaded and compared.
	@exec dev/demo

test: ## Runs every test against its own PostgreSQL and S3 stores (FILTER=name runs some of them).
	@exec dev/test

lint: ## Checks the formatting of every Swift file, strictly.
	@exec dev/lint

bench: ## Measures requests a second with wrk, side by side with the peers where they are at hand.
	@exec dev/benchmark

bench-ingest: ## Measures the ingestion of 2 million rows, beside psql's \copy and the Python reference.
	@exec dev/bench-ingest

clean: ## Removes build products and the remains of tests and benchmarks.
	@exec dev/clean

clean-data: ## Removes .local with the development data; refuses while a stack runs.
	@exec dev/clean data
