# `make run` and `make test` do everything on a machine with Python >= 3.11 and make; `make help` lists the rest.

PYTHON ?= python3
PORT ?= 8501
HOST ?= localhost
BIN := .venv/bin
ARGS ?=
WORKERS ?= 2

# A worker takes a whole file, the longest first (tests/conftest.py): a browser and a server serve all its tests.
# Where Python is told to write no compiled files beside the sources, they go into the environment: a run starts
# dozens of processes, and each would compile pandas, Plotly and Streamlit anew.
COMPILED = $(if $(PYTHONDONTWRITEBYTECODE),PYTHONDONTWRITEBYTECODE= PYTHONPYCACHEPREFIX=$(abspath .venv/compiled))
PYTEST = $(COMPILED) $(BIN)/python -m pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder

# What `make test-all` runs, in parts of at most an hour each.
PARTS := 1 2 3
PART_1 := -m "not browser"
PART_2 := -m "browser and not exhaustive"
PART_3 := -m "browser and exhaustive"

.DEFAULT_GOAL := help
.PHONY: help setup setup-dev run test test-all coverage lint format assets bench load lock clean

help:  ## List the targets
	@echo "make TARGET"
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  \1|\2/p' $(MAKEFILE_LIST) | while IFS='|' read -r name text; do printf '%-12s%s\n' "$$name" "$$text"; done

setup:  ## Make the environment in .venv, with what the page needs
	@$(PYTHON) tools/make_venv.py run

setup-dev:  ## The same with what tests, linters and assets need
	@$(PYTHON) tools/make_venv.py dev

run: setup  ## Serve the page (PORT=8501, HOST=localhost; HOST=0.0.0.0 serves a whole room)
	@BONE_ATLAS_STARTED_BY=make $(BIN)/bone-atlas serve --port $(PORT) --host $(HOST)

test: setup-dev  ## Run the tests, finding or fetching a browser (ARGS= goes to pytest, WORKERS=2)
	@$(PYTEST) -m "not exhaustive" $(ARGS)

test-all: setup-dev  ## The same with whole large sets, one part after the other (PART=1, 2 or 3: that part alone)
	$(if $(filter-out $(PARTS),$(PART)),$(error There is no part $(PART); the parts are $(PARTS)))
	@$(foreach part,$(or $(PART),$(PARTS)),echo 'Part $(part): $(PART_$(part))' && $(PYTEST) $(PART_$(part)) $(ARGS) &&) true

coverage: setup-dev  ## Run the tests without a browser; fail if fewer lines and branches are reached than agreed
	@$(PYTEST) -m "not browser and not exhaustive" --cov --cov-report=term $(ARGS)

lint: setup-dev  ## Check style, docstrings, types and the direction of imports, of Python and of the scripts
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m tools.javascript lint

format: setup-dev  ## Lay out Python, scripts and styles
	$(BIN)/ruff check --fix-only .
	$(BIN)/ruff format .
	$(BIN)/python -m tools.javascript format

assets: setup-dev  ## Make the geometry in assets/ anew, byte for byte
	$(BIN)/python -m tools.build_skeleton
	$(BIN)/python -m tools.build_limbs
	$(BIN)/python -m tools.build_vessels

bench: setup-dev  ## Measure the page against plain Streamlit in a real browser
	$(BIN)/python -m tests.benchmarks $(ARGS)

load: setup-dev  ## Let 200 sessions use a server (ARGS=--growth: a thousand in turn, for the growth of its memory)
	@$(BIN)/python -m tests.benchmarks.load $(ARGS)

lock:  ## Renew the pinned versions (needs uv)
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-annotate --no-header \
		--extra build -o constraints/run.txt pyproject.toml
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-annotate --no-header \
		--extra build --extra assets --extra test --extra lint -c constraints/run.txt -o constraints/dev.txt pyproject.toml

clean:  ## Remove the environment and everything that tools left behind
	rm -rf .venv node_modules .pytest_cache .mypy_cache .ruff_cache .coverage .hypothesis .import_linter_cache build dist
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
