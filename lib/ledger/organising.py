"""The kinds of record of who does what and how it is done: units, what became of them, duties, roles, settings, and how
units call an indicator."""

from lib.ledger import checks, unit_rules
from lib.ledger.checks import maybe, one_of
from lib.ledger.kind import ADMINS, Field, Kind, said
from lib.ledger.permission import ROLES
from lib.ledger.state import State
from lib.ledger.succession import HOWS, TABLE

NOTE = Field("note", "备注")
SECOND = "second_person"
"""The setting that a figure is approved by another person than who handed it in."""
YES, NO = CHOICES = ("是", "否")


def asks_second(state: State) -> bool:
    """Whether it is laid down that nobody approves his own figures."""
    return (state.get("setting", SECOND) or {}).get("value") == YES


ORGANISATION = (
    Kind(
        "unit_set",
        "unit",
        "登记",
        noun="单位",
        key=("name",),
        subject=(said("name", "单位名称"),),
        may=(Field("kind", "类别"), Field("contact", "联系人"), Field("mail", "邮箱", maybe(checks.mail)), NOTE),
        lacking="请写{}。",
        rule=unit_rules.of_no_former_name,
    ),
    Kind(
        "unit_succeeded",
        TABLE,
        "更替",
        noun="机构更替",
        key=("name",),
        subject=(said("name", "原单位"),),
        needs=(said("into", "新单位"), Field("how", "方式", one_of(HOWS))),
        may=(Field("number", "文号"), Field("date", "日期", maybe(checks.day)), NOTE),
        lacking="机构更替要写明{}。",
        rule=unit_rules.succeeding,
    ),
    Kind(
        "duty_assigned",
        "duty",
        "分解",
        noun="责任分解",
        key=("thing",),
        subject=(Field("thing", "事项", checks.thing),),
        needs=(Field("lead", "牵头单位"), Field("person", "责任人")),
        may=(Field("support", "配合单位"), Field("shares", "分担"), NOTE),
        rule=unit_rules.assignable,
    ),
    Kind(
        "alias_confirmed",
        "alias",
        "确认",
        noun="指标的说法",
        key=("name",),
        subject=(said("name", "说法"),),
        needs=(Field("indicator", "指标", checks.indicator),),
        status=("confirmed", "已确认"),
    ),
    Kind("alias_dropped", "alias", "取消", after=("confirmed",), status=("dropped", "已取消")),
    Kind(
        "setting_set",
        "setting",
        "规定",
        noun="办事规定",
        key=("name",),
        subject=(Field("name", "规定", one_of((SECOND,))),),
        needs=(Field("value", "是否", one_of(CHOICES)),),
        by=ADMINS,
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
        rule=unit_rules.of_a_unit,
    ),
)
