# make run   environment, dependencies, data, dashboard on localhost
# make demo  the same with a fictitious training set, in a file of its own
# make test  all tests, the real browser included
# make bench page script times, cold start, the measuring benchmark
PYTHON ?= python3
BIN := .venv/bin
PORT ?= 8501

.PHONY: run demo test bench clean

run: .venv/run
	$(BIN)/python -m lib build
	$(BIN)/python -m lib.serve --port $(PORT)

demo: .venv/run
	$(BIN)/python -m lib build
	$(BIN)/python -m lib demo
	$(BIN)/python -m lib.serve --demo --port $(PORT)

test: .venv/test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m lib build
	$(BIN)/python -m pytest -n auto --dist loadfile --no-loadscope-reorder

bench: .venv/test
	$(BIN)/python -m lib build
	$(BIN)/python -m tests.bench

.venv/run: requirements.txt
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install -q -r requirements.txt
	touch $@

.venv/test: requirements.txt tests/requirements.txt
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install -q -r tests/requirements.txt
	touch $@ .venv/run

clean:
	rm -rf .venv data/*.duckdb data/*.duckdb.* build
