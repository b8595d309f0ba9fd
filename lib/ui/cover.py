"""What people add to a report: to whom it goes and who signs, the cover of the deck, a picture of their own."""

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from lib import ui
from lib.ledger import photograph
from lib.report.deck import choice as c
from lib.report.deck import own
from lib.report.deck import picture as pictures
from lib.report.deck.slide import Picture
from lib.report.letter import Letter
from lib.text import words as w
from lib.ui import uploads


def letter() -> Letter:
    """To whom the documents go, who signs them and when, and the meeting on the cover of the deck; what is left empty is
    as the plan's settings say, or is left to be filled in by hand."""
    settings = ui.plan().about.report
    with st.container(horizontal=True, vertical_alignment="bottom"):
        to = st.text_input("主送", settings.to, key="letter-to", placeholder="留空的在文件中标黄待填")
        by = st.text_input("落款单位", settings.by, key="letter-by", placeholder="留空的在文件中标黄待填")
        day = st.date_input("成文日期", None, key="letter-day", format="YYYY-MM-DD")
        kept = st.session_state.get("briefing", c.Choice()).letter
        meeting = st.text_input(
            "会议名称", kept.meeting, key="letter-meeting", max_chars=own.TITLE, placeholder="写在汇报的封面上"
        )
    return Letter(to.strip(), by.strip(), day.isoformat() if day else "", meeting.strip())


def cover(letter: Letter) -> Letter | None:
    """What stands on the cover of the deck, typed over `letter`; None until that is taken over."""
    with st.form("cover", border=False):
        meeting = st.text_input("会议名称", letter.meeting, max_chars=own.TITLE, key="cover-meeting")
        by = st.text_input("汇报单位", letter.by, max_chars=own.TITLE, key="cover-by")
        day = st.date_input("日期", letter.day or None, key="cover-day", format="YYYY-MM-DD")
        taken = st.form_submit_button("写上封面")
    return Letter("", by.strip(), day.isoformat() if day else "", meeting.strip()) if taken else None


def pictured() -> UploadedFile | None:
    """The field that takes a picture for a slide of one's own."""
    uploads.allow(photograph.LARGEST)
    file: UploadedFile | None = st.file_uploader(
        "图片（PNG、JPG，可不加）", type=["png", "jpg", "jpeg"], key="own-picture"
    )
    return file


def picture(file: UploadedFile | None, told: str) -> Picture | None:
    """The picture of a file that was chosen; what is wrong with it stands on the page."""
    try:
        return pictures.taken(file.getvalue(), told) if file else None
    except photograph.WrongPicture as error:
        st.error(w.literal(str(error)), title="没有加图片")
        return None
