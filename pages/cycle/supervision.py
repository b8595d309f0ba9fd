"""督办: 交办 → 签收 → 办理反馈 → 核销, with a lamp; put off where that is granted; filtered by unit and person."""

import streamlit as st

from lib import ui
from lib.charts.stacked import BY_LAMP, stacked
from lib.cycle import duties as d
from lib.cycle import supervision as s
from lib.text import supervision
from lib.text import words as w
from lib.ui.cycle.supervision import act, open_item

plan, day = ui.plan(), ui.today()
everything, units = s.items(plan.state, day), d.units(plan.state)
heading, picture = st.container(), st.container()
with st.container(horizontal=True):
    rows = ui.choose("时限状态", everything, "lamp", "lamp")
    rows = ui.choose("承办单位", rows, "units", "handler")
    rows = ui.choose("责任人", rows.assign(whose=rows["person"].replace("", "未指定")), "whose", "person")
heading.header(supervision.title(rows))
if everything.empty:
    st.info(w.word("notice", "no_supervision"), icon=":material/assignment_add:")
    ui.link("cycle/warnings", "先看预警：什么落后，该谁办")
elif rows.empty:
    st.info("没有符合条件的督办事项。请放宽上面的筛选条件。", icon=":material/filter_alt_off:")
else:
    with picture:
        bars = stacked(everything.explode("units", ignore_index=True), "units", "lamp", BY_LAMP, ui.mode(), ui.narrow())
        ui.figure_that_filters(bars, supervision.HOW, "督办事项：按承办单位与时限状态", "by-unit", "handler", "lamp")
    st.markdown(supervision.lamps(rows))
    table = supervision.table(rows)
    ui.table_with_choice(
        table,
        "item",
        "编号",
        "督办事项",
        {},
        widths={"时限状态": 90, "事项": 420, "承办单位": 200, "期限": 110, "剩余": 110, "进展": 120, "办理情况": 320},
        first=("时限状态", "事项", "承办单位", "期限", "剩余", "进展"),
        more="item_columns",
        card=ui.Card("事项", "时限状态", ("承办单位", "期限", "进展")),
    )
    ui.download(table, "督办事项", "supervision")

    key = ui.pick("事项", supervision.names(rows), "item")
    item, row = next(rows[rows["key"] == key].itertuples()), plan.state.get("supervision", key)
    st.subheader(w.literal(item.title))
    st.markdown(f"{supervision.lamp(item.lamp)}　期限{item.due}　{supervision.STATUS[item.status]}")
    st.text(f"承办：{item.unit}　责任人：{item.person or w.MISSING}　{item.task}")
    ui.table(supervision.steps(ui.book().history(item.subject), key), "办理过程")
    with st.container(horizontal=True):
        ui.link("cycle/unit", "承办单位要办的全部事项", unit=item.units[0])
    act(item.status, row)

expanded = everything.empty and bool(units)
with ui.at_desk("open"), st.expander("交办新事项", expanded=expanded, icon=":material/assignment_add:"):
    if not units:
        st.markdown(w.word("notice", "no_units"))
        ui.link("cycle/people", "登记单位")
    else:
        open_item(units, day)
