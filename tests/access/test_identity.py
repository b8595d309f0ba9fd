"""Who is at work, and with what role: the whole table of how the product can be served, and every way to pretend."""

import pytest

from lib.access.identity import AHEAD, LONGEST, STANDINGS, Installation, Request, decide
from lib.ledger.fold import EMPTY, fold
from lib.ledger.kinds import KINDS
from lib.ledger.known import Known, Measured
from lib.ledger.permission import ADMIN, OFFICE, READER, UNIT, Person
from lib.ledger.procedure import forbidden
from lib.ledger.record import FIRST, Entry, entry, mark, sealed
from lib.ledger.state import META
from lib.text import words as w
from tests.homes import PERIOD

LOCAL = {"host": ["localhost:8501"], "origin": ["http://localhost:8501"]}
ROLES = fold(
    EMPTY,
    [
        sealed(
            1,
            "2018-01-02T09:00:00+08:00",
            "甲",
            ADMIN,
            entry("role_granted", {"person": "a@x", "granted": UNIT, "unit": "示例一局", "name": "示例甲"}),
            FIRST,
        ),
        sealed(
            2,
            "2018-01-02T09:00:00+08:00",
            "甲",
            ADMIN,
            entry("role_granted", {"person": "b@x", "granted": OFFICE}),
            FIRST,
        ),
        sealed(
            3,
            "2018-01-02T09:00:00+08:00",
            "甲",
            ADMIN,
            entry("role_granted", {"person": "c@x", "granted": "king"}),
            FIRST,
        ),
    ],
)
NOW = 1_546_300_800.0
OIDC = Installation("localhost", sign_in=True, hours=12, admins=("root@x",))
GATE = Installation("127.0.0.1", header="X-Account")
SWITCH = Installation("localhost", alone=True)
LOCKED = Installation("localhost", token="the token")


def signed(**claims) -> dict:
    return {"is_logged_in": True, "iat": NOW - 60, "email_verified": True} | claims


@pytest.mark.parametrize(
    ("installation", "headers", "user", "mode", "name", "role", "unit"),
    [
        # nothing configured and nothing said: nobody may write, whatever he says of himself
        (Installation("localhost"), LOCAL, {}, "unstarted", "", READER, ""),
        (Installation("localhost"), {}, {}, "unstarted", "", READER, ""),
        # the deployer says that whoever reaches the port is the one person: on the own machine only, and by its name
        (SWITCH, LOCAL, {}, "alone", "示例丙", ADMIN, ""),
        (SWITCH, LOCAL | {"x-forwarded-for": ["10.2.3.4"]}, {}, "alone", "示例丙", ADMIN, ""),
        (SWITCH._replace(address="127.0.0.1"), {"host": ["127.0.0.1:8501"]}, {}, "alone", "示例丙", ADMIN, ""),
        (
            SWITCH._replace(address="::1"),
            {"host": ["[::1]:8501"], "origin": ["http://[::1]:8501"]},
            {},
            "alone",
            "示例丙",
            ADMIN,
            "",
        ),
        (SWITCH._replace(address="0.0.0.0"), LOCAL, {}, "exposed", "", READER, ""),
        (SWITCH._replace(address=""), LOCAL, {}, "exposed", "", READER, ""),
        (SWITCH._replace(address="::"), LOCAL, {}, "exposed", "", READER, ""),
        (SWITCH._replace(address="10.2.3.4"), {"host": ["10.2.3.4:8501"]}, {}, "exposed", "", READER, ""),
        (SWITCH._replace(address="localhost.evil.cn"), LOCAL, {}, "exposed", "", READER, ""),
        # pages of others in the browser of the one person: another name for this machine, another site,
        # another port, none
        (SWITCH, {"host": ["plan.example.cn"], "origin": ["http://plan.example.cn"]}, {}, "foreign", "", READER, ""),
        (SWITCH, {"host": ["localhost:8501"], "origin": ["https://plan.example.cn"]}, {}, "foreign", "", READER, ""),
        (SWITCH, {"host": ["localhost:8501"], "origin": ["http://localhost:3000"]}, {}, "foreign", "", READER, ""),
        (SWITCH, {"host": ["localhost:8501"], "origin": ["null"]}, {}, "foreign", "", READER, ""),
        (SWITCH, {"host": ["[bad"]}, {}, "foreign", "", READER, ""),
        (SWITCH, LOCAL | {"host": ["localhost:8501", "evil.cn"]}, {}, "foreign", "", READER, ""),
        # claims without a configured sign-in mean nothing
        (LOCKED._replace(admins=("root@x",)), LOCAL, signed(email="root@x"), "no_token", "", READER, ""),
        # signed in through OIDC, wherever served; neither switch nor token opens another way
        (OIDC._replace(alone=True, token="the token"), LOCAL, {"is_logged_in": False}, "signed_out", "", READER, ""),
        (OIDC, LOCAL, {}, "signed_out", "", READER, ""),
        (OIDC, LOCAL, {"is_logged_in": "True", "email": "root@x"}, "signed_out", "", READER, ""),
        (
            OIDC._replace(address="0.0.0.0"),
            {"host": ["plan.example.cn"]},
            signed(email="a@x", name="花名"),
            "signed_in",
            "示例甲（a@x）",
            UNIT,
            "示例一局",
        ),
        (OIDC, LOCAL, signed(email="b@x", name="示例乙"), "signed_in", "示例乙（b@x）", OFFICE, ""),
        (OIDC, LOCAL, signed(email="c@x"), "signed_in", "c@x", READER, ""),
        (OIDC, LOCAL, signed(email="new@x", name="root@x"), "signed_in", "root@x（new@x）", READER, ""),
        (OIDC, LOCAL, signed(email="root@x"), "signed_in", "root@x", ADMIN, ""),
        # an account is one text; an e-mail counts where the provider says that it is verified, and says so truly
        *(
            (OIDC, LOCAL, signed(email="root@x", email_verified=said), "no_account", "", READER, "")
            for said in (False, None, 0, 1, "true", "True", "false", [True])
        ),
        (OIDC, LOCAL, {"is_logged_in": True, "iat": NOW, "email": "root@x"}, "no_account", "", READER, ""),
        (OIDC, LOCAL, signed(email=["root@x"]), "no_account", "", READER, ""),
        (OIDC, LOCAL, signed(email=" "), "no_account", "", READER, ""),
        (OIDC, LOCAL, signed(sub="root@x"), "no_account", "", READER, ""),
        (
            OIDC._replace(claim="sub", admins=("17",)),
            LOCAL,
            signed(sub="17", email="b@x", email_verified=False),
            "signed_in",
            "17",
            ADMIN,
            "",
        ),
        # a sign-in ends, also for whoever copied its cookie
        (OIDC, LOCAL, signed(email="root@x", iat=NOW - 12 * 3600), "signed_in", "root@x", ADMIN, ""),
        (OIDC, LOCAL, signed(email="root@x", iat=NOW + AHEAD), "signed_in", "root@x", ADMIN, ""),
        (OIDC._replace(hours=0.5), LOCAL, signed(email="root@x", iat=NOW - 1801), "expired", "", READER, ""),
        *(
            (OIDC, LOCAL, signed(email="root@x", iat=at), "expired", "", READER, "")
            for at in (NOW - 43_201, NOW + AHEAD + 1, None, True, str(NOW), float("nan"))
        ),
        # the gateway's header: believed on the own machine's port only, and only if there is one
        (GATE, LOCAL | {"x-account": ["a@x"]}, {}, "signed_in", "示例甲（a@x）", UNIT, "示例一局"),
        (
            GATE,
            {"host": ["plan.example.cn"], "x-forwarded-for": ["10.2.3.4"], "x-account": ["b@x"]},
            {},
            "signed_in",
            "b@x",
            OFFICE,
            "",
        ),
        (GATE._replace(alone=True, token="the token"), LOCAL, {}, "direct", "", READER, ""),
        (GATE, LOCAL | {"x-account": [" "]}, {}, "direct", "", READER, ""),
        (GATE, LOCAL | {"x-account": ["b@x", "a@x"]}, {}, "doubtful", "", READER, ""),
        (GATE._replace(address="0.0.0.0"), LOCAL | {"x-account": ["b@x"]}, {}, "header_exposed", "", READER, ""),
        (GATE._replace(address=""), LOCAL | {"x-account": ["b@x"]}, {}, "header_exposed", "", READER, ""),
        # both: whoever did not come through the gateway signs in
        (GATE._replace(sign_in=True), LOCAL, {}, "signed_out", "", READER, ""),
        (
            GATE._replace(address="0.0.0.0", sign_in=True),
            LOCAL | {"x-account": ["b@x"]},
            signed(email="a@x"),
            "signed_in",
            "示例甲（a@x）",
            UNIT,
            "示例一局",
        ),
        # settings that are wrong open nothing
        (SWITCH._replace(broken=True, token="the token"), LOCAL, {}, "broken", "", READER, ""),
    ],
)
def test_who_is_at_work(installation, headers, user, mode, name, role, unit):
    standing = decide(installation, Request(headers, "", user), "示例丙", ROLES, NOW)
    assert standing.mode == mode
    assert standing.person == Person(name, role, unit)


@pytest.mark.parametrize(
    ("installation", "headers", "token", "mode"),
    [
        (LOCKED, LOCAL, "the token", "alone"),
        (LOCKED, LOCAL, "", "no_token"),
        (LOCKED, LOCAL, "the token of yesterday", "old_token"),
        (LOCKED, LOCAL, "口令", "old_token"),
        (Installation("localhost"), LOCAL, "the token", "unstarted"),
        (LOCKED._replace(address="0.0.0.0"), LOCAL, "the token", "exposed"),
        # what says where the request came from proves nothing without the token, and takes nothing away with it
        *(
            (LOCKED, headers, token, mode)
            for token, mode in (("the token", "alone"), ("", "no_token"))
            for headers in (
                {},
                {"host": ["localhost"]},
                {"host": ["plan.example.cn"], "origin": ["https://plan.example.cn"]},
                LOCAL | {"x-forwarded-for": ["10.2.3.4"]},
                {"host": ["localhost"], "origin": ["http://localhost:8080"]},
            )
        ),
        # a page of another site or of another port has the browser send the token, and is refused
        (LOCKED, {"host": ["localhost:8501"], "origin": ["http://localhost:3000"]}, "the token", "foreign"),
        (LOCKED, {"host": ["localhost:8501"], "origin": ["https://evil.cn"]}, "the token", "foreign"),
        (LOCKED, {"host": ["localhost:8501"], "origin": ["null"]}, "the token", "foreign"),
        (LOCKED, {"origin": ["http://localhost:8501"]}, "the token", "foreign"),
    ],
)
def test_the_start_token_is_what_opens(installation, headers, token, mode):
    standing = decide(installation, Request(headers, token), "示例丙", ROLES, NOW)
    assert (standing.mode, standing.person.role) == (mode, ADMIN if mode == "alone" else READER)


def test_alone_one_gives_a_name_before_one_writes():
    item = entry("unit_set", {"name": "示例一局"})

    def person(name: str) -> Person:
        return decide(SWITCH, Request(LOCAL), name, EMPTY, NOW).person

    assert "请先填写姓名" in forbidden(person(" \n "), item, EMPTY, KNOWN)
    assert forbidden(person("示例丙"), item, EMPTY, KNOWN) == ""
    assert person(f"  示例 \n 丙{'x' * 99}").name == f"示例 丙{'x' * (LONGEST - 4)}"


@pytest.mark.parametrize("mode", [m for m in STANDINGS if m not in ("alone", "signed_in")])
def test_whoever_is_not_known_may_not_write_and_reads_why(mode):
    assert forbidden(Person(""), entry("unit_set", {"name": "示例一局"}), EMPTY, KNOWN)
    assert len(w.word("standing_why", mode)) > 20


KNOWN = Known(
    *[frozenset()] * 5,
    {
        "T117a": Measured("天元区", "gdp"),
        "T117b": Measured("天元区", "gdp"),
        "T129a": Measured("天元区", "service_share"),
    },
    PERIOD,
)
DUTIES = fold(
    EMPTY,
    [
        sealed(
            1,
            "2018-01-02T09:00:00+08:00",
            "甲",
            ADMIN,
            entry(
                "duty_assigned",
                {"thing": "天元区.gdp", "lead": "示例一局", "person": "甲", "support": "示例二局; 示例三局"},
            ),
            FIRST,
        ),
        sealed(
            2,
            "2018-01-02T09:00:00+08:00",
            "甲",
            ADMIN,
            entry("duty_assigned", {"thing": "dongli-gu", "lead": "示例四局", "person": "乙"}),
            FIRST,
        ),
        sealed(
            3,
            "2018-01-02T09:00:00+08:00",
            "乙",
            UNIT,
            entry(
                "figure_submitted",
                {
                    "area": "天元区",
                    "indicator": "gdp",
                    "measure": "level",
                    "since": None,
                    "year": 2017,
                    "operator": "=",
                    "value": 320.0,
                },
            ),
            FIRST,
        ),
    ],
)
FIGURE = {
    "area": "天元区",
    "indicator": "gdp",
    "measure": "level",
    "since": None,
    "year": 2018,
    "operator": "=",
    "value": 350.0,
}
WORDS = {"year": 2018, "cause": "a", "measures": "b", "unit": "c", "deadline": "2019-06-30"}


@pytest.mark.parametrize(
    ("unit", "kind", "payload", "may"),
    [
        ("示例一局", "figure_submitted", FIGURE, True),
        ("示例三局", "figure_submitted", FIGURE, True),
        ("示例四局", "figure_submitted", FIGURE, False),
        ("", "figure_submitted", FIGURE, False),
        ("示例一局", "figure_submitted", FIGURE | {"area": "高新区"}, False),
        ("示例一局", "figure_withdrawn", {"of": 3}, True),
        ("示例四局", "figure_withdrawn", {"of": 3}, False),
        ("示例二局", "explanation_given", {"clause": "T117b"} | WORDS, True),
        ("示例二局", "explanation_given", {"clause": "T117"} | WORDS, False),
        ("示例四局", "explanation_given", {"clause": "T117b"} | WORDS, False),
        ("示例四局", "project_event", {"project": "dongli-gu", "date": "2018-03-01", "stage": "在建"}, True),
        ("示例一局", "project_event", {"project": "dongli-gu", "date": "2018-03-01", "stage": "在建"}, False),
        ("示例一局", "duty_assigned", {"thing": "天元区.gdp", "lead": "示例一局", "person": "丙"}, False),
        ("示例一局", "role_granted", {"person": "丙", "granted": "admin"}, False),
    ],
)
def test_a_unit_writes_about_its_duties_only(unit, kind, payload, may):
    item = mark(kind, DUTIES.get("figure", payload["of"])) if "of" in payload else entry(kind, payload)
    assert (forbidden(Person("丙", UNIT, unit), item, DUTIES, KNOWN) == "") is may


ADDED = {
    "clause": "N001",
    "change": "新增",
    "number": "1号",
    "date": "2018-09-28",
    "body": "区人大常委会",
    "value": 500.0,
    "operator": ">=",
    "year": 2020,
    "unit": "亿元",
    "name": "示例目标",
    "area": "天元区",
    "indicator": "gdp",
    "type": "level",
}


def test_a_unit_explains_a_clause_that_the_procedure_added_after_its_duty_was_given():
    after = fold(
        DUTIES, [sealed(4, "2018-09-28T09:00:00+08:00", "甲", ADMIN, entry("target_adjusted", ADDED, "x"), FIRST)]
    )
    item = entry("explanation_given", {"clause": "N001"} | WORDS)
    assert forbidden(Person("丙", UNIT, "示例一局"), item, after, KNOWN) == ""
    assert forbidden(Person("丙", UNIT, "示例四局"), item, after, KNOWN) == "这一项不由示例四局负责。"
    assert forbidden(Person("丙", UNIT, "示例一局"), item, DUTIES, KNOWN) == "这一项不由示例一局负责。", (
        "before it was added"
    )


def test_the_clauses_that_old_records_of_duties_carry_decide_nothing():
    """They were those of the day on which the duty was given."""
    old = Entry(
        "duty_assigned",
        "duty:天元区.gdp",
        {"thing": "天元区.gdp", "lead": "示例一局", "person": "甲", "support": "", "clauses": "T129a", "note": ""},
    )
    state = fold(EMPTY, [sealed(1, "2018-01-02T09:00:00+08:00", "甲", ADMIN, old, FIRST)])
    assert not state.rows("unread") and state.frame("duty")["lead"].tolist() == ["示例一局"]
    for clause, may in (("T117b", True), ("T129a", False)):
        assert (
            forbidden(
                Person("丙", UNIT, "示例一局"), entry("explanation_given", {"clause": clause} | WORDS), state, KNOWN
            )
            == ""
        ) is may


@pytest.mark.parametrize("kind", ["figure_withdrawn", "supervision_answered"])
def test_a_unit_that_marks_a_row_which_is_gone_reads_so(kind):
    item = Entry(kind, "x", {"of": 99} | ({"text": "x"} if kind == "supervision_answered" else {}))
    assert "找不到要处理的记录" in forbidden(Person("丙", UNIT, "示例一局"), item, DUTIES, KNOWN)


def test_no_field_of_a_record_hides_who_wrote_it():
    """A row of the state has both: the fields, and the record that put it."""
    for name, kind in KINDS.items():
        assert not set(kind.names) & set(META), name
