# Works with GNU make 3.81 (macOS) and later. What it does is in scripts/.
#   make briefing ARGS='--sentences 5'     make test ARGS='-k dates'     make PYTHON=python3.12 test

SHELL = /bin/sh
ARGS =
# The day of the examples: the same edition, whenever it is made.
DATE = 2026-11-20
RUN = sh scripts/run.sh

.PHONY: help briefing test lint lock bench clean setup setup-dev
.NOTPARALLEL:

help: ## this list (the default)
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1	\2/p' Makefile | expand -t 18

briefing: setup ## set-up, then the briefing of examples/: output/<day>/briefing.html and .pdf
	@sh scripts/briefing.sh $(DATE) $(ARGS)

test: setup-dev ## set-up, then the tests (ARGS goes to pytest)
	@$(RUN) -m pytest $(ARGS)

lint: setup-dev ## ruff, the formatter's opinion, mypy --strict, shellcheck where it is installed
	@$(RUN) -m ruff check .
	@$(RUN) -m ruff format --check .
	@$(RUN) -m mypy --strict brief
	@if command -v shellcheck >/dev/null; then shellcheck -x scripts/*.sh .ci/run; fi

bench: setup-dev ## the gates of benchmarks/: quality against its floors (ARGS goes there), then speed and growth
	@$(RUN) benchmarks/quality.py $(ARGS)
	@$(RUN) benchmarks/speed.py
	@$(RUN) benchmarks/growth.py
	@$(RUN) benchmarks/store.py

lock: setup-dev ## requirements*.lock anew from pyproject.toml (ARGS=--upgrade for newer versions)
	@sh scripts/lock.sh $(ARGS)

clean: ## take away .venv, builds and caches; output/ stays
	@rm -rf .venv build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

setup:
	@PYTHON='$(PYTHON)' sh scripts/setup.sh

setup-dev:
	@PYTHON='$(PYTHON)' sh scripts/setup.sh dev
