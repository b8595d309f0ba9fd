"""Whatever is wrong with what a page reads: the page says it in words, and no folder of the server stands on it."""

import re
import shutil

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from lib.home import Home
from lib.ledger import file as ledger
from lib.ledger.ledger import Ledger, Place
from lib.ledger.permission import ADMIN, Person
from lib.ledger.record import entry
from lib.store import build
from tests.homes import HOME, copied, known
from tests.test_pages import ROOT


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """A plan of its own, built once."""
    home = copied(tmp_path_factory.mktemp("whole"))
    (home.folder / "geo").unlink()
    shutil.copytree(HOME.geo, home.folder / "geo")
    build.build(home.data, home.store)
    return home


@pytest.fixture
def place(tmp_path, monkeypatch, built):
    """The same in a folder with a blank in its name, its ledger with a record and its anchor elsewhere."""
    home = Home(tmp_path / "某 盘")
    folder = shutil.copytree(built.folder, home.folder)
    path, anchor = folder / "存 档" / "ledger.duckdb", folder / "锚 处" / "anchor.jsonl"
    path.parent.mkdir()
    anchor.parent.mkdir()
    shutil.copyfile(HOME.ledger, path)
    for name, value in (("PLAN_HOME", folder), ("PLAN_LEDGER", path), ("PLAN_ANCHOR", anchor)):
        monkeypatch.setenv(name, str(value))
    book = Ledger(Place(path, anchor=anchor), known)
    book.write([entry("unit_set", {"name": "甲局"})], Person("示例甲", ADMIN))
    st.cache_resource.clear()
    yield home, path, anchor
    st.cache_resource.clear()


def damaged(home, path, anchor):
    path.write_bytes(b"spoilt" * 5000)


def away(home, path, anchor):
    path.unlink()


def a_folder(home, path, anchor):
    path.unlink()
    path.mkdir()


def no_anchor(home, path, anchor):
    anchor.unlink()


def spoilt_anchor(home, path, anchor):
    anchor.write_text("no line of ours\n")


def anchor_is_a_folder(home, path, anchor):
    anchor.unlink()
    anchor.mkdir()


def wrong_cell(home, path, anchor):
    file = home.data / "target.csv"
    file.write_text(file.read_text(encoding="utf-8").replace("T089b,89,", "T089b,x,", 1), encoding="utf-8")


def no_table(home, path, anchor):
    (home.data / "target.csv").unlink()


def a_table_in_another_code(home, path, anchor):
    (home.data / "target.csv").write_bytes((home.data / "target.csv").read_text(encoding="utf-8").encode("gb18030"))


def a_table_is_a_folder(home, path, anchor):
    (home.data / "target.csv").unlink()
    (home.data / "target.csv").mkdir()


def no_description(home, path, anchor):
    (home.data / "plan.toml").unlink()


def a_spoilt_description(home, path, anchor):
    (home.data / "plan.toml").write_bytes(b"[name\n\xff")


def a_map_that_is_none(home, path, anchor):
    next(home.geo.glob("*.geojson")).write_text("{", encoding="utf-8")


def a_map_that_is_a_folder(home, path, anchor):
    file = next(home.geo.glob("*.geojson"))
    file.unlink()
    file.mkdir()


def no_layers(home, path, anchor):
    (home.geo / "layer.csv").write_bytes(b"\xff\xfe\x00")


FAULTS = [
    *(damaged, away, a_folder, no_anchor, spoilt_anchor, anchor_is_a_folder),
    *(wrong_cell, no_table, a_table_in_another_code, a_table_is_a_folder, no_description, a_spoilt_description),
    *(a_map_that_is_none, a_map_that_is_a_folder, no_layers),
]


@pytest.mark.parametrize(
    ("fault", "page"),
    [*((fault, "app.py") for fault in FAULTS), *((fault, "pages/about/methods.py") for fault in FAULTS[:3])],
)
def test_no_folder_of_the_server_stands_on_a_page(place, fault, page, tmp_path, caplog):
    fault(*place)
    st.cache_resource.clear()
    test = AppTest.from_file(str(ROOT / "app.py"), default_timeout=30)
    test = test.run() if page == "app.py" else test.switch_page(page).run()
    assert not test.exception
    assert test.error or test.warning
    everything = b"".join(node.proto.SerializeToString() for node in [*test.main, *test.sidebar] if node.proto)
    assert "请".encode() in everything and b"Errno" not in everything
    for part in (tmp_path, ROOT, "存 档", "锚 处", "某 盘", "/tmp/"):
        assert str(part).encode() not in everything


def test_a_store_that_cannot_be_opened_names_no_folder(place, monkeypatch):
    monkeypatch.setattr(build, "ensure", lambda data, store, free: store)
    place[0].store.unlink()
    test = AppTest.from_file(str(ROOT / "app.py"), default_timeout=30).run()
    assert "打不开 plan.duckdb" in test.error[0].value.replace("\\", "") and not re.search(
        "某 盘|/tmp", test.error[0].value
    )


def test_a_write_that_fails_names_no_folder_and_the_log_has_the_whole(place, monkeypatch):
    from lib.ui import wrong

    noted = []
    monkeypatch.setattr("lib.log.note", lambda event, **fields: noted.append(fields["why"]))
    with pytest.raises(ledger.LedgerMissing) as missing:
        ledger.read(place[1].with_name("fort.duckdb"), expected=True)
    assert "存 档" in str(missing.value) and "存 档" not in wrong.said(missing.value)
    assert noted == [str(missing.value)]
