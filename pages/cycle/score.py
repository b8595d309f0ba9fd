"""考核: off until the planning office lays down weights; then the units' points with their arithmetic, and a ranking."""

import streamlit as st

from lib import ui
from lib.cycle import score as s
from lib.text import score as words
from lib.text import words as w
from lib.ui.cycle import score

plan, year, day = ui.plan(), ui.year(), ui.today().isoformat()
weights = s.weights(plan.state, year)
rule = plan.state.get("scoring", year)
if not weights or rule is None:
    st.header(f"{year}年{words.OFF}")
    st.info(w.word("notice", "score_off"), icon=":material/balance:")
else:
    every = plan.points(year, day)
    rows = s.scored(every)
    st.header(w.literal(words.title(rows, year, len(rows))))
    score.picture(rows, words.caption(rule, min(day, f"{year}-12-31")))
    table = words.ranking(rows)
    ui.table_with_choice(
        table,
        "scored",
        "单位",
        f"{year}年考核名次",
        {"单位": {}},
        widths={"名次": 70, "单位": 220, "得分": 110, "算式": 240},
        more="score_columns",
        card=ui.Card("单位", "得分", ("名次", "算式")),
    )
    with st.container(horizontal=True):
        ui.download(table, f"考核名次-{year}", "score")
        score.files_of(plan, rows, year, day, rule)
    if len(rows):
        score.one(plan, ui.pick("单位", rows.set_index("unit", drop=False)["unit"], "scored"), year, day)
st.subheader("规则")
widths = {"分项": 110, "权数": 80, "做到的（分子）": 420, "要求的（分母）": 420, "出自": 220}
card = ui.Card("分项", words.WEIGHT if weights else "出自", ("做到的（分子）", "要求的（分母）", "出自"))
ui.table(words.rules(weights), f"{year}年考核规则", widths, more="score_rules", card=card)
with ui.at_desk("score-entry"):
    score.lay_down(plan, year, weights)
