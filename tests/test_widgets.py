"""What Streamlit only notices when somebody clicks: one key has one kind of control in the whole app, and none is made
lazily."""

import ast
import functools
from collections import defaultdict
from pathlib import Path

import pytest

from lib.text import projects
from tests.test_architecture import PAGES, ROOT, tree
from tests.test_pages import app, words

UI = sorted((ROOT / "lib" / "ui").rglob("*.py"))
HOLDS = {
    "one": ("selectbox", "radio", "segmented_control", "pick", "one_of", "bound"),
    "several": ("multiselect", "pills", "choose", "choose_unit", "switches", "pick_some"),
    "number": ("slider", "slide", "number_input", "pagination"),
    "yes or no": ("toggle", "checkbox"),
    "text": ("text_input", "text_area", "find", "search_in"),
    "day": ("date_input",),
    "press": ("button", "download_button", "download"),
    "what is picked in a drawing": (
        "dataframe",
        "data_editor",
        "plotly_chart",
        "pydeck_chart",
        "figure",
        "table",
        "ticks",
    ),
    "tab": ("tabs",),
    "file": ("file_uploader", "sheet"),
}
"""What the session keeps under the key of a control, by the functions that make one."""
CONTROLS = {function: kind for kind, functions in HOLDS.items() for function in functions}
KEY_AT = {
    "pick": 2,
    "one_of": 2,
    "bound": 3,
    "pick_some": 2,
    "choose": 3,
    "choose_unit": 3,
    "find": 0,
    "search_in": 3,
    "switches": 2,
    "slide": 5,
    "download": 2,
    "ticks": 1,
    "sheet": 1,
}
"""Where our own functions take the key when it is not named."""
SHARED = {
    "clause": "a clause of the plan, by id",
    "domain": "domains of the clauses, by name",
    "lead": "leading units, by name; 未分解",
    "park": "parks of the projects, by name",
    "sector": "sectors of the projects, by name",
    "units": "spatial units in which projects lie, by name",
}
"""Keys that several pages use: a page finds in them what another has left, so they hold the same there."""


def skeleton(node: ast.expr) -> str | None:
    """A key as far as it is written down: {} for what is filled in; None where all of it is."""
    if isinstance(node, ast.Constant):
        return node.value
    if isinstance(node, ast.JoinedStr):
        text = "".join(part.value if isinstance(part, ast.Constant) else "{}" for part in node.values)
        return text if text.strip("{}-") else None
    return None


def controls_of(path: Path) -> list[tuple[ast.expr, str]]:
    """The keys of the controls that a file makes, each with what it holds."""
    found = []
    for node in ast.walk(tree(path)):
        if (
            isinstance(node, ast.Call)
            and (name := getattr(node.func, "attr", getattr(node.func, "id", ""))) in CONTROLS
        ):
            at = KEY_AT.get(name, len(node.args))
            found += [
                (key, CONTROLS[name])
                for key in [word.value for word in node.keywords if word.arg == "key"] + node.args[at : at + 1]
            ]
    return found


def keys() -> dict[str, dict[str, set[str]]]:
    """For every key what it holds, and in which files."""
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for path in {*UI, *PAGES}:
        for node, kind in controls_of(path):
            if key := skeleton(node):
                found[key][kind].add(str(path.relative_to(ROOT)))
    for facet in projects.FACETS:
        found[facet]["several"].add("pages/projects/register.py")
    return found


def test_a_key_has_one_kind_of_control_in_the_whole_app():
    assert {"unit", "lead", "park", "year", "q", "of_{}", "open"} <= keys().keys()
    assert not {key: dict(kinds) for key, kinds in keys().items() if len(kinds) > 1}


def test_a_key_of_several_pages_is_one_thing_on_all_of_them():
    shared = {
        key for key, kinds in keys().items() if len(set().union(*kinds.values())) > 1 and kinds.keys() != {"press"}
    }
    assert shared == SHARED.keys()


@pytest.mark.parametrize("path", [*UI, *PAGES], ids=lambda path: str(path.relative_to(ROOT)))
def test_a_key_can_be_read_where_its_control_is_made(path):
    """It is handed in, or made of a text: else the two tests above are blind to it."""
    known = {
        argument.arg
        for node in ast.walk(tree(path))
        if isinstance(node, ast.arguments)
        for argument in (*node.args, *node.kwonlyargs)
    }
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.JoinedStr):
            known |= {target.id for target in node.targets if isinstance(target, ast.Name)}
    bare = {
        node.id: node.lineno for node, _ in controls_of(path) if isinstance(node, ast.Name) and node.id not in known
    }
    assert not bare


@pytest.mark.parametrize("page", [str(path.relative_to(ROOT)) for path in PAGES])
def test_a_link_that_names_every_key_and_nothing_after_it_shows_the_defaults(page):
    plain, emptied = app(page), app(page, **{key: "" for key in keys() if "{" not in key})
    assert not emptied.exception and not emptied.error
    assert words(emptied) == words(plain)
    assert {chosen.key: chosen.value for chosen in emptied.button_group} == {
        chosen.key: chosen.value for chosen in plain.button_group
    }


def called(node: ast.AST, here: str) -> set[str]:
    """The functions of Streamlit and of lib.ui that are called in a part of a program, as module.name; `here` is the
    module it lies in."""
    modules = {"st", *(path.stem for path in UI), "ui"}
    found = set()
    for call in ast.walk(node):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name):
            found.add(f"{here}.{call.func.id}")
        elif (
            isinstance(call, ast.Call)
            and isinstance(call.func, ast.Attribute)
            and getattr(call.func.value, "id", "") in modules
        ):
            found.add(f"{call.func.value.id}.{call.func.attr}")
    return found


def module(path: Path) -> str:
    return "ui" if path.name == "__init__.py" else path.stem


def exported() -> dict[str, str]:
    """What lib.ui hands on under a name of its own: module.name → ui.name."""
    return {
        f"{node.module.rsplit('.', 1)[1]}.{alias.name}": f"ui.{alias.asname or alias.name}"
        for node in tree(ROOT / "lib" / "ui" / "__init__.py").body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }


@functools.cache
def controlling() -> set[str]:
    """What makes a control: of Streamlit, and the functions of lib.ui that call such a one."""
    calls = {
        f"{module(path)}.{f.name}": called(f, module(path))
        for path in UI
        for f in ast.walk(tree(path))
        if isinstance(f, ast.FunctionDef)
    }
    found, names = {f"st.{name}" for name in CONTROLS}, exported()
    while more := {name for name, inner in calls.items() if inner & found} - found:
        found |= more | {names[name] for name in more & names.keys()}
    return found


def lazy(path: Path) -> list[ast.AST]:
    """The parts of a file that are run later, several times, not to their end or not at all."""
    found: list[ast.AST] = []
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.GeneratorExp):
            found += [node.elt, *node.generators[0].ifs, *node.generators[1:]]
        elif isinstance(node, ast.ListComp | ast.SetComp | ast.DictComp):
            found += [test for generator in node.generators for test in generator.ifs]
        elif isinstance(node, ast.Lambda):
            found.append(node.body)
        elif isinstance(node, ast.FunctionDef) and any(
            isinstance(inner, ast.Yield | ast.YieldFrom) for inner in ast.walk(node)
        ):
            found.append(node)
    return found


@pytest.mark.parametrize("path", [*UI, *PAGES], ids=lambda path: str(path.relative_to(ROOT)))
def test_no_control_is_made_in_what_may_not_be_run_once_and_to_its_end(path):
    """A condition in a generator makes its control as often as the loop comes round: twice is a duplicate key. What is
    handed over to be kept is run once for all sessions: the others never see the control."""
    controls = controlling()
    assert {"ui.pick", "ui.table", "desk.typed", "register.board"} <= controls
    for part in lazy(path):
        assert not called(part, module(path)) & controls, f"{path.relative_to(ROOT)}:{getattr(part, 'lineno', '?')}"
