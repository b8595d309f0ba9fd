"""Desks where files are handed in, first that of the 填报 page: a file read once, a table typed in the page whose draft
outlives page switches, and handing in."""

import pandas as pd
import streamlit as st

from lib import log, ui
from lib.intake import form, submit
from lib.intake.read import FIGURES, LARGEST, Busy, Upload, read
from lib.intake.template import DONE
from lib.ledger.evidence import FIGURE
from lib.ledger.permission import READER, UNIT
from lib.measure.asked import Asked, Proposed
from lib.text import filling, words
from lib.ui import drafts, evidence, forms, uploads

Draft = dict[tuple[str, str, int], tuple[str | None, ...]]
"""What was typed, by area, key and year."""
FORM, TYPED = "entry", "typed"
"""Under which names the draft is kept."""
TABLE = ["领域", "指标", "计量单位", "上年值", "现有值"]


@st.cache_resource(show_spinner="正在读取文件…", max_entries=4, ttl=900)
def _read(name: str, data: bytes, form: str, years: tuple[int, ...]) -> Upload:
    return read(name, data, form, years)


def upload(round_: int) -> Upload | None:
    """The form handed in, read; None while there is none. Another `round_` empties the field."""
    return sheet("上传填好的表（xlsx、xls、csv）", f"file-{round_}", words.word("notice", "figures_sheet"), FIGURES)


def sheet(label: str, key: str, help_: str, form: str) -> Upload | None:
    """A file handed in, read for `form` (of lib.intake.read); None while there is none. Another `key` empties the
    field. Whoever may only read is told so instead: for him there is no field, and the server keeps nothing that he
    sends (see `uploads`)."""
    if ui.person().role == READER:
        uploads.refuse()
        st.info(words.word("notice", "no_upload"), icon=":material/lock:")
        return None
    uploads.allow(LARGEST)
    file = st.file_uploader(label, key=key, max_upload_size=20, help=help_)
    if not file:
        return None
    try:
        found = _read(file.name, file.getvalue(), form, ui.plan().about.period.with_base if form == FIGURES else ())
        log.note("read", name=file.name, bytes=file.size, form=form, rows=len(found.rows), problem=found.problem)
        return found
    except Busy as busy:
        st.warning(words.literal(busy), icon=":material/hourglass_top:")
        return None


def typed(rows: list[Asked], area: str, year: int, round_: int) -> pd.DataFrame:
    """The table to fill in for the rows of a form; what has been typed stays in the session until it is handed in."""
    if "draft" not in st.session_state:
        st.session_state["draft"] = {at: tuple(answer) for at, answer in drafts.pairs(FORM, TYPED)}
    draft: Draft = st.session_state["draft"]
    key = f"typed-{area}-{year}-{hash(tuple(row['key'] for row in rows))}-{round_}"
    if key not in st.session_state:
        st.session_state["typed-base"] = _base(rows, draft)
    base = st.session_state["typed-base"]
    text = {
        name: st.column_config.TextColumn(width=width)
        for name, width in (("数值", 110), ("资料来源", 180), ("备注", 160))
    }
    filled = st.data_editor(
        base,
        key=key,
        hide_index=True,
        disabled=TABLE,
        height=460,
        placeholder="",
        alt="填报表，可直接输入",
        column_config={
            **text,
            "指标": st.column_config.TextColumn(width=260, pinned=True),
            "领域": st.column_config.TextColumn(width=90),
            "约数": st.column_config.SelectboxColumn(options=list(submit.BOUNDS), width=70),
            "价格口径": st.column_config.SelectboxColumn(options=list(form.BASIS.values()), width=90),
        },
    )
    for row, answer in zip(rows, filled[list(submit.ANSWERS.values())].itertuples(index=False, name=None), strict=True):
        draft[(row["area"], row["key"], row["year"])] = answer
    _keep(draft)
    return filled


def _keep(draft: Draft) -> None:
    """Keep on the server what was typed: rows with a value, a source or a note."""
    drafts.put(FORM, TYPED, [(at, answer) for at, answer in draft.items() if answer[0] or any(answer[3:])])


def asked(rows: list[Asked]) -> pd.DataFrame:
    """What is to be filled in, with the values of the year before and those known."""
    return _base(rows, {})[TABLE]


def _base(rows: list[Asked], draft: Draft) -> pd.DataFrame:
    """The table with the draft in it; the price basis as the plan has it."""
    columns = [*TABLE, *submit.ANSWERS.values()]
    table = []
    for row in rows:
        basis = form.BASIS.get(row["price_basis"] or "")
        unit = f"{DONE[0]}／{DONE[1]}" if row["milestone"] else row["unit"] or words.MISSING
        known = [
            filling.value(amount, None, operator or "=", row["milestone"])
            for amount, operator in ((row["last"], row["last_operator"]), (row["now"], row["now_operator"]))
        ]
        table.append(
            [
                row["domain"],
                row["name"],
                unit,
                *known,
                *draft.get((row["area"], row["key"], row["year"]), ("", None, basis, "", "")),
            ]
        )
    return pd.DataFrame(table, columns=columns, dtype=object)


def confirm(compared: list[Proposed], blocked: int, questions: int, source: Upload | None, of: str) -> bool:
    """What is needed before handing in, and the button; whether figures were recorded. `of` names what is previewed."""
    chosen, round_ = submit.to_record(compared), st.session_state["round"]
    others: list[Proposed] = []
    if ui.person().role == UNIT:
        others = submit.foreign(chosen, ui.person(), ui.plan().state, ui.plan().source.known)
        chosen = [one for one in chosen if one not in others]
    if others:
        st.warning(words.literal(filling.foreign(others, ui.person().unit)), icon=":material/block:")
    if not chosen:
        if blocked:
            st.info("没有可以提交的数。请按上面的“怎样改”改正后重新提交。", icon=":material/info:")
        return False
    seen, blocked = _seen(f"{of}-{round_}"), blocked + len(others)
    ready = not blocked or st.checkbox(f"只提交无误的{len(chosen)}项，有错误的{blocked}行不提交", key=f"part-{round_}")
    answered = not questions or st.checkbox(f"{questions}处疑问都已核对", key=f"asked-{round_}")
    reason = st.text_input("事由", key=f"why-{round_}", placeholder="如：年报。更改已有的数须写明", max_chars=200)
    lacking = filling.lacking(ui.person(), reason, chosen, ready, answered)
    pressed = st.button(
        f"确认提交{len(chosen)}项",
        type="primary",
        disabled=bool(lacking),
        key=f"confirm-{round_}",
        icon=":material/task_alt:",
    )
    st.caption(
        lacking or "记录写明您的姓名、时间、事由和来源（" + ("文件名及其指纹" if source else "页面填写") + "）。"
    )
    return pressed and _hand_in(chosen, reason, source, seen)


def _hand_in(figures: list[Proposed], why: str, source: Upload | None, seen: int) -> bool:
    """Record figures as submitted; whether it was done. If not, the page says why and nothing typed is lost."""
    if not ui.write(submit.records(figures, why, submit.origin(source)), seen):
        st.session_state.pop(
            "seen", None
        )  # what others wrote meanwhile is on this page now; the next press confirms against it
        return False
    st.session_state["recorded"] = figures
    for figure in figures:
        st.session_state.get("draft", {}).pop((figure["area"], figure["key"], figure["year"]), None)
    _keep(st.session_state.get("draft", {}))
    st.session_state["round"] += 1
    return True


def _seen(of: str) -> int:
    """The number of the ledger's last record when this preview (`of`) was first shown."""
    if st.session_state.get("seen", ("", 0))[0] != of:
        st.session_state["seen"] = of, ui.plan().state.seq
    seen: int = st.session_state["seen"][1]
    return seen


def handed(rows: pd.DataFrame, figures: pd.DataFrame, name: str) -> None:
    """What was handed in and how its review stands; what still waits can be taken back by its number in
    `rows["key"]`."""
    shown = rows.drop(columns="key")
    widths = {"状态": 110, "指标": 360, "值": 150, "填报人": 110, "时间": 200, "审核意见": 260}
    chosen = rows.iloc[forms.ticks(shown, name, "已提交的填报及审核情况", widths, tuple(widths))]
    waiting = figures[figures["key"].isin(chosen.loc[chosen["状态"] == filling.WAITING, "key"])].to_dict("records")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        ui.download(shown, name, "handed")
        if waiting:
            why = st.text_input(
                "撤回的事由", key="withdraw-why", placeholder="撤回的事由", label_visibility="collapsed", max_chars=200
            )
            if st.button(f"撤回所选的{len(waiting)}项", disabled=not why.strip(), icon=":material/undo:") and ui.write(
                submit.withdrawals(waiting, why)
            ):
                st.session_state["round"] += 1
                st.rerun()
    if not waiting:
        st.caption("选中“待审核”的行可以撤回；选中的行可以附上依据文件。")
    evidence.beside(FIGURE, figures[figures["key"].isin(chosen["key"])].to_dict("records"), "handed")
