"""The kinds of record of supervision: handed to one unit or several, received, put off, answered, closed."""

from lib.ledger import checks, rules
from lib.ledger import permission as p
from lib.ledger.checks import maybe
from lib.ledger.kind import UNITS, Field, Kind, said

RECEIVED, DELAYING = ("received", "已签收"), ("delaying", "申请延期，待批")
OPEN = ("opened", "received", "returned", "delaying")
"""How an item stands that its units still have to deal with."""
SUPERVISION = (
    Kind(
        "supervision_opened",
        "supervision",
        "交办",
        noun="督办",
        key=("seq",),
        subject=(said("title", "事项"),),
        needs=(said("unit", "承办单位"), said("due", "办结期限", checks.day)),
        may=(
            Field("person", "责任人"),
            Field("thing", "所涉指标或项目"),
            Field("task", "要求"),
            Field("problem", "问题", maybe(checks.number)),
            Field("minute", "会议记录", maybe(checks.number)),
        ),
        status=("opened", "已交办"),
        lacking="交办要写明{}。",
        rule=rules.handed_once,
    ),
    Kind(
        "supervision_received",
        "supervision",
        "签收",
        after=("opened", "returned"),
        status=RECEIVED,
        by=UNITS,
        owner=p.undertakes,
    ),
    Kind(
        "delay_asked",
        "supervision",
        "申请延期",
        needs=(said("until", "延到", checks.day),),
        after=("opened", "received", "returned"),
        status=DELAYING,
        by=UNITS,
        owner=p.undertakes,
        reasoned=True,
        rule=rules.later,
    ),
    Kind(
        "delay_granted",
        "supervision",
        "同意延期",
        needs=(said("due", "办结期限", checks.day),),
        after=("delaying",),
        status=RECEIVED,
    ),
    Kind("delay_refused", "supervision", "不同意延期", after=("delaying",), status=RECEIVED, reasoned=True),
    Kind(
        "supervision_answered",
        "supervision",
        "办理反馈",
        needs=(said("text", "办理情况"),),
        after=(*OPEN, "answered"),
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
)
