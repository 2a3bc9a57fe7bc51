# The two commands are `make run` and `make test`; `make help` lists the others.

PYTHON ?= python3
UV_VERSION := 0.13.9
UV ?= .tools/bin/uv
STUDY ?= scenarios/studies/quickstart.yaml
# Test files run side by side on at most four cores; PARALLEL= runs them one by one.
PARALLEL ?= --numprocesses auto --maxprocesses 4 --dist loadfile
# Long checks of the science have quick forms, which always run.
MARKED = -m "not slow"

export UV_PYTHON_DOWNLOADS := never
# The certificates of the machine, so that networks with their own authority work.
export UV_SYSTEM_CERTS ?= true
export MPLBACKEND := Agg
unexport VIRTUAL_ENV
unexport UV_PROJECT_ENVIRONMENT
ifeq ($(strip $(HOME)),)
export UV_CACHE_DIR := $(CURDIR)/.tools/cache
endif

LOCKED := pyproject.toml uv.lock
RUN_OPTIONS := $(if $(SEEDS),--first-seed $(SEEDS))
BENCH_OPTIONS = $(if $(REFERENCE),--reference $(REFERENCE)) \
	$(if $(REFERENCE_PARAMETERS),--reference-parameters $(REFERENCE_PARAMETERS)) $(OPTIONS)

# $(call prepare,what,arguments): fill .venv from the lock and say how long that took.
define prepare
@start=$$(date +%s); \
$(UV) sync --quiet --locked --python $(PYTHON) $(2) || exit 1; \
echo "fetched $(1) in $$(($$(date +%s) - start)) s"
endef

.PHONY: help env env-dev run demo test test-all lint types pytest bench lock schema test-all-pythons clean

help: ## list the targets
	@echo "Targets (PYTHON=python3.12 picks another interpreter):"
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | \
		while IFS="$$(printf '\t')" read -r name text; do printf '  %-18s %s\n' "$$name" "$$text"; done

env: .venv/.runtime ## prepare .venv with what a run needs
	@echo "ready: .venv/bin/kith"

env-dev: .venv/.dev ## the same, with what the tests need

run: .venv/.runtime ## run the quickstart study; SEEDS=100 takes seeds 100, 101, ...
	@start=$$(date +%s); .venv/bin/kith run $(STUDY) $(RUN_OPTIONS); status=$$?; \
	echo "ran in $$(($$(date +%s) - start)) s"; exit $$status

demo: .venv/.demo ## open the classroom in a browser; DEMO="my.yaml --port 9000" for options
	@.venv/bin/kith demo $(DEMO)

test: lint types pytest ## lint, types and tests, the long checks left out

test-all: MARKED =
test-all: test ## the same with the long checks of the science and of faults

lint: .venv/.dev
	@.venv/bin/ruff check .
	@.venv/bin/ruff format --check .

types: .venv/.dev
	@.venv/bin/mypy

pytest: .venv/.dev
	@.venv/bin/python -m pytest -q $(PARALLEL) $(MARKED)

bench: .venv/.runtime ## time the world; REFERENCE=file.py times another beside it
	@.venv/bin/python -m benchmarks $(BENCH_OPTIONS)

lock: | $(UV) ## resolve anew: uv.lock and requirements.txt
	@$(UV) lock --python $(PYTHON)
	@$(UV) export --quiet --locked --no-dev --no-emit-project --format requirements.txt \
		--no-header --output-file requirements.txt --python $(PYTHON)

schema: .venv/.runtime ## write the schema files that editors read
	@.venv/bin/kith schema --write

test-all-pythons: | $(UV) ## the tests on every Python from 3.11 to 3.13 found here
	@UV=$(UV) .ci/test-all-pythons

clean: ## remove environments and caches, keep results
	rm -rf .venv .venvs .tools .mypy_cache .pytest_cache .ruff_cache .hypothesis build dist
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

.venv/.runtime: $(LOCKED) | $(UV)
	$(call prepare,dependencies,--no-dev --inexact)
	@touch $@

.venv/.demo: $(LOCKED) | $(UV)
	$(call prepare,dependencies and the classroom,--no-dev --inexact --extra demo)
	@touch .venv/.runtime $@

# The dev group holds all of these too, so a later `make run` finds its stamp and removes nothing.
.venv/.dev: $(LOCKED) | $(UV)
	$(call prepare,dependencies and test tools,)
	@touch .venv/.runtime .venv/.demo $@

.tools/bin/uv:
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' || { \
		echo "error: Kith needs Python 3.11, 3.12 or 3.13, and $(PYTHON) is" \
			"$$($(PYTHON) --version 2>&1 || true). Name one: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; \
		exit 1; }
	@start=$$(date +%s); \
	$(PYTHON) -m venv .tools || { rm -rf .tools; \
		echo "error: $(PYTHON) cannot make a virtual environment;" \
			"on Debian and Ubuntu: apt install python3-venv" >&2; exit 1; }; \
	.tools/bin/python -m pip install -q --disable-pip-version-check 'uv==$(UV_VERSION)' || { \
		rm -rf .tools; exit 1; }; \
	echo "fetched uv $(UV_VERSION) in $$(($$(date +%s) - start)) s"
