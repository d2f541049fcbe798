PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.DEFAULT_GOAL := help
.PHONY: help demo serve test check golden bench bench-align clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-11s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

$(VENV)/.installed: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install -qq --upgrade pip
	$(BIN)/python -m pip install -qq --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/.installed
	$(BIN)/python -m pip install -qq --editable '.[dev]'
	@touch $@

tests/%/node_modules/.installed: tests/%/package.json
	@if command -v npm >/dev/null; then \
	  cd $(@D)/.. && npm install --silent --no-package-lock --no-audit --no-fund && touch node_modules/.installed; \
	else echo "npm is not here: the tests that need tests/$*/node_modules will be skipped"; fi

demo: $(VENV)/.installed ## make the sample show into public/, from nothing
	$(BIN)/showfeed build
	@echo "open public/index.html, or subscribe to public/feed.xml after: make serve"

serve: $(VENV)/.installed ## make the sample show and serve it on this machine
	$(BIN)/showfeed serve

test: $(VENV)/.dev tests/readers/node_modules/.installed tests/browser/node_modules/.installed ## run the tests, from nothing
	$(BIN)/python -m pytest -n auto

check: $(VENV)/.dev tests/readers/node_modules/.installed tests/browser/node_modules/.installed ## what every commit passes
	$(BIN)/ruff format --check .
	$(BIN)/ruff check --quiet .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -n auto --cov --cov-report=term

golden: $(VENV)/.dev ## rewrite what is expected of tests/shows; read the diff
	$(BIN)/python tests/golden.py

bench: $(VENV)/.dev ## measure; figures are in docs/performance.md
	$(BIN)/python tests/bench/run.py
	$(BIN)/python tests/bench/server_stage.py

bench-align: $(VENV)/.dev ## measure how exact `showfeed align` is (needs espeak-ng; long)
	$(BIN)/python -m pip install --quiet py-nanotts
	$(BIN)/python tests/bench/align_figures.py

clean: ## remove what was made
	rm -rf $(VENV) public build .coverage .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
