"""The load client in short: sessions side by side see no error, and it would notice one."""

import asyncio

from tests.load import bare, crowd, line, product

WRONG = """
import streamlit as st
st.navigation([st.Page(lambda: 1 / 0, title="a", url_path="a")]).run()
"""


def test_sessions_side_by_side_walk_the_pages_without_an_error(records):
    with product(records) as (url, _):
        walks = asyncio.run(crowd(url, 3, 0.0, 3))
    assert [walk.errors for walk in walks] == [[]] * 3
    assert all(walk.first and len(walk.reruns) == 3 for walk in walks)


def test_an_error_on_a_page_and_a_server_that_is_gone_are_counted():
    with bare(WRONG) as (url, _):
        walks = asyncio.run(crowd(url, 2, 0.0, 1))
    assert all("division by zero" in walk.errors[0] for walk in walks)
    gone = asyncio.run(crowd(url, 1, 0.0, 1))
    assert gone[0].first is None and gone[0].errors and line("gone", gone, 0.0).split()[-2] == "1"
