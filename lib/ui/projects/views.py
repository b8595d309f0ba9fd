"""Views of the register: its filters under a name, those of the file and those that this browser keeps."""

import json
import urllib.parse
import uuid
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from lib import ui
from lib.projects.facets import Facets
from lib.text import projects

BOUND = {"list": projects.EVERYTHING, "find": "", "show": "表", "inferred": True}
"""What else makes a view of the register, with its value when the address does not say."""
MOST_VIEWS, LONGEST = 50, 2000
_browser = st.components.v2.component(
    "browser_views", js=(Path(__file__).parent / "browser_views.js").read_text(encoding="utf-8")
)


def apply(query: str, index: Facets) -> None:
    """Set all filters of the register as the part of an address behind "?" says; what it does not name is cleared. For
    callbacks."""
    asked = urllib.parse.parse_qs(query)
    for facet in projects.FACETS:
        st.session_state[facet] = [value for value in index.options(facet) if str(value) in asked.get(facet, [])]
    allowed = {"list": tuple(projects.lists(ui.plan().about)), "show": projects.VIEWS}
    for key, default in BOUND.items():
        value = asked.get(key, [default])[0]
        value = str(value).lower() != "false" if isinstance(default, bool) else value
        st.session_state[key] = value if value in allowed.get(key, (value,)) else default


def current(chosen: dict[str, list[Any]]) -> str:
    """The view on the page as the part of an address behind "?"."""
    pairs = [(facet, value) for facet, values in chosen.items() for value in values]
    pairs += [
        (key, st.session_state[key]) for key, default in BOUND.items() if st.session_state.get(key, default) != default
    ]
    return urllib.parse.urlencode(pairs)


def views(saved: pd.DataFrame, index: Facets, chosen: dict[str, list[Any]]) -> None:
    """A menu of views: those of the file, and those this browser keeps; the one on the page can be added."""
    own, blocked = _own_views()
    offered = dict(zip(saved["name"], saved["query"], strict=True)) | {
        f"我的：{name}": query for name, query in own.items()
    }

    def take() -> None:
        if name := st.session_state["view"]:
            apply(offered[name], index)
        st.session_state["view"] = None

    def keep(op: str, name: str) -> None:
        st.session_state["views-turn"] = {
            "turn": uuid.uuid4().hex,
            "op": op,
            "name": name.strip()[:40],
            "query": current(chosen),
        }

    with st.popover("视图", icon=":material/bookmark:"):
        st.selectbox("打开视图", list(offered), index=None, key="view", on_change=take, placeholder="选一个视图")
        if blocked:
            st.caption("这个浏览器不允许网页保存数据；可以收藏网址，网址里就是当前的视图。")
        else:
            name = st.text_input("把当前视图存在这个浏览器里", key="view-name", placeholder="名称", max_chars=40)
            st.button(
                "保存",
                key="view-keep",
                on_click=keep,
                args=("put", name),
                disabled=not name.strip() or len(own) >= MOST_VIEWS,
            )
            if own:
                gone = st.selectbox("我的视图", list(own), key="view-gone")
                st.button("删除", key="view-drop", on_click=keep, args=("drop", gone))
            st.caption("只存在这台电脑的这个浏览器里。要给别人，请复制网址。")
    show = st.session_state.get("show", BOUND["show"])
    bare = urllib.parse.urlencode({"show": show})
    st.button(
        "清除筛选",
        on_click=apply,
        args=(bare, index),
        icon=":material/filter_alt_off:",
        disabled=current(chosen) in ("", bare),
    )
    state = st.session_state.get("own-views")
    known = state.get("views", "") if state else ""
    _browser(
        key="own-views",
        data={"turn": "", "known": known} | st.session_state.get("views-turn", {}),
        on_views_change=lambda: None,
    )


def _own_views() -> tuple[dict[str, str], bool]:
    """The views this browser sent, as far as they are views; and whether it refuses to keep any."""
    state = st.session_state.get("own-views")
    text = (state.get("views") if state else None) or "{}"
    if text == "blocked":
        return {}, True
    try:
        kept = json.loads(text)
    except ValueError:
        return {}, False
    fit = (
        {n: q for n, q in kept.items() if isinstance(q, str) and len(n) <= 40 and len(q) <= LONGEST}
        if isinstance(kept, dict)
        else {}
    )
    return dict(list(fit.items())[:MOST_VIEWS]), False
