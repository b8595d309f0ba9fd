"""The method once more, one clause at a time, with plain `if` and `math`: the twin that the array code is held
against."""

import math


def holds(operator, value, target, direction):
    if math.isnan(value) or math.isnan(target):
        return False
    if operator == ">=":
        return value >= target - 1e-9
    if operator == ">":
        return value > target + 1e-9
    if operator == "<=":
        return value <= target + 1e-9
    if operator == "<":
        return value < target - 1e-9
    if operator == "==":
        return abs(value - target) <= 1e-9
    slack = abs(target) * 0.05 + 1e-9
    low_ok = value >= target - slack or direction < 0
    high_ok = value <= target + slack or direction > 0
    return low_ok and high_ok


def completion(kind, base, value, target, years, met):
    try:
        if kind == "level":
            return math.log(value / base) / math.log(target / base) if min(value, base, target) > 0 else math.nan
        if kind in ("share", "count"):
            return (value - base) / (target - base)
        if kind == "annual_growth":
            return years * math.log(1 + value / 100) / (5 * math.log(1 + target / 100))
        if kind == "cumulative_change":
            return math.log(1 + value / 100) / math.log(1 + target / 100)
        if kind == "cumulative_sum":
            return value / target
        if kind == "hold":
            return math.nan if math.isnan(value) else met / 5
        return value
    except (ValueError, ZeroDivisionError):
        return math.nan


def verdict(k, year):
    """The verdict of one clause given as a dict with the columns of `judge`."""
    kind, direction, base, actual, target = k["kind"], k["direction"], k["base"], k["actual"], k["target"]
    current = k["actual_year"] == year
    if kind == "milestone":
        if actual == 1:
            return "完成" if year >= 2020 else "已达标"
        if k["due"] > year:
            return "未到期"
        if actual == 0 and current:
            return "未完成" if year >= 2020 else "逾期"
        return "无法评估"
    valued = kind in ("level", "share", "count")
    kept = kind == "hold" or (valued and holds(k["operator"], base, target, direction))
    way = "hold" if kept else kind
    years = k["actual_year"] - 2015
    way_sign = target - base if valued else target
    step = 0.0 if math.isnan(way_sign) else math.copysign(k["rounding"], way_sign) if way_sign else 0.0
    done = completion(way, base, actual, target, years, k["met_years"])
    kind_done = completion(way, base, actual + step, target, years, k["met_years"])
    generous = done if math.isnan(kind_done) else kind_done if math.isnan(done) else max(done, kind_done)
    tested = actual + step if kind in ("annual_growth", "cumulative_change") else actual
    fulfilled = current and holds(k["operator"], tested, target, direction)
    if not (current and math.isfinite(actual)):
        return "无法评估"
    broken = kept and k["met_years"] < k["seen_years"]
    if k["due"] <= year:
        if kind == "hold" and fulfilled and not broken and k["seen_years"] < 5:
            return "无法评估"
        return "完成" if fulfilled and not (kind == "hold" and broken) else "未完成"
    if valued and not fulfilled and math.isnan(base):
        return "无法评估"
    if math.isnan(done) and not fulfilled:
        return "无法评估"
    if fulfilled and kind != "annual_growth" and not broken:
        known = [x for x in (base, k["best"]) if not math.isnan(x)]
        if (valued or kept) and known and direction:
            peak = max(known) if direction > 0 else min(known)
            if direction * (actual - peak) < -k["rounding"] - 1e-9:
                return "达标回落"
        return "已达标"
    if generous < -1e-9 or (direction == 0 and valued and done > 1):
        return "背离"
    share = max(k["seen_years"], 1) / 5 if kept else min(1.0, (year - 2015) / 5)
    if kind in ("count", "cumulative_sum") and not kept and k["rounding"] == 0:
        way = abs(target - (base if valued else 0))
        share = math.floor(way * share + 1e-9) / way
    pace = generous / share if share else 1.0
    if pace >= 1 - 1e-9:
        return "达到进度"
    return "略有滞后" if pace >= 0.8 - 1e-9 else "滞后"


def path(kind, base, target, year):
    """Where a clause should stand `year` years after the base, an index for rates."""
    if kind == "level":
        return base * (target / base) ** (year / 5)
    if kind in ("share", "count"):
        return base + (target - base) * year / 5
    if kind == "annual_growth":
        return (1 + target / 100) ** year
    if kind == "cumulative_change":
        return (1 + target / 100) ** (year / 5)
    if kind == "cumulative_sum":
        return target * year / 5
    return target if kind == "hold" else math.nan


def followed(value, growth, years, compounding):
    """A value after years of growth, step by step: per cent, or units a year."""
    for _ in range(years):
        value = value * (1 + growth / 100) if compounding else value + growth
    return value


def bracketed(kind, operator, direction, target, known, year):
    """The indicative verdict of a chain with one missing year, "" where its two ends differ."""
    words = []
    for end in (min(known), max(known)):
        product = (1 + end / 100) * math.prod(1 + one / 100 for one in known)
        actual = (product ** (1 / (len(known) + 1)) if kind == "annual_growth" else product) * 100 - 100
        clause = {"kind": kind, "operator": operator, "direction": direction, "target": target, "due": 2020}
        clause |= {"base": math.nan, "actual": actual, "actual_year": year, "best": math.nan, "rounding": 0.05}
        clause |= {"met_years": 0, "seen_years": 0, "gap": ""}
        words.append(verdict(clause, year))
    return words[0] if words[0] == words[1] and words[0] != "无法评估" else ""
