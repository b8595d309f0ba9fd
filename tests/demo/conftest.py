"""The training set, told once for all tests of this folder."""

import pytest

from lib.ledger import file as ledger


@pytest.fixture(scope="session")
def demo_file(records, tmp_path_factory):
    path = tmp_path_factory.mktemp("demo") / "demo.duckdb"
    ledger.store(path, records)
    return path
