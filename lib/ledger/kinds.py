"""The kinds of record: what people can enter. Adding a kind is adding a row to KINDS."""

from lib.ledger import checks, frozen, rules
from lib.ledger import permission as p
from lib.ledger.changes import CHANGES
from lib.ledger.checks import maybe, one_of
from lib.ledger.kind import ADMINS, UNITS, Field, Kind, said
from lib.ledger.permission import ROLES
from lib.measure import constants as c
from lib.measure import kinds as clauses

MEASURES = ("level", "growth", "average_growth", "multiple", "difference", "sum")
BOUNDS = ("=", ">", "<", ">=", "<=", "~")
CLAUSE, CLAUSE_YEAR = Field("clause", "条款", checks.clause), Field("year", "年份", checks.year)
AREA, INDICATOR = Field("area", "地域", checks.area), Field("indicator", "指标", checks.indicator)
NOTE = Field("note", "备注")
KINDS = {
    kind.name: kind
    for kind in (
        Kind(
            "figure_submitted",
            "figure",
            "填报",
            noun="填报的数",
            key=("seq",),
            subject=(
                AREA,
                INDICATOR,
                Field("measure", "量法", one_of(MEASURES)),
                Field("since", "起始年份", maybe(checks.reported_year)),
                Field("year", "年份", checks.reported_year),
            ),
            needs=(Field("operator", "约数", one_of(BOUNDS)), Field("value", "数值", checks.number)),
            may=(Field("price_basis", "价格口径", one_of(c.PRICES)), Field("place", "出处"), NOTE),
            status=("submitted", "待审核"),
            by=UNITS,
            owner=p.has_duty,
        ),
        Kind("figure_approved", "figure", "通过", after=("submitted",), status=("approved", "通过")),
        Kind("figure_returned", "figure", "退回", after=("submitted",), status=("returned", "退回"), reasoned=True),
        Kind(
            "figure_withdrawn",
            "figure",
            "撤回",
            after=("submitted",),
            status=("withdrawn", "已撤回"),
            by=UNITS,
            owner=p.submitted,
        ),
        Kind(
            "project_event",
            "event",
            "记录",
            noun="项目进展",
            key=("seq",),
            subject=(Field("project", "项目", checks.project),),
            needs=(Field("date", "日期", checks.day), Field("stage", "阶段", checks.stage)),
            may=(
                Field("share", "完成比例", checks.number),
                Field("investment", "完成投资", checks.number),
                Field("note", "说明"),
                Field("source", "来源"),
            ),
            status=("recorded", "已记录"),
            by=UNITS,
            owner=p.has_duty,
        ),
        Kind(
            "unit_set",
            "unit",
            "登记",
            noun="单位",
            key=("name",),
            subject=(said("name", "单位名称"),),
            may=(Field("kind", "类别"), Field("contact", "联系人"), NOTE),
            lacking="请写{}。",
        ),
        Kind(
            "duty_assigned",
            "duty",
            "分解",
            noun="责任分解",
            key=("thing",),
            subject=(Field("thing", "事项", checks.thing),),
            needs=(Field("lead", "牵头单位"), Field("person", "责任人")),
            may=(Field("support", "配合单位"), NOTE),
            rule=rules.assignable,
        ),
        Kind(
            "annual_set",
            "annual",
            "核定",
            noun="年度计划",
            key=("clause", "year"),
            subject=(CLAUSE, CLAUSE_YEAR),
            needs=(AREA, Field("value", "计划值", checks.number)),
            may=(NOTE,),
            reasoned=True,
            fits=rules.of_its_area,
            rule=rules.still_a_draft,
        ),
        Kind(
            "annual_issued",
            "issue",
            "下达",
            noun="年度计划下达",
            key=("area", "year"),
            subject=(AREA, CLAUSE_YEAR),
            needs=(said("number", "文号"), Field("date", "下达日期", checks.day)),
            status=("issued", "已下达"),
            lacking="下达年度计划要写明{}。",
            rule=rules.not_issued,
        ),
        Kind(
            "target_adjusted",
            "adjustment",
            "调整",
            noun="目标调整",
            key=("seq",),
            subject=(Field("clause", "条款"),),
            needs=(
                Field("change", "调整类别", one_of(CHANGES)),
                said("number", "文号"),
                said("date", "日期", checks.day),
                said("body", "批准机关"),
            ),
            may=(
                AREA,
                INDICATOR,
                Field("type", "类型", one_of(clauses.KINDS)),
                Field("value", "目标值", checks.number),
                Field("operator", "条件", one_of(c.OPERATORS)),
                CLAUSE_YEAR,
                Field("unit", "计量单位", checks.measure_unit),
                Field("name", "名称"),
                NOTE,
            ),
            reasoned=True,
            lacking="调整必须有依据：缺{}。",
            fits=rules.adjustable,
            rule=rules.called,
        ),
        Kind(
            "explanation_given",
            "explanation",
            "说明",
            noun="解释说明",
            key=("clause", "year"),
            subject=(CLAUSE, CLAUSE_YEAR),
            needs=(
                said("cause", "原因"),
                said("measures", "措施"),
                said("unit", "责任单位"),
                said("deadline", "新时限"),
            ),
            by=UNITS,
            owner=p.has_duty_of_clause,
            lacking="说明要写全，还缺{}。",
        ),
        Kind(
            "evaluation_frozen",
            "evaluation",
            "冻结",
            noun="评估",
            key=("name",),
            subject=(said("name", "名称"),),
            needs=(
                Field("type", "类型", one_of(frozen.TYPES)),
                Field("area", "范围", maybe(checks.text)),
                CLAUSE_YEAR,
                Field("asof", "数据截止日", checks.day),
                Field("rows", "各项条款", frozen.rows),
            ),
            status=("frozen", "已冻结，未公开"),
            lacking="请给评估一个{}。",
            rule=rules.freezable,
        ),
        Kind(
            "evaluation_published",
            "evaluation",
            "公开",
            needs=(Field("explanations", "解释说明", frozen.explained),),
            after=("frozen",),
            status=("published", "已公开"),
            rule=rules.publishable,
        ),
        Kind(
            "evaluation_discarded",
            "evaluation",
            "作废",
            after=("frozen",),
            status=("discarded", "已作废"),
            reasoned=True,
        ),
        Kind(
            "supervision_opened",
            "supervision",
            "交办",
            noun="督办",
            key=("seq",),
            subject=(said("title", "事项"),),
            needs=(said("unit", "承办单位"), said("due", "办结期限", checks.day)),
            may=(Field("person", "责任人"), Field("thing", "所涉指标或项目"), Field("task", "要求")),
            status=("opened", "已交办"),
            lacking="交办要写明{}。",
            rule=rules.to_a_unit,
        ),
        Kind(
            "supervision_answered",
            "supervision",
            "办理反馈",
            needs=(said("text", "办理情况"),),
            after=("opened", "answered", "returned"),
            status=("answered", "已反馈，待核销"),
            by=UNITS,
            owner=p.undertakes,
        ),
        Kind(
            "supervision_returned",
            "supervision",
            "退回",
            after=("answered",),
            status=("returned", "退回重办"),
            reasoned=True,
        ),
        Kind(
            "supervision_closed",
            "supervision",
            "核销",
            may=(Field("opinion", "核销意见"),),
            after=("answered",),
            status=("closed", "已核销"),
        ),
        Kind(
            "role_granted",
            "role",
            "授予",
            noun="角色",
            key=("person",),
            subject=(said("person", "账号"),),
            needs=(Field("granted", "角色", one_of(ROLES)),),
            may=(Field("unit", "单位"), Field("name", "姓名")),
            by=ADMINS,
            rule=rules.of_a_unit,
        ),
    )
}


def standings(table: str) -> dict[str, str]:
    """How people read each status of a table's rows.

    >>> standings("evaluation")["frozen"]
    '已冻结，未公开'
    """
    return {code: word for kind in KINDS.values() if kind.table == table for code, word in [kind.status]}


def steps(table: str) -> dict[str, str]:
    """What was done to bring a table's row to each status.

    >>> steps("figure")
    {'submitted': '填报', 'approved': '通过', 'returned': '退回', 'withdrawn': '撤回'}
    """
    return {kind.status[0]: kind.step for kind in KINDS.values() if kind.table == table}
