"""Files of evidence: beside what rests on them, and all those of an evaluation with a sample of figures to check."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import streamlit as st

from lib import ui
from lib.cycle import evidence as e
from lib.ledger import attachments
from lib.ledger.evidence import FIGURE, about_of
from lib.ledger.frozen import Evaluation, named
from lib.ledger.permission import READER
from lib.ledger.procedure import judged
from lib.ledger.record import Entry, entry, mark
from lib.ledger.state import Row
from lib.plan.kept import kept
from lib.plan.opened import Plan
from lib.text import evidence as text
from lib.text import exports
from lib.text import words as w
from lib.ui import forms, uploads
from lib.ui.plans import here

SOME = 10
"""Figures that a sample draws at first."""


def folder() -> Path:
    """Where the files of the open ledger are."""
    return here().files


def beside(matter: str, rows: Sequence[Row], of: str) -> None:
    """The files of the rows that are chosen (`of` names the place of the form), and the field for another one, which is
    attached to each of them."""
    state = ui.plan().state
    held = {one["sha256"]: one for row in rows for one in e.beside(matter, row, state)}
    with ui.at_desk("evidence"), st.expander(f"依据文件（{len(held)}）", icon=":material/attach_file:"):
        for one in held.values():
            _offer(one, of)
        if rows and ui.person().role != READER:
            _attach(matter, rows, of)
        elif not rows:
            st.caption("先在上面选一项或几项，再附上它们的依据文件。")


def _offer(one: Row, of: str) -> None:
    place, digest = folder(), one["sha256"]
    if not attachments.there(place, digest):
        st.error(w.literal(attachments.faults(place, [one])[0]), icon=":material/error:")
        return
    st.download_button(
        w.literal(text.line(one)),
        lambda: attachments.held(place, digest) or b"",
        one["name"],
        attachments.TYPES[one["type"]],
        key=f"evidence-{of}-{one['seq']}",
        on_click="ignore",
        type="tertiary",
        icon=":material/download:",
    )


def _attach(matter: str, rows: Sequence[Row], of: str) -> None:
    uploads.allow(attachments.LARGEST)
    form = forms.begin(f"evidence-{of}")
    file = st.file_uploader(
        "附上依据文件（pdf、docx、xlsx、jpg、png，20 MB以内）", key=f"{form}-file", max_upload_size=20
    )
    note = st.text_input("说明", key=f"{form}-evidence-note", max_chars=200, placeholder="如：统计公报第3页")
    if file is None:
        return
    data = file.getvalue()
    if wrong := attachments.refused(file.name, data):
        st.error(w.literal(wrong), icon=":material/error:")
    elif st.button(f"附到所选的{len(rows)}项", type="primary", key=f"{form}-go"):
        save(f"evidence-{of}", _entries(matter, rows, file.name, data, note), data)


def _entries(matter: str, rows: Sequence[Row], name: str, data: bytes, note: str) -> list[Entry]:
    fields: dict[str, Any] = {"name": name[-100:], "size": len(data), "type": attachments.type_of(data), "note": note}
    digest = attachments.digest_of(data)
    return [
        entry("evidence_attached", fields | {"matter": matter, "about": about_of(matter, row), "sha256": digest})
        for row in rows
    ]


def save(form: str, entries: list[Entry], data: bytes) -> None:
    """The file first, then the records of a form: what is in the chain is there."""
    if any(judged(entries, ui.plan().state, ui.plan().source.known)):
        forms.save(form, entries, "")
        return
    try:
        attachments.keep(folder(), data)
    except OSError as error:
        st.error(w.literal(f"文件没有存下（{error.strerror}），没有记录任何内容。"), icon=":material/error:")
        return
    forms.save(form, entries, "已附上，指纹记入台账")


@kept
def _rests_on(plan: Plan, name: str) -> tuple[e.Basis, dict[tuple[str, str], str]]:
    """What an evaluation rests on, and what each of it is called."""
    of = e.basis(named(plan.evaluations, name), plan.clauses, plan.state)
    return of, text.labels(of, plan.frame("indicator"), plan.clauses)


def of_evaluation(plan: Plan, one: Evaluation) -> None:
    """All files of an evaluation: the list, a ZIP, withdrawing one, a sample of figures to check."""
    of, names = _rests_on(plan, one["name"])
    files = e.files(of, plan.state)
    st.markdown(f"**{text.title(files, of)}**")
    if files:
        table = text.table(files, names)
        ui.table(
            table, f"{one['name']}：依据文件", {"所依据的": 320, "文件": 260, "SHA-256": 160}, more="evidence_columns"
        )
        place, inside, listing = folder(), text.named(files), (text.LISTING, exports.csv(table))
        st.download_button(
            f"全部打包（{len(files)}份，附清单）",
            lambda: attachments.archive(place, inside, listing),
            f"{exports.named(one['name'], ui.demo())}-依据文件.zip",
            "application/zip",
            key="evidence-zip",
            on_click="ignore",
            icon=":material/folder_zip:",
        )
        _withdraw(files)
    else:
        st.info("在“填报”“审核”“调整”和“解释说明”里可以附上依据文件，附上之后列在这里。", icon=":material/attach_file:")
    _sample(one, [row for (matter, _), row in of.items() if matter == FIGURE], files, names)


def _withdraw(files: list[Row]) -> None:
    with ui.at_desk("evidence-gone"), st.expander("撤下一份", icon=":material/undo:"):
        withdraw("evidence-gone", files, "文件", "文件", "撤下的理由")


def withdraw(name: str, found: list[Row], what: str, which: str, reason: str, of: str = "") -> None:
    """The form `name` that withdraws one of the files found (`of` a project, where there are several such lists), each a
    `what`, with the labels of its two fields; the file and its record stay."""
    known, form = {row["seq"]: row for row in found}, forms.begin(name)
    seq = st.selectbox(
        which,
        list(known),
        key=f"{form}-withdrawn-{of}",
        format_func=lambda n: text.line(known[n]),
        index=None,
        placeholder="选一份",
    )
    why = st.text_input(reason, key=f"{form}-gone", max_chars=200)
    if st.button("撤下", disabled=seq is None or not why.strip(), key=f"{form}-drop") and seq is not None:
        forms.save(name, [mark("evidence_withdrawn", known[seq], why.strip())], f"已撤下，{what}和记录保留")


def _sample(one: Evaluation, figures: list[Row], files: list[Row], names: dict[tuple[str, str], str]) -> None:
    if not figures:
        return
    with st.expander("随机抽取，供核查", icon=":material/casino:"), st.container(key="sample"):
        count = st.number_input(
            "抽多少个数", 1, len(figures), min(SOME, len(figures)), key=f"draw-{one['name']}", persist_state="session"
        )
        seed = st.text_input(
            "抽签的字样",
            one["asof"],
            key=f"seed-{one['name']}",
            help="字样相同，谁来抽都是同一批",
            persist_state="session",
        )
        table = text.drawn(e.sample(figures, int(count), f"{one['name']}/{seed}"), files, names)
        ui.table(table, f"{one['name']}：抽取核查的数", {"数": 320, "依据文件": 260, "核查结果": 160})
        ui.download(table, f"{one['name']}-核查抽样", "sample-sheet")
