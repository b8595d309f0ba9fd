# make run   environment, dependencies, data, dashboard on localhost
# make demo  the same with a fictitious training set, in a file of its own
# make test  all tests, the real browser included
# make bench page script times, cold start, the measuring benchmark
# make soak  an hour of sessions, with the server's memory; make fuzz: spoilt files through the importers for ten minutes
# make load  many sessions over the protocol, beside a bare page: LOAD="200 20 6" is sessions, seconds between clicks, clicks
# make lock  pins and hashes of everything that requirements.txt needs, after it was changed (needs the internet)
PYTHON ?= python3
BIN := .venv/bin
PORT ?= 8501
export PYTHONDONTWRITEBYTECODE :=  # dozens of servers start in the tests: each would compile the program anew

.PHONY: run demo test bench soak load fuzz lock clean

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
	$(BIN)/python -m lib build
	$(BIN)/mypy & types=$$!; $(BIN)/python -m pytest -n auto --dist loadfile --no-loadscope-reorder; tests=$$?; wait $$types && exit $$tests

bench: .venv/test
	$(BIN)/python -m lib build
	$(BIN)/python -m tests.bench

soak: .venv/test
	$(BIN)/python -m lib build
	$(BIN)/python -m tests.soak

load: .venv/test
	$(BIN)/python -m lib build
	$(BIN)/python -m tests.load $(LOAD)

fuzz: .venv/test
	$(BIN)/python -m tests.fuzz

lock:
	$(PYTHON) -m venv build/lock
	build/lock/bin/python -m pip install -q uv==0.13.9
	for name in requirements tests/requirements; do build/lock/bin/uv pip compile -q $$name.txt --generate-hashes --universal \
		--python-version 3.11 --no-header --no-annotate -o $$name.lock || exit 1; done

.venv/run: requirements.lock
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install -q --require-hashes -r requirements.lock
	touch $@

.venv/test: tests/requirements.lock
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install -q --no-compile --require-hashes -r tests/requirements.lock
	touch $@ .venv/run

clean:
	rm -rf .venv data/*.duckdb data/*.duckdb.* build
