# Every target is a small Python program under dev/, which says more about itself. Python 3.9 or newer, nothing else.

.DEFAULT_GOAL := help
.PHONY: help run demo test test-sanitize soak fuzz lint specs bench bench-ingest bench-codegen clean clean-data

help: ## Lists the targets.
	@echo "MatchBot Files"
	@sed -n 's/^\([a-z-]*\): ## \(.*\)/  make \1|\2/p' $(firstword $(MAKEFILE_LIST)) | awk -F'|' '{ printf "%-20s %s\n", $$1, $$2 }'

run: ## Sets up, builds, starts a private PostgreSQL and S3 store, and serves until Ctrl-C (MATCHBOT_PORT=8080).
	@exec dev/run

demo: ## Does the main job once: two files of 100,000 transactions, uploaded, ingested, downloaded and compared.
	@exec dev/demo

test: ## Runs every test against its own PostgreSQL and S3 stores, with coverage (FILTER=name runs some, without).
	@exec dev/test

test-sanitize: ## Runs the tests under AddressSanitizer and ThreadSanitizer (SANITIZER=address or thread, FILTER=name).
	@exec dev/test-sanitize

soak: ## Mixed load while replicas, store and database are killed, then an audit (MINUTES=5, SEED, CLIENTS=6, BUILD=release).
	@exec dev/soak

fuzz: ## Feeds the readers of JSON, YAML, contracts and forms with broken inputs (MINUTES=1 each, TARGET=json, yaml, contract or multipart).
	@exec dev/fuzz

lint: ## Checks the formatting of every Swift file, strictly.
	@exec dev/lint

specs: ## Runs the generator on real OpenAPI documents and type-checks the output (SPECS=folder, MODE=types,server,client,examples).
	@exec dev/specs

bench: ## Measures requests a second with wrk, side by side with the peers where they are at hand.
	@exec dev/benchmark

bench-ingest: ## Measures the ingestion of 2 million rows, beside psql's \copy and the Python reference.
	@exec dev/bench-ingest

bench-codegen: ## Measures the generator beside libyaml, what it writes in the compiler, and its JSON beside Foundation's (SPECS=folder, PEER=folder).
	@exec dev/bench-codegen

clean: ## Removes build products and the remains of tests, soaks and benchmarks.
	@exec dev/clean

clean-data: ## Removes .local with the development data; refuses while a stack runs.
	@exec dev/clean data
