"""The plan is data: no name and no year of the project's own plan stands in the code."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
CODE = [ROOT / "app.py", *sorted(ROOT.glob("lib/**/*.py")), *sorted(ROOT.glob("pages/**/*.py"))]
TEXTS = sorted(
    path for ending in ("sql", "toml", "md", "js", "css", "html") for path in ROOT.glob(f"lib/**/*.{ending}")
)
WORDS = (
    "株洲|天元|高新区|河西|湘江|两区|六大|百亿|三带|一主五副|十二五|十三五"
    "|栗雨|新马|田心高科|金山高科|董家塅|天易|武广片区|新区共同"
)
NUMBERS = (2010, 2015, 2016, 2018, 2020, 548)
SCHEMAS = "http://schemas."
"""How the name of an XML namespace begins: a year in it is none of a plan."""
YEARS = range(2006, 2050)
"""No number of the code is a year of any plan."""
OF_THE_PLAN = re.compile(rf"{WORDS}|(?<![\d.])(?:{'|'.join(map(str, NUMBERS))})(?!\d)")


def docstrings(tree: ast.Module) -> set[int]:
    """The constants that are documentation: their examples may speak of a plan."""
    return {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
    }


def literals(source: str) -> list[str]:
    """The literals of a module that name the plan, as `line: what`; those in f-strings too."""
    tree = ast.parse(source)
    told = docstrings(tree)
    constants = [node for node in ast.walk(tree) if isinstance(node, ast.Constant) and id(node) not in told]
    return [
        f"{node.lineno}: {node.value}"
        for node in constants
        if (isinstance(node.value, str) and not node.value.startswith(SCHEMAS) and OF_THE_PLAN.search(node.value))
        or (isinstance(node.value, int | float) and (node.value in NUMBERS or int(node.value) in YEARS))
    ]


@pytest.mark.parametrize("path", CODE, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_literal_of_the_code_is_of_this_plan(path):
    assert literals(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_text_beside_the_code_is_of_this_plan(path):
    assert OF_THE_PLAN.findall(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "source", ['x = "2020年"', 'x = f"{y}十三五"', "x = 2015", "x = [548]", "x = 2020.9", 'f(a="高新区")']
)
def test_a_literal_of_this_plan_would_be_found(source):
    assert literals(source)


@pytest.mark.parametrize("source", ['"""Of 2020."""', "x = 20200", 'x = "12020"', "x = 0.2016", "x = 2000"])
def test_other_numbers_and_documentation_are_not(source):
    assert literals(source) == []
