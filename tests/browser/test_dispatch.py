"""A year of dispatch in Chromium, on a server and a ledger of its own: months by the bureau's sheet and by hand, projects
by the office's sheet, a problem until its item is closed, tasks, what is owed, the mid-term."""

import io
from contextlib import suppress
from datetime import date
from itertools import islice
from zipfile import ZipFile

from docx import Document
from playwright.sync_api import TimeoutError, expect
from pptx import Presentation

from lib import __main__ as cli
from lib.ledger.dispatching import WITHIN
from lib.ledger.permission import ADMIN, Person
from lib.ledger.record import entry
from lib.text import reminders
from tests.browser.steps import confirm, menu, press, still, title, type_in, visit
from tests.browser.test_entry import hand_in, sign

QUERY = "area=天元区&year=2018"
CHIEF = Person("示例甲", ADMIN)
INDICATORS = {"财政总收入": "亿元", "社会消费品零售总额": "亿元", "城镇新增就业人数": "人"}
MONTHS = (11, 14, 12, 16, 13, 18, 12, 15, 19, 17, 16)


def write(path, *lines):
    path.write_text("\n".join(",".join(map(str, line)) for line in lines) + "\n", "utf-8")
    return path


def chosen(page, label: str, option: str) -> None:
    """Choose in a box of choices, the last of that name."""
    box = page.get_by_role("combobox", name=label).last
    box.fill(option)
    page.get_by_role("option", name=option, exact=True).click()
    still(page)


def holds(page, own, says) -> None:
    """The ledger comes to hold what it should: a busy server writes after the page is still."""
    for _ in range(200):
        if says(own.state()):
            return
        page.wait_for_timeout(50)
    assert says(own.state())


def cell(page, table: int, column: int, row: int, text: str) -> None:
    """Type into a table of the page, by its number from 0: `column` in pixels from its left edge, `row` from 0."""
    table = page.locator('[data-testid="stDataFrame"]').nth(table)
    table.scroll_into_view_if_needed()
    editor = page.locator("textarea.gdg-input, .gdg-clip-region input")
    for _ in range(10):  # a table that is drawn anew takes no click and closes its cell
        box = table.bounding_box()
        page.mouse.dblclick(box["x"] + column, box["y"] + 35 + 33 * row + 16)
        with suppress(TimeoutError):
            editor.fill(text, timeout=2_000)
            break
    page.keyboard.press("Enter")
    still(page)


def organise(page, folder) -> None:
    """The duties of one unit: what is told by month, a project, three measures."""
    slugs = ("fiscal_revenue", "retail", "new_employment", "fixed_investment")
    things = [*(f"天元区.{slug}" for slug in slugs), "M073a", "M073b", "M073c"]
    lines = [["编号", "牵头单位"], *([thing, "示例局"] for thing in things)]
    visit(page, f"duties?{QUERY}")
    sign(page, "示例甲")
    hand_in(page, write(folder / "责任分解.csv", *lines))
    press(page, "写入7项")


def eleven_months_by_sheet_and_the_last_by_hand(page, own, folder) -> None:
    menu(page, "monthly", "还没有报月度数")
    head = ["指标", "单位", *(f"{month}月" for month in range(1, 12))]
    rows = [[name, unit, *MONTHS] for name, unit in INDICATORS.items()]
    hand_in(page, write(folder / "月报.csv", ["天元区2018年各月当期数"], head, *rows))
    confirm(page, "确认记录33条")
    expect(title(page)).to_contain_text("2018年1–11月：报了数的3项")
    page.get_by_text("在页面填写").click()
    still(page)
    chosen(page, "月份", "12月")
    names = {row["indicator"] for row in own.state().rows("month")}
    for row in range(len(names)):
        cell(page, 1, 480, row, "19")
    confirm(page, "确认记录3条")
    holds(page, own, lambda state: [r["own"] for r in state.rows("month") if r["span"] == "2018-12"] == [19.0] * 3)
    assert len(own.state().rows("month")) == 36


def forty_projects_by_sheet(page, own, folder, projects) -> None:
    menu(page, "progress", "")
    head = [
        "序号",
        "项目名称",
        "总投资",
        "2018年计划投资",
        "本年累计完成投资",
        "区级资金",
        "形象进度",
        "建设阶段",
        "责任单位",
    ]
    rows = [
        [number, project, 50_000 + number, 8_000, 4_000, 2_000, "主体施工", "在建", "示例局"]
        for number, project in enumerate(projects, 1)
    ]
    sheet = [["天元区2018年重点项目建设进度表"], ["单位：万元　截至2018年12月31日"], head, *rows]
    hand_in(page, write(folder / "进度表.csv", *sheet))
    confirm(page, "确认记录")
    expect(title(page)).to_contain_text("2018年重点项目40个")
    listed = own.state().rows("listing")
    assert len(listed) == 40 and all(row["planned"] == 0.8 for row in listed)
    cell(page, 0, 420, 1, "示例发改〔2018〕1号")
    press(page, "记录1个节点")
    holds(page, own, lambda state: [row["node"] for row in state.rows("node")] == ["立项"])


def a_problem_until_its_item_is_closed(page, own) -> None:
    project = own.state().rows("listing")[0]["project"]
    said = {"text": "用地指标未落实", "category": "用地", "solver": "示例局", "due": "2018-12-28"}
    own.write([entry("problem_raised", {"project": project} | said)], CHIEF)
    visit(page, f"dispatch?{QUERY}&dispatched={project}")
    sign(page, "示例甲")
    press(page, "督办：")
    holds(page, own, lambda state: len(state.rows("supervision")) == 1)
    menu(page, "supervision", "")
    for label, text in (("办理反馈", "已报省厅"), ("核销$", "已批复")):
        type_in(page, "办理情况、延期或退回的理由、核销意见", text)
        press(page, label)
    holds(page, own, lambda state: [row["status"] for row in state.rows("supervision")] == ["closed"])


def what_is_owed(page, own) -> None:
    days = reminders.days(reminders.EACH, date(2018, 1, 10), 2018)
    own.write([entry("deadline_set", {"what": WITHIN, "period": one, "due": due}) for one, due in days], CHIEF)
    menu(page, "reminders", f"{WITHIN}1项")


def reported(page, own) -> None:
    visit(page, f"tasks?{QUERY}&lead=示例局")
    sign(page, "示例甲")
    page.get_by_text("填报举措的进展").click()
    still(page)
    cell(page, 1, 620, 0, "完成")
    press(page, "记录1项进展")
    expect(title(page)).to_contain_text("完成1项")
    assert [row["standing"] for row in own.state().rows("task")] == ["完成"]


def test_a_year_of_dispatch_from_the_bureaus_sheet_to_the_mid_term(page, own, store, tmp_path, monkeypatch):
    own.write([entry("unit_set", {"name": "示例局"})], CHIEF)
    projects = store.frame("project")
    projects = list(islice(projects.loc[projects["area"] == "天元区", "name"], 40))
    organise(page, tmp_path)
    eleven_months_by_sheet_and_the_last_by_hand(page, own, tmp_path)
    forty_projects_by_sheet(page, own, tmp_path, projects)
    a_problem_until_its_item_is_closed(page, own)
    what_is_owed(page, own)
    reported(page, own)
    menu(page, "evaluation", "还没有做过")
    press(page, "冻结$")
    expect(title(page)).to_contain_text("天元区2018年中期评估：")
    taken_away(tmp_path, monkeypatch)


def taken_away(folder, monkeypatch) -> None:
    """The digest, its days and the reports, as the task scheduler makes them from the same ledger."""
    monkeypatch.setenv("PLAN_LEDGER", str(folder / "ledger.duckdb"))
    week, days, deck, paper = (folder / name for name in ("周.docx", "周.ics", "汇报.pptx", "评估.docx"))
    for file in (week, days):
        made = ["digest", "--unit", "示例局", "--year", "2018", "--day", "2019-03-01", "-o", str(file)]
        assert cli.main(made) == 0
    assert "月度数" in ZipFile(io.BytesIO(week.read_bytes())).read("word/document.xml").decode()
    assert days.read_text("utf-8").count("BEGIN:VEVENT") >= 1
    for kind, file in (("pptx", deck), ("docx", paper)):
        assert (
            cli.main(["export", kind, "--kind", "midterm", "--area", "天元区", "--year", "2018", "-o", str(file)]) == 0
        )
    slides = " ".join(
        shape.text_frame.text for slide in Presentation(deck).slides for shape in slide.shapes if shape.has_text_frame
    )
    text = " ".join(paragraph.text for paragraph in Document(paper).paragraphs)
    assert "民生实事项目" in slides and "40个报了进展" in slides
    assert "民生实事" in text and "有进展记录的项目40项" in text
