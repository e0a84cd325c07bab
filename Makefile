# Everything a newcomer needs; only Python 3.11+, make and the package registries are assumed.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

# Bytecode is kept, whatever the caller's environment says: each process starts in half the time.
export PYTHONDONTWRITEBYTECODE :=

.DEFAULT_GOAL := help
.PHONY: help setup up down test lint format bench lock rules

help: ## show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

$(READY): requirements-dev.txt pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Python 3.11 or newer is needed: make PYTHON=/path/to/python3.11")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements-dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $(READY)

setup: $(READY) ## install the locked dependencies into .venv

up: $(READY) ## start PostgreSQL, migrate, seed, verify and print a real quote
	$(BIN)/msia up

down: $(READY) ## stop the embedded PostgreSQL
	$(BIN)/msia down

test: $(READY) ## run all tests on a PostgreSQL of their own
	$(BIN)/python -m pytest --numprocesses 2 --dist worksteal

lint: $(READY) ## ruff (lint and format) and mypy --strict
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: $(READY) ## let ruff fix and format the code
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

rules: $(READY) ## each rule of the specification beside its verdict
	$(BIN)/python -m pytest tests/rules --quiet

bench: $(READY) ## print every benchmark figure
	$(BIN)/python -m benchmarks

lock: $(READY) ## resolve the dependencies again and write both lock files
	$(BIN)/uv pip compile --universal --generate-hashes --no-emit-index-url --no-header --quiet --upgrade pyproject.toml --output-file requirements.txt
	$(BIN)/uv pip compile --universal --generate-hashes --no-emit-index-url --no-header --quiet --upgrade pyproject.toml --extra dev --output-file requirements-dev.txt
