"""The kinds of record of what people say: minutes of a meeting, comments on a thing."""

from lib.ledger import checks, rules
from lib.ledger import permission as p
from lib.ledger.checks import maybe, one_of
from lib.ledger.kind import UNITS, Field, Kind, said

DECIDED, SAID = SORTS = ("议定", "发言")
"""What a minute holds: something that the meeting decided, or what somebody said."""
SORT, TEXT = Field("sort", "类别", one_of(SORTS)), said("text", "内容")
WHO = (Field("unit", "承办单位"), Field("person", "责任人"), Field("due", "办结期限", maybe(checks.day)))
MINUTES = (
    Kind(
        "minute_taken",
        "minute",
        "记录",
        noun="会议记录",
        key=("seq",),
        subject=(said("meeting", "会议名称"), Field("date", "会议日期", checks.day)),
        needs=(SORT, TEXT),
        may=(
            *WHO,
            Field("slide", "汇报页"),
            Field("page", "汇报页的标题"),
            Field("report", "汇报"),
            Field("evaluation", "评估"),
            Field("clause", "条款", maybe(checks.clause)),
        ),
        status=("taken", "已记录"),
        lacking="会议记录要写明{}。",
        rule=rules.to_a_unit,
    ),
    Kind(
        "minute_corrected",
        "minute",
        "更正",
        needs=(SORT, TEXT),
        may=WHO,
        after=("taken", "corrected"),
        status=("corrected", "已更正"),
        reasoned=True,
        lacking="会议记录要写明{}。",
        rule=rules.to_a_unit,
    ),
    Kind(
        "minute_withdrawn",
        "minute",
        "撤回",
        after=("taken", "corrected"),
        status=("withdrawn", "已撤回"),
        reasoned=True,
    ),
)
COMMENTS = (
    Kind(
        "comment_made",
        "comment",
        "提出",
        noun="意见",
        key=("seq",),
        subject=(Field("matter", "对象的类别", one_of(checks.MATTERS)), said("about", "对象")),
        needs=(said("text", "意见"),),
        status=("open", "待答复"),
        by=UNITS,
        owner=p.speaks_of_its_duty,
        lacking="请写出{}。",
        fits=rules.of_its_matter,
    ),
    Kind(
        "comment_answered",
        "comment",
        "答复",
        needs=(said("answer", "答复"),),
        after=("open", "answered"),
        status=("answered", "已答复"),
        by=UNITS,
        owner=p.speaks_of_its_duty,
        lacking="请写出{}。",
    ),
    Kind(
        "comment_resolved",
        "comment",
        "解决",
        may=(Field("outcome", "处理结果"),),
        after=("open", "answered"),
        status=("resolved", "已解决"),
    ),
    Kind(
        "comment_withdrawn",
        "comment",
        "撤回",
        after=("open", "answered"),
        status=("withdrawn", "已撤回"),
        by=UNITS,
        owner=p.made,
        reasoned=True,
    ),
)
