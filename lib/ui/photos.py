"""Photographs of a project: shown, attached, withdrawn, taken along."""

import base64
from datetime import date
from pathlib import PurePath
from typing import Any

import streamlit as st

from lib import ui
from lib.home import here
from lib.ledger import attachments, photograph
from lib.ledger.evidence import PROJECT, attached, photos
from lib.ledger.permission import READER
from lib.ledger.record import entry
from lib.ledger.state import Row
from lib.plan.opened import Plan
from lib.text import evidence as text
from lib.text import exports
from lib.text import words as w
from lib.ui import evidence, forms, uploads

SHOWN, ABREAST = 6, 3
"""Photographs in sight, and side by side."""
PRINTED, SIDE = 2, 700
"""Photographs on a sheet of paper, and the longer side of one there in pixels."""


def beside(plan: Plan, project: str) -> None:
    """The photographs of a project, the latest first, and the field for another one."""
    found = photos(plan.state, project)
    if found:
        st.markdown(f"**照片**　{len(found)}张")
        columns = st.columns(ABREAST)
        for position, row in enumerate(found[:SHOWN]):
            with columns[position % ABREAST]:
                _one(row)
    with ui.at_desk("photos"):
        if found:
            names = dict(zip(plan.catalogue["id"], plan.catalogue["name"], strict=True))
            archive(found, names, names[project], project)
        if ui.person().role != READER:
            with st.expander("附上照片", icon=":material/add_a_photo:"):
                _attach(project)
                _withdraw(found, project)


def _one(row: Row) -> None:
    data = attachments.held(here().files, row["sha256"])
    if data is None:
        st.error(w.literal(attachments.faults(here().files, [row])[0]), icon=":material/error:")
    else:
        st.image(data, w.literal(text.photo(row)), width="stretch")


def archive(rows: list[Row], names: dict[str, str], of: str, key: str = "all") -> None:
    """A button that saves photographs with a list of them."""
    place, inside = here().files, text.named(rows)
    listing = (text.LISTING, exports.csv(text.photos(rows, names)))
    st.download_button(
        f"照片打包（{len(rows)}张，附清单）",
        lambda: attachments.archive(place, inside, listing),
        f"{exports.named(of, ui.demo())}-照片.zip",
        "application/zip",
        key=f"photos-zip-{key}",
        on_click="ignore",
        type="tertiary",
        icon=":material/folder_zip:",
    )


def of_all(plan: Plan, projects: set[str], of: str) -> None:
    """A button that saves all photographs of these projects; nothing where there is none."""
    rows = [row for row in attached(plan.state) if row["matter"] == PROJECT and row["about"] in projects]
    if rows:
        archive(rows, dict(zip(plan.catalogue["id"], plan.catalogue["name"], strict=True)), of)


def _attach(project: str) -> None:
    uploads.allow(photograph.LARGEST)
    form = forms.begin("photo")
    file = st.file_uploader("照片（PNG、JPG，10 MB以内）", type=["png", "jpg", "jpeg"], key=f"{form}-photo-{project}")
    st.caption("缩小到1600像素后存放，照片里的拍摄地点、机型等信息去掉。")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        on = st.date_input("拍摄日期", None, max_value=date.today(), format="YYYY-MM-DD", key=f"{form}-photo-day")
        note = st.text_input("说明", key=f"{form}-photo-note", max_chars=100, placeholder="如：主体施工")
        pressed = st.button("附上", type="primary", disabled=file is None, key=f"{form}-photo-go")
    if file is None or not pressed:
        return
    try:
        shot = photograph.anew(file.getvalue())
    except photograph.WrongPicture as error:
        st.error(w.literal(f"{error}。"), icon=":material/error:")
        return
    fields: dict[str, Any] = {
        "matter": PROJECT,
        "about": project,
        "sha256": attachments.digest_of(shot.data),
        "name": f"{PurePath(file.name).stem[-80:]}.{shot.ending}",
        "size": len(shot.data),
        "type": shot.ending,
        "note": note,
        "date": str(on) if on else None,
    }
    evidence.save("photo", [entry("evidence_attached", fields)], shot.data)


def _withdraw(found: list[Row], project: str) -> None:
    if found:
        with st.container(horizontal=True, vertical_alignment="bottom"):
            evidence.withdraw("photo-gone", found, "照片", "撤下一张", "撤下照片的理由", project)


def printed(plan: Plan, project: str, year: int) -> tuple[tuple[str, str, float], ...]:
    """The latest photographs for a sheet of a year, small: each as an address that holds it, what stands beneath it, and
    its width ÷ height."""
    made, known = [], [row for row in photos(plan.state, project) if (row.get("date") or "")[:4] <= str(year)]
    for row in known[:PRINTED]:
        if data := attachments.held(here().files, row["sha256"]):
            shot = photograph.anew(data, SIDE)
            address = f"data:{attachments.TYPES[shot.ending]};base64,{base64.b64encode(shot.data).decode()}"
            made.append((address, text.photo(row), shot.width / shot.height))
    return tuple(made)
