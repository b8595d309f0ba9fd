"""The kinds of record of the work between two evaluations: the year's key projects, their steps and problems, tasks,
and by when what is reported. Amounts of money are in 亿元."""

from lib.ledger import checks, rules
from lib.ledger import permission as p
from lib.ledger.checks import maybe, one_of
from lib.ledger.kind import UNITS, Field, Kind, said

NODES = ("工可", "立项", "用地", "规划许可", "施工许可", "开工", "主体", "竣工", "投产")
"""The steps of a project, in their order."""
BEGUN, FINISHED = "开工", "竣工"
PROBLEMS = ("用地", "资金", "手续", "征拆", "配套", "阻工", "其他")
"""What problems of a project are about."""
NEW, SPLIT, MERGED = ORIGINS = ("新增", "拆分", "合并")
"""How a project comes that the plan does not have."""
IDLE, MOVING, DONE = STANDINGS = ("未启动", "推进", "完成")
"""How a task stands."""
FIGURES, WITHIN, PROGRESS, TASKS = DUE = ("填报", "月度数", "项目进展", "任务")
"""What is reported by a day that the planning office sets."""
FUNDS = {"central": "中央", "province": "省", "city": "市", "district": "区", "social": "社会", "loan": "贷款"}
"""Where the money of a project comes from: what has arrived in the year so far, by field."""
PROJECT, YEAR = Field("project", "项目", checks.project), Field("year", "年份", checks.year)
LISTING = (
    Field("total", "总投资", maybe(checks.amount)),
    Field("planned", "年度计划投资", maybe(checks.amount)),
    Field("begin", "计划开工", maybe(checks.day)),
    Field("finish", "计划竣工", maybe(checks.day)),
    Field("content", "建设内容", maybe(checks.text)),
)
"""What the year's list says of a project."""
MONTHLY = (
    Field("year_investment", "本年完成投资", checks.amount),
    *(Field(name, f"到位{word}资金", checks.amount) for name, word in FUNDS.items()),
    Field("works", "形象进度"),
)
"""What a record of progress says of the year so far."""
DISPATCH = (
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
            *MONTHLY,
            Field("note", "说明"),
            Field("source", "来源"),
        ),
        status=("recorded", "已记录"),
        by=UNITS,
        owner=p.has_duty,
    ),
    Kind(
        "project_added",
        "newcomer",
        "登记",
        noun="新项目",
        key=("id",),
        subject=(Field("id", "编号", checks.newcomer),),
        needs=(said("name", "项目名称"), Field("area", "地域", checks.area), Field("how", "怎样来的", one_of(ORIGINS))),
        may=(
            Field("park", "园区"),
            Field("town", "乡镇", maybe(checks.area)),
            Field("sector", "行业"),
            Field("parents", "由哪些项目"),
            Field("note", "备注"),
        ),
        fits=rules.descends,
        rule=rules.of_its_own_name,
    ),
    Kind(
        "project_left",
        "listing",
        "退出",
        noun="年度重点项目",
        key=("project", "year"),
        subject=(PROJECT, YEAR),
        may=LISTING,
        status=("left", "已退出"),
        reasoned=True,
        rule=rules.in_the_list,
    ),
    Kind(
        "project_listed",
        "listing",
        "列入",
        noun="年度重点项目",
        key=("project", "year"),
        subject=(PROJECT, YEAR),
        may=LISTING,
        status=("listed", "在列"),
    ),
    Kind(
        "node_set",
        "node",
        "记录",
        noun="项目节点",
        key=("project", "node"),
        subject=(PROJECT, Field("node", "节点", one_of(NODES))),
        may=(
            Field("due", "计划日期", maybe(checks.day)),
            Field("done", "办结日期", maybe(checks.day)),
            Field("number", "文号"),
        ),
        by=UNITS,
        owner=p.has_duty,
    ),
    Kind(
        "problem_raised",
        "problem",
        "提出",
        noun="存在问题",
        key=("seq",),
        subject=(PROJECT,),
        needs=(said("text", "问题"),),
        may=(
            Field("category", "类别", maybe(one_of(PROBLEMS))),
            Field("solver", "谁解决"),
            Field("due", "解决期限", maybe(checks.day)),
        ),
        status=("open", "未解决"),
        by=UNITS,
        owner=p.has_duty,
        rule=rules.to_a_solver,
    ),
    Kind(
        "problem_assigned",
        "problem",
        "明确",
        needs=(
            Field("category", "类别", one_of(PROBLEMS)),
            said("solver", "谁解决"),
            said("due", "解决期限", checks.day),
        ),
        after=("open", "assigned"),
        status=("assigned", "已明确谁解决"),
        rule=rules.to_a_solver,
    ),
    Kind(
        "problem_solved",
        "problem",
        "解决",
        needs=(said("solution", "怎样解决"),),
        after=("open", "assigned"),
        status=("solved", "已解决"),
        by=UNITS,
        owner=p.has_problem,
    ),
    Kind(
        "task_reported",
        "task",
        "报告",
        noun="任务进展",
        key=("seq",),
        subject=(Field("thing", "举措", checks.measure),),
        needs=(Field("date", "日期", checks.day), Field("standing", "进展", one_of(STANDINGS))),
        may=(Field("note", "说明"), Field("source", "来源")),
        by=UNITS,
        owner=p.has_duty,
    ),
    Kind(
        "deadline_set",
        "deadline",
        "规定",
        noun="报送期限",
        key=("what", "period"),
        subject=(Field("what", "报什么", one_of(DUE)), Field("period", "期间", checks.period)),
        needs=(Field("due", "期限", checks.day),),
    ),
)
