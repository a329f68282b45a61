# Everything a developer or a machine does with this repository. Needs Python 3.11 or newer and make; `make help` lists it.
# ARGS goes to the command behind a target: `make test ARGS="tests/synthesis -k reml"`.

SHELL := /bin/sh
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input
INSTALL := $(PIP) install --quiet --require-hashes
CANDIDATES := $(PYTHON) python3 python3.14 python3.13 python3.12 python3.11
DEBIAN := tesseract-ocr r-base-core r-cran-metafor
COMPILE = $(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	--no-emit-find-links --custom-compile-command "make lock" $(if $(UPGRADE),--upgrade)

.PHONY: demo test test-system soak lint format types imports docs benchmarks lock clean help

demo: $(VENV)/.runtime ## Install into .venv and run a whole review, offline
	@$(BIN)/arakis demo $(ARGS)

test: $(VENV)/.dev ## Every test that needs no root
	@$(BIN)/python -m pytest -m "not system and not soak" $(ARGS)

test-system: $(VENV)/.dev ## Tests that need Debian packages (installed first when run as root)
	@$(MAKE) --no-print-directory .debian
	@$(BIN)/python -m pytest -m system $(ARGS) || { status=$$?; \
		if [ $$status -eq 5 ]; then echo "no system tests were collected"; else exit $$status; fi; }

soak: $(VENV)/.dev ## Long random runs: kill and resume, many times
	@$(BIN)/python -m pytest -m soak -s $(ARGS)

lint: $(VENV)/.dev ## Style and common mistakes
	@$(BIN)/ruff check $(ARGS) .
	@$(BIN)/ruff format --check .

format: $(VENV)/.dev ## Put the code into the common style
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

types: $(VENV)/.dev ## Types, strictly
	@$(BIN)/pyright $(ARGS)

imports: $(VENV)/.dev ## Imports run one way
	@$(BIN)/lint-imports $(ARGS)

docs: $(VENV)/.dev ## Write the files of docs/ that are made from the code
	@$(BIN)/python docs/build.py

benchmarks: $(VENV)/.dev ## Measure: each file of benchmarks/ prints a table
	@for file in benchmarks/*.py; do echo "== $$file"; $(BIN)/python "$$file" $(ARGS) || exit 1; done

lock: ## Resolve the versions again, with hashes (needs uv; UPGRADE=1 takes the newest)
	$(eval UV := $(firstword $(wildcard $(BIN)/uv) uv))
	@$(UV) --version >/dev/null 2>&1 || { echo "uv is missing: pip install uv" >&2; exit 1; }
	@$(COMPILE) pyproject.toml -o requirements.txt
	@$(COMPILE) --group build -c requirements.txt -o requirements-build.txt
	@$(COMPILE) pyproject.toml --group build --group dev -c requirements.txt -c requirements-build.txt -o requirements-dev.txt

clean: ## Remove what was installed, built and cached here
	rm -rf $(VENV) build dist *.egg-info .pytest_cache .ruff_cache .hypothesis .import_linter_cache arakis-demo
	find src tests benchmarks docs -name __pycache__ -type d -prune -exec rm -rf {} +

help: ## This list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

# What is installed is remembered by a stamp, so that a second run installs nothing.

$(VENV)/.python:
	@chosen=; for one in $(CANDIDATES); do \
		if $$one -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then chosen=$$one; break; fi; done; \
	if [ -z "$$chosen" ]; then \
		echo "Python 3.11 or newer is missing: install it (Debian: apt install python3), or name it with PYTHON=" >&2; exit 1; fi; \
	if ! $$chosen -c 'import ensurepip, venv' 2>/dev/null; then \
		echo "python3-venv is missing: install it (Debian: apt install $$(basename $$chosen)-venv) and run make again" >&2; exit 1; fi; \
	if ! $(PIP) --version >/dev/null 2>&1; then rm -rf $(VENV) && $$chosen -m venv $(VENV); fi && touch $@

$(VENV)/.runtime: requirements.txt requirements-build.txt pyproject.toml | $(VENV)/.python
	@echo "Installing Arakis and what it needs into $(VENV) (once; a minute or two) ..."
	@$(INSTALL) -r requirements.txt -r requirements-build.txt
	@$(PIP) install --quiet --no-deps --no-build-isolation --no-index -e .
	@touch $@

$(VENV)/.dev: requirements-dev.txt $(VENV)/.runtime
	@echo "Installing what development needs into $(VENV) (once) ..."
	@$(INSTALL) -r requirements-dev.txt
	@touch $@

.PHONY: .debian
.debian:
	@missing=; \
	command -v tesseract >/dev/null || missing=yes; \
	Rscript -e 'quit(status = !requireNamespace("metafor", quietly = TRUE))' >/dev/null 2>&1 || missing=yes; \
	if [ -z "$$missing" ]; then exit 0; fi; \
	if [ "$$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then \
		echo "Installing $(DEBIAN) ..."; \
		export DEBIAN_FRONTEND=noninteractive; \
		apt-get update -qq && apt-get install -qq -y --no-install-recommends $(DEBIAN) >/dev/null; \
	else echo "Some of $(DEBIAN) is missing and this is not root on Debian: tests that need it are skipped"; fi
