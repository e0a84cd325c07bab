# Everything a newcomer needs; only Python 3.11+, make and the package registries are assumed.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
READY_DEV := $(VENV)/.ready-dev

# Bytecode is kept, whatever the caller's environment says: each process starts in half the time.
export PYTHONDONTWRITEBYTECODE :=

.DEFAULT_GOAL := help
.PHONY: help setup dev up down test lint format bench lock rules

help: ## esta lista
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

# tools/install.py says what it does and why; uv from the hashed lock, pip where uv can't.
$(READY): requirements.txt requirements-build.txt requirements-uv.txt requirements-embeddings.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Hace falta Python 3.11 o más nuevo: make PYTHON=/ruta/de/python3.11")'
	@$(PYTHON) -m tools.install
	@touch $(READY)

$(READY_DEV): $(READY) requirements-dev.txt
	@$(PYTHON) -m tools.install --dev
	@touch $(READY_DEV)

setup: $(READY) ## instala en .venv lo que hace falta para funcionar

dev: $(READY_DEV) ## añade lo que piden las pruebas y las comprobaciones

up: $(READY) ## arranca PostgreSQL, migra, carga los datos, los comprueba y muestra un presupuesto
	@$(BIN)/msia up
	@echo
	@echo "Para seguir: «. $(BIN)/activate» y después «msia --help», «msia serve» (la API, con su"
	@echo "documentación en /docs) o cualquier orden del README; sin activarlo, «$(BIN)/msia …»."

down: $(READY) ## para el PostgreSQL incluido; los datos se quedan
	@$(BIN)/msia down

# Three for two cores: each waits now and then for a server or another process.
test: $(READY_DEV) ## todas las pruebas, en un PostgreSQL propio
	$(BIN)/python -m pytest --numprocesses 3 --dist worksteal

lint: $(READY_DEV) ## ruff (estilo y formato) y mypy --strict
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: $(READY_DEV) ## ruff corrige y formatea el código
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

rules: $(READY_DEV) ## cada regla de la especificación con su veredicto
	$(BIN)/python -m pytest tests/rules --quiet

bench: $(READY_DEV) ## todas las cifras de las mediciones
	$(BIN)/python -m benchmarks $(if $(REGULATIONS),--regulations $(REGULATIONS)) $(if $(VECTORS),--vectors $(VECTORS))

lock: $(READY_DEV) ## resuelve otra vez las dependencias y escribe los ficheros de bloqueo
	$(BIN)/uv pip compile --universal --generate-hashes --no-emit-index-url --no-header --quiet --upgrade pyproject.toml --output-file requirements.txt
	$(BIN)/uv pip compile --universal --generate-hashes --no-emit-index-url --no-header --quiet --upgrade pyproject.toml --extra dev --output-file requirements-dev.txt
	$(BIN)/uv pip compile --universal --generate-hashes --no-emit-index-url --no-header --quiet --constraints requirements-dev.txt pyproject.toml --extra embeddings --output-file requirements-embeddings.txt
	$(BIN)/uv pip compile --universal --generate-hashes --no-emit-index-url --no-header --quiet --constraints requirements-dev.txt pyproject.toml --extra qdrant --output-file requirements-qdrant.txt
	@# The two that install the others take the versions just locked.
	echo uv | $(BIN)/uv pip compile --universal --generate-hashes --no-emit-index-url --no-header --no-annotate --quiet --constraints requirements-dev.txt --output-file requirements-uv.txt -
	printf 'hatchling\neditables\n' | $(BIN)/uv pip compile --universal --generate-hashes --no-emit-index-url --no-header --no-annotate --quiet --constraints requirements-dev.txt --output-file requirements-build.txt -
