"""The only room of lib that knows Streamlit; here: the open plan, shared filters, small widgets."""

import contextlib
import hashlib
import importlib
import inspect
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pandas as pd
import streamlit as st
from streamlit.errors import StreamlitSecretNotFoundError

from lib.charts import series as charts
from lib.home import DataError, Home, here
from lib.ledger import file as ledger
from lib.ledger.book import Book, Refused
from lib.ledger.permission import Person
from lib.ledger.record import Entry
from lib.plan.opened import Plan, open_plan
from lib.report import files
from lib.store import build
from lib.store.citations import read_plan
from lib.store.queries import StoreError
from lib.text import exports
from lib.text import words as w
from lib.ui import address, signin
from lib.ui.choosing import ALL
from lib.ui.choosing import choose as choose
from lib.ui.choosing import one_of as one_of
from lib.ui.choosing import pick as pick
from lib.ui.choosing import slide as slide
from lib.ui.choosing import switches as switches

BASE_FONT, PROJECTOR = 15, 1.4


@st.cache_resource(show_spinner=False, ttl=1)
def _stamp(home: Home) -> str:
    found = build.stamp(home.data), build.stamp(home.geo)
    return hashlib.sha256(repr(found).encode()).hexdigest()  # short: every call hashes its key anew


@st.cache_resource(show_spinner="正在装载规划数据…", max_entries=2)
def _plan(home: Home, stamp: str) -> Plan:
    return open_plan(home)


@st.cache_resource(show_spinner=False)
def _book(home: Home, path: Path) -> Book:
    return Book(path, lambda: _plan(home, _stamp(home)).known())


@st.cache_resource(show_spinner=False, max_entries=8)
def _plan_as_of(home: Home, stamp: str, ledger_stamp: tuple, day: str | None) -> Plan:
    return _plan(home, stamp).with_state(_book(home, home.ledger).state(day))


@st.cache_resource(show_spinner=False, max_entries=2000)
def _kept(key: tuple, _make: Callable):
    return _make()


def begin() -> None:
    """At the head of every run, before anything is read: note what is current, and open the plan."""
    home = here()
    st.session_state["current"] = home, _stamp(home), ledger.stamp(home.ledger)
    plan()


def prepare() -> None:
    """What the first page needs, before anybody comes: its modules, what Streamlit compiles and looks up when something
    is first drawn (nearly half a second), and the open plan as measured for the year that it begins with. What is wrong
    with data, store or ledger, the page itself says."""
    for name in ("streamlit.emojis", "lib.ui.frame", "lib.ui.widgets"):
        importlib.import_module(name)
    inspect.stack()
    with contextlib.suppress(ledger.LedgerBusy, ledger.LedgerBroken, DataError, StoreError, OSError):
        opened = _opened(None)
        opened.warnings(opened.default_year())
        opened.compared(opened.default_year())


def kept(name: str, make: Callable, *key):
    """The result of `make()` under `name`, kept as long as data, ledger, area, year, theme, width and `key` are the
    same.

    It is shared by all sessions: never change it in place. The stamps are those of the run's head: were they taken
    here, what a page read just before somebody wrote would be kept as current.
    """
    return _kept((*st.session_state["current"], asof(), area(), year(), mode(), narrow(), name, *key), make)


def book() -> Book:
    """The ledger of this installation."""
    return _book(here(), here().ledger)


def _opened(day: str | None) -> Plan:
    home = here()
    return _plan_as_of(home, _stamp(home), ledger.stamp(home.ledger), day)


def asof() -> str | None:
    """The past day (YYYY-MM-DD) whose ledger the link asks to see; None for today's."""
    if asked := address.day_asked(st.session_state, st.query_params, "asof"):
        return asked
    return str(st.session_state["asof"]) if st.session_state.get("asof") else None


def today() -> date:
    """The day on which things are judged: that of the link, else today; in the training set the day on which that
    ends."""
    return date.fromisoformat(asof() or (here().demo and plan().about.training.today) or f"{date.today()}")


def plan() -> Plan:
    """The open plan of this process with what was entered; a page that says what to do when it cannot be had."""
    try:
        return _opened(asof())
    except (ledger.LedgerBusy, ledger.LedgerBroken) as error:
        st.error(w.literal(error), title="台账不可用")
    except DataError as error:
        st.error(w.literal(error), title="数据文件有误，看板没有启动")
        st.markdown(w.word("notice", "wrong_data"))
    except (StoreError, OSError) as error:
        st.error(w.literal(f"打不开 {here().store.name}：{error}"), title="数据库不可用")
        st.markdown(w.word("notice", "no_store"))
    return st.stop()


def mode() -> str:
    """The theme in use: "light" or "dark"."""
    return st.context.theme.type or "light"


def shared_filters() -> None:
    """Area and evaluation year, kept in the URL and across pages."""
    about, areas = plan().about, plan().areas("plan")
    st.segmented_control(
        "范围",
        [ALL, *areas],
        default=ALL,
        required=True,
        key="area",
        bind="query-params",
        persist_state="session",
        label_visibility="collapsed",
        help=f"{'与'.join(areas)}都包括“{about.areas.joint}”的条款" if about.areas.joint else None,
    )
    st.segmented_control(
        "评估年",
        list(about.period.years),
        default=plan().default_year(),
        required=True,
        key="year",
        bind="query-params",
        persist_state="session",
        label_visibility="collapsed",
        help="评估年：以当年年末计",
    )
    if st.toggle(
        "投影", key="projector", bind="query-params", persist_state="session", help="会议室投影：字号、标记放大"
    ):
        st.html(f"<style>:root {{ font-size: {BASE_FONT * PROJECTOR:g}px !important; }}</style>")


def scale() -> float:
    """How much larger than on a desk things are drawn: 1, or more when a room looks at a projector."""
    return PROJECTOR if st.session_state.get("projector") else 1.0


def narrow() -> bool:
    """Whether the page is read on a phone."""
    return "Mobi" in st.context.headers.get("User-Agent", "")


def area() -> str:
    """The area chosen in the frame."""
    return st.session_state["area"] or ALL  # a link may say area= and nothing


def year() -> int:
    """The evaluation year chosen in the frame."""
    return st.session_state["year"]


def in_area(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows of the chosen area and those that both areas share."""
    return rows if area() == ALL else plan().within(rows, area())


def table(rows: pd.DataFrame, alt: str, widths: dict[str, int] | None = None, **options):
    """A table as tall as its rows (up to 20), with a dash for what is missing; `widths` in pixels by column. Returns
    its selection."""
    height = "content" if len(rows.index) <= 20 else 720
    columns = {
        name: st.column_config.Column(width=int(width * scale())) for name, width in (widths or {}).items()
    } | options.pop("column_config", {})
    return st.dataframe(
        rows,
        **{"hide_index": True, "height": height, "placeholder": w.MISSING, "alt": alt, "column_config": columns}
        | options,
    )


def tall(rows: pd.DataFrame, most: int = 16) -> int | str:
    """The height of a table that stands beside something: all its rows up to `most`, then it scrolls."""
    return "content" if len(rows) <= most else int(36 * (most + 1) * scale())


def table_with_choice(
    rows: pd.DataFrame, key: str, column: str, alt: str, column_config: dict, name: str = "table"
) -> None:
    """A table whose clicked row sets the session's `key` to the value in `column` (not shown). `name` tells two of a
    page apart."""
    plain = getattr(rows, "data", rows)  # rows may be painted (a Styler)

    def take() -> None:
        chosen = st.session_state[f"{key}-{name}"].selection.rows
        if chosen:
            st.session_state[key] = plain[column].iloc[chosen[0]]

    table(
        rows,
        alt,
        height="auto",
        key=f"{key}-{name}",
        on_select=take,
        selection_mode="single-row",
        column_config={column: None} | column_config,
    )


def figure(chart, caption: str, alt: str, **options):
    """A Plotly figure with its source line beneath; larger on the projector."""
    chart = charts.enlarge(chart, scale()) if scale() > 1 else chart
    event = st.plotly_chart(chart, config=charts.CONFIG, alt=alt, **options)
    st.caption(caption)
    return event


def download(rows: pd.DataFrame | Callable[[], pd.DataFrame], name: str, key: str) -> None:
    """Buttons that save a table, or what makes it, as filtered: CSV (UTF-8 with BOM, formulas neutralised) and Excel,
    made when asked for."""

    def made() -> pd.DataFrame:
        return rows() if callable(rows) else rows

    name = exports.named(name, here().demo)
    save, icon = {"on_click": "ignore", "type": "tertiary"}, ":material/download:"
    with st.container(horizontal=True, width="content", key=f"{key}-files"):
        st.download_button(
            "下载表格", lambda: exports.csv(made()), f"{name}.csv", "text/csv", key=key, help="CSV", icon=icon, **save
        )
        st.download_button(
            "Excel",
            lambda: files.table(made(), name, exports.mark(here().demo), about=plan().about),
            f"{name}.xlsx",
            files.SHEET,
            key=f"{key}-xlsx",
            icon=icon,
            **save,
        )


def passage(line: int | None) -> str | None:
    """The plan's text at a line where the user has supplied it; else None."""
    lines = _plan_lines(setting("plan_text"))
    return lines[int(line) - 1].strip() if line is not None and pd.notna(line) and 0 < line <= len(lines) else None


def setting(name: str, section: str = "") -> str:
    """A value of `.streamlit/secrets.toml`; empty where there is none."""
    try:
        return str((st.secrets.get(section, {}) if section else st.secrets).get(name, ""))
    except StreamlitSecretNotFoundError:
        return ""


@st.cache_resource(show_spinner=False)
def _plan_lines(path: str) -> tuple[str, ...]:
    if not path or not Path(path).exists():
        return ()
    return tuple(read_plan(Path(path)))


def cite(line) -> None:
    """A citation; with the plan's own words under it where the text has been supplied."""
    st.caption(w.citation(line))
    if text := passage(line):
        st.text(text)


def go(page: str, **query: str) -> None:
    """Open another page with its filters set; area and year go along, being bound to the URL."""
    st.switch_page(f"pages/{page}.py", query_params=query)


def link(page: str, label: str, icon: str = ":material/arrow_forward:", **query: str) -> None:
    """A link to another page with its filters set, keeping area and year."""
    shared = {"area": area(), "year": str(year())} | ({"asof": asof()} if asof() else {})
    st.page_link(f"pages/{page}.py", label=w.literal(label), query_params=shared | query, icon=icon)


def person() -> Person:
    """Who is at work in this session. Nothing that the browser can set gives a role."""
    return signin.standing(book().state()).person


def write(entries: list[Entry], seen: int | None = None) -> bool:
    """Write in the ledger; whether it was done. If not, the page says why. `seen` is the state's `seq` that the person
    saw."""
    if asof():
        st.error(w.word("notice", "asof_write").format(day=asof()), title="没有写入")
        return False
    try:
        book().write(entries, person(), seen)
    except (Refused, ledger.LedgerBusy, ledger.LedgerBroken) as error:
        st.error(w.literal(error), title="没有写入")
        return False
    return True
