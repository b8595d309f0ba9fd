"""Projects and tasks of a frozen evaluation: what goes in comes out, what is wrong is refused, what turned is told."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.cycle import freezing
from lib.cycle import works_compared as c
from lib.cycle.annual_plan import Planned
from lib.cycle.dispatched import Dispatched
from lib.cycle.tasks import REPORTED, Task
from lib.ledger.frozen_works import Assigned, Listed, kept
from lib.projects.register import COMPLETED, UNDER_WAY
from lib.text import frozen_works as text

DAY = "2019-05-25"
AMOUNTS = st.none() | st.integers(0, 10**9).map(lambda n: n / 10**6)
WORDS = st.none() | st.text("甲乙丙", max_size=3)
STAGES = st.sampled_from([None, "前期", UNDER_WAY, COMPLETED])


def frozen(listed=(), tasks=()) -> dict:
    seen = freezing.Seen(Planned.frame(), Dispatched.frame(listed), Task.frame(tasks))
    return freezing.frozen("评估", "annual", None, 2018, DAY, seen, None).payload


def project(key="P1", stage=UNDER_WAY, **more) -> Dispatched:
    return Dispatched(
        **{"id": key, "name": f"项目{key}", "stage": stage, "opening": "续建", "closing": "未到竣工期"} | more
    )


def task(key="M1", standing="推进", kind="举措") -> Task:
    return Task(key, kind, f"事项{key}", "甲区", "产业", "示例局", standing, None, None)


def known(value: float | None) -> float:
    return float("nan") if value is None else value


@settings(max_examples=25)
@given(st.data())
def test_what_is_frozen_is_read_again_as_it_stood(data):
    ids = data.draw(st.lists(st.integers(0, 99), unique=True, max_size=4))
    listed = [
        project(
            f"P{n}",
            data.draw(STAGES),
            planned=known(data.draw(AMOUNTS)),
            done=known(data.draw(AMOUNTS)),
            works=data.draw(WORDS),
            slow=data.draw(st.none() | st.booleans()),
            problems=data.draw(st.integers(0, 3)),
        )
        for n in ids
    ]
    tasks = [task(f"M{n}", data.draw(st.sampled_from(REPORTED))) for n in ids]
    one = frozen(listed, tasks)
    pd.testing.assert_frame_equal(freezing.listed(one), Dispatched.frame(listed))
    pd.testing.assert_frame_equal(freezing.tasks(one), Task.frame(tasks))
    assert kept(Listed)("", one["projects"], None) == kept(Assigned)("", one["tasks"], None) == ""


def test_an_evaluation_from_before_has_neither_and_an_empty_list_is_not_the_same():
    old = {name: value for name, value in frozen().items() if name not in ("projects", "tasks")}
    assert freezing.listed(old) is None and freezing.tasks(old) is None and text.kinds(old).empty
    assert len(freezing.listed(frozen())) == 0 and not text.kinds(frozen()).empty
    assert c.projects(old, frozen()) is None and c.tasks(frozen(), old) is None


@pytest.mark.parametrize(
    ("spoilt", "message"),
    [
        (lambda rows: rows + rows, "有重复"),
        (lambda rows: [rows[0] | {"note": "多"}], "多余"),
        (lambda rows: [{"id": "M1"}], "缺少"),
        (lambda rows: [rows[0] | {"lead": None}], "M1：应为文字"),
        (lambda rows: "M1", "缺少"),
    ],
)
def test_rows_that_are_not_as_declared_are_refused(spoilt, message):
    assert message in kept(Assigned)("任务", spoilt(frozen(tasks=[task()])["tasks"]), None)


def test_what_turned_in_projects_and_tasks_is_told_and_what_stands_is_not():
    before = frozen(
        [project("P1", "前期"), project("P2"), project("P3", COMPLETED), project("P4")],
        [task("M1", "推进"), task("M2", "没有报告"), task("M3", "完成")],
    )
    after = frozen(
        [project("P1"), project("P2"), project("P3"), project("P5")],
        [task("M1", "完成"), task("M2", "未启动"), task("M3", "完成")],
    )
    projects, tasks = c.projects(before, after), c.tasks(before, after)
    assert [(one.id, one.direction, one.before, one.after) for one in projects.turns] == [
        ("P3", "退步", COMPLETED, UNDER_WAY),
        ("P1", "改善", "前期", UNDER_WAY),
    ]
    assert (projects.both, projects.gone, projects.come) == (3, 1, 1)
    assert [(one.id, one.direction) for one in tasks.turns] == [("M1", "改善"), ("M2", "首次报告")]
    assert text.turns(tasks.turns)["前"].fillna("").tolist() == ["推进", ""]


def test_the_sums_of_two_evaluations_stand_side_by_side():
    before, after = (
        frozen([project(planned=2.0, done=done, rate=done / 2)], [task(standing=standing)]) | {"name": name}
        for name, done, standing in (("甲", 1.0, "推进"), ("乙", 2.0, "完成"))
    )
    rows = text.sums(before, after).set_index("")
    assert rows.loc["投资完成率"].tolist() == ["50.0%", "100.0%"]
    assert rows.loc["举措：完成"].to_dict() == {"甲": "0项", "乙": "1项"}
