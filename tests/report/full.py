"""A selection in which nearly every clause can be judged, with fictitious figures, explanations and one adjusted
target."""

import numpy as np
import pandas as pd

from lib.measure import constants as c
from lib.measure.evidence import assess
from lib.plan.opened import Plan
from lib.report import selection as s

NASTY = '=HYPERLINK("http://x","y")\x0b<b>&'


def figures(plan: Plan) -> pd.DataFrame:
    """Made-up observations 2015–2018 for every indicator that has a clause, on the way to its target, late or ahead."""
    rng, rows = np.random.default_rng(2018), []
    clauses = plan.frame("clause")
    for clause in clauses.drop_duplicates(["area", "indicator", "kind"]).itertuples():
        measure = {"annual_growth": "growth", "cumulative_change": "growth"}.get(clause.kind, "level")
        for year in range(2015 if measure == "level" else 2016, 2019):
            if clause.kind == "milestone":
                value = float(year == 2018 and rng.random() < 0.5)
            elif measure == "growth":
                value = clause.target * rng.uniform(0.5, 1.4) / (1 if clause.kind == "annual_growth" else 5)
            elif clause.kind == "cumulative_sum":
                value = clause.target / clause.scale * rng.uniform(0.1, 0.25)
            else:
                value = clause.target / clause.scale * rng.uniform(0.7, 1.05)
            rows.append(
                {
                    "area": clause.area,
                    "indicator": clause.indicator,
                    "measure": measure,
                    "year": year,
                    "value": round(value, 2),
                    "price_basis": clause.price_basis,
                    "indicator_name": clause.indicator_name,
                    "unit": clause.indicator_unit,
                    "indicator_unit": clause.indicator_unit,
                }
            )
    made = pd.DataFrame(rows).drop_duplicates(["area", "indicator", "measure", "year"], keep="last")
    return made.assign(
        id=[f"O{i:03d}" for i in range(len(made))],
        since=made["year"].sub(1).where(made["measure"] == "growth"),
        operator="=",
        status="reported",
        source="plan",
        place=None,
        line=16,
        derived_from=None,
        note=None,
        decimals=1,
        extensive="yes",
        area_kind="plan",
        source_title="虚构",
        reliability="C",
        amount=made["value"],
        rank=0,
    )


def selection(plan: Plan, **asked) -> s.Selection:
    """The selection asked for, over the made-up figures."""
    series, none = figures(plan), plan.frame("scope").iloc[:0]
    clauses = plan.frame("clause").copy()
    at = clauses.index[clauses["id"] == "T117b"][0]
    clauses.loc[at, ["target", "change", "change_note"]] = [
        400.0,
        "下调",
        "区人大常委会 天人发〔2018〕9号（2018-09-01）",
    ]
    gone = clauses["id"] == "T166a"
    cancelled = clauses[gone].assign(change="取消", change_note="区人大常委会 天人发〔2018〕10号（2018-09-02）")
    clauses = clauses[~gone]
    history = {
        year: assess(clauses, series, none, year, plan.about.period).assign(original_verdict="")
        for year in (2016, 2017, 2018)
    }
    history[2018].loc[history[2018]["id"] == "T117b", "original_verdict"] = c.SLIGHT
    basis = {"body": "区人大常委会", "date": "2018-09-01", "number": "天人发〔2018〕9号"}
    changed = pd.DataFrame(
        [
            {"clause": "T117b", "change": "下调", "why": NASTY} | basis,
            {"clause": "T166a", "change": "取消", "why": "由上级统一安排"} | basis,
        ]
    )
    late = history[2018].loc[history[2018]["verdict"].isin((c.BEHIND, c.SLIGHT, c.AWAY)), "id"]
    told = pd.DataFrame(
        [
            (late.iloc[0], NASTY, "加快在建项目进度，" * 12, "天元区发展和改革局", "2019年6月"),
            (late.iloc[1], "原因", "", None, "-"),
        ],
        columns=s.EXPLANATIONS,
    )
    frames = plan.frames(s.NEEDS) | {"clause": clauses, "series": series}
    return s.select(
        frames,
        history,
        plan.source.findings,
        explanations=told,
        adjustments=changed,
        cancelled=cancelled,
        demo=True,
        **asked,
    )
