"""The kinds of record: what people can enter. Adding a kind is adding a row to KINDS."""

from lib.ledger import checks, frozen, frozen_works, rules
from lib.ledger import permission as p
from lib.ledger.changes import CHANGES
from lib.ledger.checks import maybe, one_of
from lib.ledger.dispatching import DISPATCH
from lib.ledger.evidence import EVIDENCE
from lib.ledger.kind import UNITS, Field, Kind, said
from lib.ledger.monthly import MONTHLY
from lib.ledger.organising import ORGANISATION
from lib.ledger.scoring import SCORING
from lib.ledger.spoken import COMMENTS, MINUTES
from lib.ledger.supervising import SUPERVISION
from lib.measure import constants as c
from lib.measure import kinds as clauses

MEASURES = ("level", "growth", "average_growth", "multiple", "difference", "sum")
BOUNDS = ("=", ">", "<", ">=", "<=", "~")
CLAUSE, CLAUSE_YEAR, NOTE = (
    Field("clause", "条款", checks.clause),
    Field("year", "年份", checks.year),
    Field("note", "备注"),
)
AREA, INDICATOR = Field("area", "地域", checks.area), Field("indicator", "指标", checks.indicator)
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
                Field("measure", "计量方式", one_of(MEASURES)),
                Field("since", "起始年份", maybe(checks.reported_year)),
                Field("year", "年份", checks.reported_year),
            ),
            needs=(Field("operator", "约数", one_of(BOUNDS)), Field("value", "数值", checks.number)),
            may=(Field("price_basis", "价格口径", one_of(c.PRICES)), Field("place", "出处"), NOTE),
            status=("submitted", "待审核"),
            by=UNITS,
            owner=p.has_duty,
        ),
        Kind(
            "figure_approved",
            "figure",
            "通过",
            after=("submitted",),
            status=("approved", "通过"),
            second=True,
            rule=rules.newest,
        ),
        Kind(
            "figure_revoked", "figure", "撤销通过", after=("approved",), status=("revoked", "已撤销通过"), reasoned=True
        ),
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
            "annual_set",
            "annual",
            "核定",
            noun="年度计划",
            key=("clause", "year"),
            subject=(CLAUSE, CLAUSE_YEAR),
            needs=(AREA, Field("value", "计划值", maybe(checks.number))),
            may=(NOTE,),
            reasoned=True,
            fits=rules.of_its_area,
            rule=rules.still_a_draft,
        ),
        Kind(
            "annual_reopened",
            "issue",
            "收回更正",
            noun="年度计划下达",
            key=("area", "year"),
            subject=(AREA, CLAUSE_YEAR),
            status=("reopened", "已收回更正"),
            reasoned=True,
            rule=rules.issued,
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
            may=(
                Field(frozen_works.PROJECTS, "重点项目", frozen_works.kept(frozen_works.Listed)),
                Field(frozen_works.TASKS, "任务", frozen_works.kept(frozen_works.Assigned)),
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
            after=("frozen", "recalled"),
            status=("published", "已公开"),
            rule=rules.publishable,
        ),
        Kind(
            "evaluation_recalled",
            "evaluation",
            "撤回公开",
            after=("published",),
            status=("recalled", "已撤回公开，待更正"),
            reasoned=True,
        ),
        Kind(
            "evaluation_discarded",
            "evaluation",
            "作废",
            after=("frozen", "recalled"),
            status=("discarded", "已作废"),
            reasoned=True,
        ),
        *SUPERVISION,
        *ORGANISATION,
        *DISPATCH,
        *MONTHLY,
        *SCORING,
        *MINUTES,
        *COMMENTS,
        *EVIDENCE,
    )
}
