"""The two published methods: cases worked by hand, boundaries, and a plain twin."""

import io
import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.measure.published_methods import COLUMNS, EUROSTAT, METHODS, OPEN_SDG, eurostat, open_sdg, roll_up

NAN = math.nan


def series(**values) -> pd.DataFrame:
    row = {
        "direction": 1,
        "base_year": 2015,
        "base": 100.0,
        "year": 2016,
        "value": 100.0,
        "target_year": 2017,
        "target": NAN,
        "limit": NAN,
    }
    return pd.DataFrame([row | values])


# One year on the way to a target two years off: 100 → 121 needs 10 % a year, so the ratio is the growth over ten.
WITH_TARGET = [
    ({"value": 110}, 1.0, 2.8572, "substantial_progress", 2.857143, "significant_progress"),
    ({"value": 109.5}, 0.95, 2.500055, "substantial_progress", 2.5, "moderate_progress"),  # ≥ for one, > for the other
    ({"value": 109.4}, 0.94, 2.428626, "moderate_progress", 2.428571, "moderate_progress"),
    ({"value": 106}, 0.6, 0.00004, "moderate_progress", 0.0, "insufficient_progress"),
    ({"value": 105.9}, 0.59, -0.041647, "limited_progress", -0.041667, "insufficient_progress"),
    ({"value": 100}, 0.0, -2.5, "limited_progress", -2.5, "insufficient_progress"),
    ({"value": 99}, -0.1, -2.91667, "deterioration", -2.916667, "moving_away"),
    ({"value": 90}, -1.0, -5.0, "deterioration", -5.0, "moving_away"),
    ({"value": 125}, 2.5, 5.0, "target_achieved", 5.0, "significant_progress"),
    (
        {"direction": -1, "target": 81, "value": 90},
        1.0,
        2.8572,
        "substantial_progress",
        2.857143,
        "significant_progress",
    ),
    ({"direction": -1, "target": 81, "value": 105}, -0.5, -4.58335, "deterioration", -4.583333, "moving_away"),
    ({"direction": -1, "target": 81, "value": 80}, 2.0, 5.0, "target_achieved", 5.0, "significant_progress"),
    # A base that has met the target and slips away, but still holds it: achieved, whatever the ratio.
    ({"target": 81, "value": 90}, -1.0, 5.0, "target_achieved", -5.0, "moving_away"),
    # Negative values: −100 to −81 is a rise; the sign of the base turns the growth round.
    (
        {"base": -100, "value": -90, "target": -81},
        1.0,
        2.8572,
        "substantial_progress",
        2.857143,
        "significant_progress",
    ),
    ({"value": 100, "target": 100}, math.inf, 5.0, "target_achieved", 5.0, "significant_progress"),  # nothing required
    ({"value": 99, "target": 100}, -math.inf, -5.0, "deterioration", -5.0, "moving_away"),
    ({"value": -5}, NAN, NAN, "not_available", NAN, "not_available"),  # sign changes
    ({"target": -5, "value": 101}, NAN, 5.0, "target_achieved", NAN, "not_available"),
    ({"year": 2015}, NAN, NAN, "not_available", NAN, "not_available"),  # one year is no series
    ({"base": NAN}, NAN, NAN, "not_available", NAN, "not_available"),
    (
        {"target": 0, "direction": -1, "base": 1, "value": 0.5},
        0.516328,
        -0.348616,
        "limited_progress",
        -0.348634,
        "insufficient_progress",
    ),
]


@pytest.mark.parametrize(("values", "progress", "sdg_score", "sdg_status", "eu_score", "eu_status"), WITH_TARGET)
def test_with_a_target(values, progress, sdg_score, sdg_status, eu_score, eu_status):
    frame = series(**({"target": 121.0} | values))
    for method, score, status in ((open_sdg, sdg_score, sdg_status), (eurostat, eu_score, eu_status)):
        result = method(frame).iloc[0]
        assert result["progress"] == pytest.approx(progress, abs=2e-6, nan_ok=True)
        assert result["score"] == pytest.approx(score, abs=2e-5, nan_ok=True)
        assert result["status"] == status


WITHOUT = [
    ({"value": 101.5}, 0.015, 2.5, "substantial_progress", 3.75, "significant_progress"),
    ({"value": 101.4}, 0.014, 2.25, "moderate_progress", 3.5, "significant_progress"),
    ({"value": 100.5}, 0.005, 0.0, "moderate_progress", 1.25, "moderate_progress"),
    (
        {"base": 1.0, "value": 1.005},
        0.005,
        0.0,
        "moderate_progress",
        1.25,
        "moderate_progress",
    ),  # 1.005/1 − 1 counts as 0.5 %
    ({"value": 100.4}, 0.004, -0.5, "limited_progress", 1.0, "moderate_progress"),
    ({"value": 101}, 0.01, 1.25, "moderate_progress", 2.5, "moderate_progress"),
    ({"value": 100.1}, 0.001, -2.0, "limited_progress", 0.25, "no_progress"),
    ({"value": 100}, 0.0, -2.5, "limited_progress", 0.0, "no_progress"),
    ({"value": 99.9}, -0.001, -2.625, "deterioration", -0.25, "no_progress"),
    ({"value": 99.8}, -0.002, -2.75, "deterioration", -0.5, "moderate_movement_away"),
    ({"value": 99}, -0.01, -3.75, "deterioration", -2.5, "moderate_movement_away"),
    ({"value": 98}, -0.02, -5.0, "deterioration", -5.0, "significant_movement_away"),
    ({"direction": -1, "value": 98}, 0.02, 5.0, "substantial_progress", 5.0, "significant_progress"),
    # Near a limit of 100 the cut-offs shrink by 1 − 0.98^4.44 = 0.085795: 0.0013 a year is then enough for
    # substantial progress.
    (
        {"base": 98, "value": 98 * 1.0013, "limit": 100},
        0.0013,
        2.576233,
        "substantial_progress",
        0.325,
        "moderate_progress",
    ),
    ({"base": 100, "value": 100, "limit": 100}, 0.0, 5.0, "substantial_progress", 0.0, "no_progress"),
    ({"base": 100, "value": 99, "limit": 100}, -0.01, -3.75, "deterioration", -2.5, "moderate_movement_away"),
    ({"base": 250, "value": 251.25, "limit": 100}, 0.005, 0.0, "moderate_progress", 1.25, "moderate_progress"),
    (
        {"direction": -1, "base": 0, "value": 0},
        1.0,
        5.0,
        "substantial_progress",
        5.0,
        "significant_progress",
    ),  # 0 counts as 0.001
]


@pytest.mark.parametrize(("values", "progress", "sdg_score", "sdg_status", "eu_score", "eu_status"), WITHOUT)
def test_without_a_target(values, progress, sdg_score, sdg_status, eu_score, eu_status):
    for method, score, status in ((open_sdg, sdg_score, sdg_status), (eurostat, eu_score, eu_status)):
        result = method(series(**values)).iloc[0]
        assert result["progress"] == pytest.approx(progress, abs=1e-9)
        assert result["score"] == pytest.approx(score, abs=2e-4)
        assert result["status"] == status


def test_a_limit_is_ignored_where_there_is_a_target():
    with_limit, without = series(target=121.0, value=106.0, limit=100.0), series(target=121.0, value=106.0)
    assert open_sdg(with_limit).equals(open_sdg(without))


@pytest.mark.parametrize(
    ("scores", "achieved", "mean", "status"),
    [
        ([5, 5], [True, True], 5, "target_achieved"),
        ([5, 0], [True, False], 2.5, "substantial_progress"),
        ([5, -0.2], [True, False], 2.4, "moderate_progress"),
        ([0.1, -0.1], [False, False], 0, "moderate_progress"),
        ([-1, -4], [False, False], -2.5, "limited_progress"),
        ([-3, -3], [False, False], -3, "deterioration"),
        ([3, NAN], [False, False], 3, "substantial_progress"),
        ([5, NAN], [True, True], 5, "target_achieved"),
        ([5, NAN], [True, False], 5, "substantial_progress"),  # only if every series is
        ([], [], NAN, "not_available"),
    ],
)
def test_roll_up(scores, achieved, mean, status):
    got = roll_up(scores, achieved)
    assert got[0] == pytest.approx(mean, nan_ok=True)
    assert got[1] == status


def twin_open_sdg(r):
    """Open SDG for one series with plain `if`: progress, score, status."""
    target = 0.001 if r["target"] == 0 else r["target"]
    aimed = not math.isnan(target)
    achieved = aimed and (r["value"] >= target if r["direction"] == 1 else r["value"] <= target)
    base = r["base"] or 0.001
    progress = None
    if r["year"] - r["base_year"] >= 1 and r["value"] / base >= 0:
        growth = (r["value"] / base) ** (1 / (r["year"] - r["base_year"])) - 1
        growth *= r["direction"] * (-1 if r["base"] < 0 else 1)
        progress = growth
        if aimed:
            progress = None
            if target / base >= 0 and r["target_year"] > r["base_year"]:
                required = abs((target / base) ** (1 / (r["target_year"] - r["base_year"])) - 1)
                progress = growth / required if required else math.copysign(math.inf, growth if growth else 1)
    coefficient = 1.0
    if not aimed and not math.isnan(r["limit"]):
        b, limit = abs(r["base"]), abs(r["limit"])
        if b < 2 * limit:
            coefficient = 1 - (b / limit if b <= limit else (2 * limit - b) / limit) ** 4.44
    if achieved:
        return progress, 5.0, "target_achieved"
    if progress is None:
        return None, None, "not_available"
    e = 1e-9
    if aimed:
        status = (
            "substantial_progress"
            if progress >= 0.95 - e
            else "moderate_progress"
            if progress >= 0.6 - e
            else "limited_progress"
            if progress >= -e
            else "deterioration"
        )
        score = min(7.1429 * progress - 4.2857, 5) if progress >= 0.6 - e else max(4.1667 * progress - 2.5, -5)
        return progress, score, status
    high, middle = 0.015 * coefficient, 0.005 * coefficient
    status = (
        "substantial_progress"
        if progress >= high - e
        else "moderate_progress"
        if progress >= middle - e
        else "limited_progress"
        if progress >= -e
        else "deterioration"
    )
    if progress < -e:
        return progress, max(125 * progress - 2.5, -5), status
    if coefficient == 0:
        return progress, 5.0, status
    scaled = progress / coefficient
    score = (
        min(500 * scaled - 5, 5)
        if scaled >= 0.015 - e
        else 250 * scaled - 1.25
        if scaled >= 0.005 - e
        else 500 * scaled - 2.5
    )
    return progress, score, status


numbers = st.one_of(st.just(0.0), st.floats(-200, 200).map(lambda x: round(x, 1)))
rows = st.fixed_dictionaries(
    {
        "direction": st.sampled_from([1, -1]),
        "base_year": st.just(2015),
        "base": numbers,
        "year": st.integers(2015, 2020),
        "value": numbers,
        "target_year": st.sampled_from([2020, 2030]),
        "target": st.one_of(st.just(NAN), numbers),
        "limit": st.one_of(st.just(NAN), st.sampled_from([0.0, 100.0])),
    }
)


@given(st.lists(rows, min_size=1, max_size=20))
def test_open_sdg_agrees_with_the_plain_twin(batch):
    got = open_sdg(pd.DataFrame(batch))
    for row, result in zip(batch, got.itertuples(), strict=True):
        progress, score, status = twin_open_sdg(row)
        assert result.status == status, row
        assert result.progress == pytest.approx(NAN if progress is None else progress, rel=1e-9, nan_ok=True)
        assert result.score == pytest.approx(NAN if score is None else score, rel=1e-9, abs=1e-9, nan_ok=True)


@given(st.lists(rows, min_size=1, max_size=20))
def test_scores_stay_in_range_and_go_with_known_statuses(batch):
    for method, statuses in ((open_sdg, OPEN_SDG), (eurostat, EUROSTAT)):
        got = method(pd.DataFrame(batch))
        assert set(got["status"]) <= set(statuses)
        known = got[got["status"] != "not_available"]
        assert known["score"].between(-5, 5).all()
        assert got.loc[got["status"] == "not_available", "score"].isna().all()


def measure(tmp_path, capsys, text: str, method: str = "open_sdg") -> tuple[int, str, str]:
    """Exit status, standard output and standard error of the command on a file of this text."""
    from lib import __main__ as cli

    path, out = tmp_path / "in.csv", io.StringIO()
    path.write_text(text, encoding="utf-8")
    out.reconfigure = lambda **_: None
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.stdout", out)
        code = cli.main(["measure", "--method", method, "--input", str(path)])
    return code, out.getvalue(), capsys.readouterr().err


HEAD = ",".join(COLUMNS)


def test_the_command_writes_the_file_back_with_three_columns(tmp_path, capsys):
    text = f'code,{HEAD},note,note\n007,1,2015,100,2016,110,2017,121,,"a, b",\n"0""8",1,2015,1e2,2016,101,,,,,NA\n'
    code, out, err = measure(tmp_path, capsys, text)
    lines = out.split("\n")
    assert (code, err) == (0, "")
    assert lines[0] == f"code,{HEAD},note,note,progress,score,status"
    assert lines[1].startswith('007,1,2015,100,2016,110,2017,121,,"a, b",,1.0') and lines[1].endswith(
        ",substantial_progress"
    )
    assert lines[2].startswith('"0""8",1,2015,1e2,2016,101,,,,,NA,0.01') and lines[2].endswith(",moderate_progress")
    assert lines[3:] == [""]


def test_the_command_may_be_run_on_its_own_output(tmp_path, capsys):
    _, first, _ = measure(tmp_path, capsys, f"{HEAD},note\n1,2015,100,2016,110,2017,121,,a\n")
    code, second, err = measure(tmp_path, capsys, first)
    assert (code, second) == (0, first)
    assert "progress、score、status" in err


@pytest.mark.parametrize(
    ("row", "said", "ends"),
    [
        ("1,2015,0,2016,5,2020,10,", "基期值为 0，按 0.001 计：第2行", "substantial_progress"),
        ("-1,2015,10,2016,9,2030,0,", "目标值为 0，按 0.001 计：第2行", "limited_progress"),
        ("-1,2015,10,2016,0,2030,0,", "目标值为 0，按 0.001 计：第2行", "5.0,target_achieved"),
        ("1,2015,-1,2016,1,,,", "正负号有变化，不能测：第2行", ",,not_available"),
        ("1,2015,1,2015,1,,,", "基期到评估年不足一年，不能测：第2行", ",,not_available"),
        ("1,2015,1,2016,1.1,2020,2,100", "有目标值，自然上限不用：第2行", "moderate_progress"),
        ("1,2020,1,2021,1.1,2020,2,", "目标年不晚于基期年：第2行", ",,not_available"),
        ("0,2015,1,2016,1.1,,,", "方向不是 1 或 −1，不能测：第2行", ",,not_available"),
    ],
)
def test_the_command_warns_of_what_it_had_to_assume(tmp_path, capsys, row, said, ends):
    code, out, err = measure(tmp_path, capsys, f"{HEAD}\n{row}\n")
    assert (code, err.strip()) == (0, said)
    assert out.strip().endswith(ends)


def test_a_target_year_before_the_base_is_measured_by_the_same_formula():
    # 100 → 90 "two years ago" is |0.9^(−1/2) − 1| = 5.41 % a year; a fall of 2 % a year is −0.37 of it.
    row = open_sdg(series(base_year=2016, year=2017, value=98, target_year=2014, target=90)).iloc[0]
    assert row["status"] == "target_achieved"
    row = open_sdg(series(base_year=2016, year=2017, value=98, target_year=2014, target=120)).iloc[0]
    assert row["progress"] == pytest.approx(-0.02 / (1 - 1.2**-0.5))


def test_a_base_close_to_its_limit_is_judged_on_the_lowered_scale():
    # 1 − 0.999999^4.44 = 4.44e-6: standing still is limited progress there, not substantial by tolerance.
    row = open_sdg(series(base=99.9999, value=99.9999, limit=100)).iloc[0]
    assert (row["status"], row["score"]) == ("limited_progress", -2.5)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("direction,base\n1,2\n", "缺少列：base_year"),
        (f"{HEAD},value\n1,2015,100,2018,110,2020,120,,999\n", "有两列同名：value"),
        (f"{HEAD}\n1,2015,abc,2016,1,,,\n", "第2行「base」列：“abc”不是数"),
        (f"{HEAD}\n1,2015,1,2016,inf,,,\n", "第2行「value」列：“inf”不是数"),
        (f"{HEAD}\n1,2015,1,2016,1,,\n", "第2行有7格，表头有8列"),
        ("", "缺少列：direction"),
    ],
)
def test_a_wrong_input_file_is_explained(tmp_path, capsys, text, message):
    code, _, err = measure(tmp_path, capsys, text, "eurostat")
    assert code == 2
    assert message in err


def test_a_file_that_is_not_utf8_is_explained(tmp_path, capsys):
    from lib import __main__ as cli

    path = tmp_path / "in.csv"
    path.write_bytes("方向".encode("gb18030"))
    with pytest.MonkeyPatch.context() as patch:
        out = io.StringIO()
        out.reconfigure = lambda **_: None
        patch.setattr("sys.stdout", out)
        assert cli.main(["measure", "--method", "eurostat", "--input", str(path)]) == 2
    assert "CSV UTF-8" in capsys.readouterr().err
    assert set(METHODS) == {"open_sdg", "eurostat"}
