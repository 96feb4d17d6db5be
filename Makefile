# graphintel: `make` lists what there is.
SHELL := /bin/sh
.DEFAULT_GOAL := help

# The first Python that is new enough; PYTHON=... names another. A launcher that only pretends is passed over.
FIND_PYTHON = for name in "$(PYTHON)" python3.13 python3.12 python3.11 python3 python; do \
	test -n "$$name" && "$$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && echo "$$name" && break; done
HOST_PYTHON = $(shell $(FIND_PYTHON))
PY := .venv/bin/python
BENCHES = $(filter-out _%,$(basename $(notdir $(sort $(wildcard bench/*.py)))))
NIGHTLY = tests/integration/services/test_hidden_worlds.py tests/integration/services/test_every_check_counts.py \
	tests/integration/web/test_described_operations.py tests/integration/web/test_recovery.py
SETUP = @found="$(HOST_PYTHON)"; if [ -z "$$found" ]; then \
	echo "graphintel needs Python 3.11 or newer. This brings it: sudo apt-get install python3 python3-venv" >&2; exit 1; fi; \
	"$$found" tools/setup.py

.PHONY: help setup setup-test demo serve test check lint types unit integration browser nightly chromium bench bench-known docs seed catalogue lock clean

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: ## Make the environment (.venv) for running
	$(SETUP) core

setup-test:
	$(SETUP) test

demo: setup ## Serve the demo network; Ctrl-C stops it
	@exec .venv/bin/graphintel demo $(ARGS)

serve: setup ## Serve your own data
	@exec .venv/bin/graphintel serve $(ARGS)

test: check chromium ## Everything: checks, unit, contract, integration and browser tests
	$(PY) -m pytest -n auto tests/integration
	$(PY) -m pytest -n auto tests/browser

check: setup-test lint types unit ## Format, lint, types, layers, unit and contract tests

lint: setup-test
	$(PY) -m ruff format --check .
	$(PY) -m ruff check .
	.venv/bin/lint-imports

types: setup-test
	$(PY) -m mypy
	$(PY) -m pyright

unit: setup-test ## Unit and contract tests
	$(PY) -m pytest -n auto $(wildcard tests/unit tests/contract)

integration: setup-test ## Tests on a real Neo4j
	$(PY) -m pytest -n auto tests/integration

browser: setup-test chromium ## Tests in a real browser
	$(PY) -m pytest -n auto tests/browser

nightly: setup-test ## The random tests at length, about an hour: WORLDS=2000 SEED=20260101
	GRAPHINTEL_TEST_WORLDS=$(or $(WORLDS),2000) GRAPHINTEL_TEST_SEED=$(or $(SEED),$(shell date +%Y%m%d)) \
		GRAPHINTEL_TEST_QUESTIONS=40 GRAPHINTEL_TEST_EXAMPLES=100 GRAPHINTEL_TEST_AWAY_SECONDS=60 $(PY) -m pytest -n auto $(NIGHTLY)

chromium: setup-test
	@$(PY) tools/chromium.py

bench: bench-known setup-test $(if $(filter chaos intake reads load,$(BENCH)),,chromium) ## Measure what is promised: all, or BENCH=reads ARGS=...
	@failed=; for bench in $(or $(BENCH),$(BENCHES)); do \
		echo "== $$bench"; $(PY) "bench/$$bench.py" $(ARGS) || failed="$$failed $$bench"; done; \
	if [ -n "$$failed" ]; then echo "Could not measure:$$failed" >&2; exit 1; fi

bench-known:
	@unknown="$(filter-out $(BENCHES),$(BENCH))"; if [ -n "$$unknown" ]; then \
		echo "There is no bench $$unknown. BENCH is one of: $(BENCHES)." >&2; exit 1; fi
	@if [ -n '$(subst ','\'',$(ARGS))' ] && [ $(words $(BENCH)) != 1 ]; then \
		echo "ARGS is for one bench, which BENCH names: $(BENCHES). Each says with --help what it takes." >&2; exit 1; fi

docs: setup ## Write docs/model.md, docs/queries.md and the other generated pages
	$(PY) tools/docs.py

seed: setup ## Write the demo network anew (seed/network.jsonl, seed/decisions.jsonl)
	$(PY) -m seed.network

catalogue: setup-test ## Bring the translations up to date with the sentences of the code
	$(PY) tools/catalogue.py

lock: setup-test ## Resolve the dependencies anew into requirements/*.txt (needs uv)
	uv pip compile -q --universal --generate-hashes --python-version 3.11 --no-emit-index-url --no-emit-find-links \
		--custom-compile-command "make lock" --extra test -o requirements/test.txt pyproject.toml requirements/build.in $(ARGS)
	uv pip compile -q --universal --generate-hashes --python-version 3.11 --no-emit-index-url --no-emit-find-links \
		--custom-compile-command "make lock" -c requirements/test.txt -o requirements/core.txt pyproject.toml requirements/build.in

clean: ## Remove the environment and what tools left behind
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache build dist
