"""The training set, told once for all tests of this folder."""

import pytest

from lib.demo import evidence
from lib.home import Home
from lib.ledger import file as ledger
from tests.homes import copied


@pytest.fixture(scope="session")
def demo_home(records, tmp_path_factory) -> Home:
    """A copy of the project's plan with the training set in it."""
    home = copied(tmp_path_factory.mktemp("demo"))._replace(demo=True)
    ledger.store(home.training, records)
    evidence.keep(home.files, records)
    return home
