"""The house rules as a program: who imports whom, how long things are, what no page may do."""

import ast
import functools
import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
MODULES = sorted(ROOT.glob("lib/**/*.py"))
PAGES = sorted(ROOT.glob("pages/**/*.py"))
CODE = [ROOT / "app.py", *MODULES, *PAGES]

ALLOWED = {
    "home": set(),
    "once": set(),
    "log": set(),
    "meanings": set(),
    "about": {"home", "meanings", "measure"},
    "theme": set(),
    "typography": set(),
    "measure": set(),
    "store": {"home", "about"},
    "audit": {"about", "measure"},
    "projects": {"measure"},
    "search": set(),
    "ledger": {"measure"},
    "cycle": {"once", "measure", "ledger", "projects"},
    "access": {"log", "ledger"},
    "maps": {"home", "theme", "typography", "projects"},
    "text": {
        "once",
        "about",
        "theme",
        "typography",
        "access",
        "measure",
        "audit",
        "projects",
        "search",
        "ledger",
        "cycle",
        "maps",
    },
    "charts": {"once", "about", "theme", "typography", "measure", "audit", "projects", "text"},
    "intake": {"about", "measure", "projects", "ledger"},
    "plan": {
        "once",
        "home",
        "about",
        "measure",
        "audit",
        "projects",
        "search",
        "ledger",
        "cycle",
        "intake",
        "maps",
        "store",
    },
    "report": {
        "about",
        "theme",
        "measure",
        "projects",
        "ledger",
        "text",
        *(f"report/{part}" for part in ("deck", "powerpoint", "document", "workbook")),
    },
    "front": {"about", "theme", "measure", "ledger", "cycle", "projects", "maps", "text"},
    "sheet": {"about", "front", "theme", "measure", "ledger", "cycle", "projects", "maps", "text"},
    "report/deck": {
        "about",
        "report",
        "front",
        "theme",
        "typography",
        "measure",
        "maps",
        "audit",
        "projects",
        "ledger",
        "text",
    },
    "report/drawing": {"text"},
    "report/powerpoint": {"about", "report/deck", "report/drawing", "theme", "typography", "measure", "maps", "text"},
    "report/document": {
        "about",
        "report",
        "report/drawing",
        "theme",
        "measure",
        "audit",
        "projects",
        "ledger",
        "cycle",
        "maps",
        "text",
    },
    "report/workbook": {"about", "ledger", "cycle", "report", "theme", "typography", "measure", "projects", "text"},
    "demo": {"measure", "projects", "ledger", "cycle", "plan", "intake", "text"},
    "ui": {
        "once",
        "log",
        "front",
        "sheet",
        "home",
        "about",
        "access",
        "theme",
        "measure",
        "audit",
        "projects",
        "search",
        "ledger",
        "cycle",
        "maps",
        "charts",
        "text",
        "intake",
        "plan",
        "store",
        "report",
        "report/deck",
        "report/powerpoint",
    },
    "commands": {
        "home",
        "about",
        "log",
        "measure",
        "audit",
        "projects",
        "ledger",
        "cycle",
        "maps",
        "text",
        "intake",
        "plan",
        "store",
        "report",
        "demo",
    },
    "__main__": {"home", "commands", "ledger", "store"},
    "serve": {"about", "home", "log", "access", "ui"},
}
ONLY_IN = {
    "streamlit": {"ui", "serve"},
    "duckdb": {"store", "ledger"},
    "geopandas": {"maps"},
    "pydeck": {"maps"},
    "plotly": {"charts"},
    "pptx": {"report/drawing", "report/powerpoint", "report/document"},
    "docx": {"report/document"},
    "xlsxwriter": {"report/workbook", "intake"},
}


@functools.cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def dotted(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts)


def room(module: str) -> str:
    """The room of a dotted module of lib: report has rooms of its own, all others are one level deep."""
    parts = module.split(".")[1:]
    inner = "/".join(parts[:2])
    return inner if inner in ALLOWED else parts[0]


def imports(path: Path) -> set[str]:
    """Dotted names of what a module imports: modules, and the modules that a package is asked for."""
    found = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            package = (ROOT / node.module.replace(".", "/")).is_dir()
            found |= {f"{node.module}.{alias.name}" for alias in node.names} if package else {node.module}
    return found


@pytest.mark.parametrize(
    "path", [p for p in MODULES if p.name != "__init__.py"], ids=lambda p: str(p.relative_to(ROOT))
)
def test_imports_run_downward_only(path):
    here = room(dotted(path))
    inner = {room(name) for name in imports(path) if name.startswith("lib.")} - {here}
    assert inner <= ALLOWED[here], f"{path.name} may not import {inner - ALLOWED[here]}"
    for package, rooms in ONLY_IN.items():
        if any(name.split(".")[0] == package for name in imports(path)):
            assert here in rooms, f"{path.name} may not import {package}"


def test_the_readme_shows_the_same_import_table():
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    for here, rooms in ALLOWED.items():
        name = f"{here}/" if (ROOT / "lib" / here).is_dir() else f"{here}.py"
        row = next(line for line in text.split("\n") if line.startswith(f"| `{name}`"))
        assert set(re.findall(r"[\w/]+", row.rsplit("|", 2)[1])) == rooms, row


@pytest.mark.parametrize("path", CODE, ids=lambda p: str(p.relative_to(ROOT)))
def test_modules_and_functions_stay_small(path):
    assert path.read_text(encoding="utf-8").count("\n") <= (90 if path in PAGES else 280)
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef):
            assert node.end_lineno - node.lineno <= 60, node.name


@pytest.mark.parametrize("path", CODE, ids=lambda p: str(p.relative_to(ROOT)))
def test_no_html_and_no_pasted_sql(path):
    text = path.read_text(encoding="utf-8")
    assert "unsafe_allow_html" not in text
    for node in ast.walk(tree(path)):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr in ("execute", "sql", "query")
        ):
            assert not (node.args and isinstance(node.args[0], ast.JoinedStr)), f"{path}:{node.lineno}"
        if isinstance(node, ast.ExceptHandler):
            assert node.type is not None and ast.unparse(node.type) != "BaseException", f"{path}:{node.lineno}"


@pytest.mark.parametrize("path", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_pages_are_thin(path):
    assert not any(isinstance(node, ast.FunctionDef | ast.ClassDef) for node in ast.walk(tree(path)))
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult | ast.Div | ast.Pow | ast.Mod):
            raise AssertionError(f"arithmetic in {path.name}:{node.lineno}")
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr in ("sum", "mean", "nunique")
        ):
            raise AssertionError(f"counting in {path.name}:{node.lineno}")


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(ROOT)))
def test_what_is_kept_follows_from_its_signature_alone(path):
    """A kept function may read nothing that belongs to a session, a request or a moment; its arguments are its key."""
    session = re.compile(r"streamlit|lib\.ui(\.\w+)?|lib\.ledger\.file|datetime|time|os")
    plain = re.compile(r"(int|str|float|bool|tuple\[(int|str), \.\.\.\])( \| None)?")
    outside = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            outside |= {(a.asname or a.name).split(".")[0] for a in node.names if session.fullmatch(a.name)}
        elif isinstance(node, ast.ImportFrom):
            package = (ROOT / node.module.replace(".", "/")).is_dir()
            origins = ((f"{node.module}.{a.name}" if package else node.module, a.asname or a.name) for a in node.names)
            outside |= {name for origin, name in origins if session.fullmatch(origin)}
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef) and any(ast.unparse(one) == "kept" for one in node.decorator_list):
            used = {name.id for name in ast.walk(node) if isinstance(name, ast.Name)}
            assert not used & outside, f"{node.name} reads {used & outside}"
            for argument in [*node.args.args[1:], *node.args.kwonlyargs]:
                assert plain.fullmatch(ast.unparse(argument.annotation)), f"{node.name}: {argument.arg}"


def test_no_page_lies_directly_in_pages():
    """A script there would be served on a cold deep link without app.py, hence without any sign-in check."""
    assert not list((ROOT / "pages").glob("*.py"))


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(ROOT)))
def test_public_functions_are_documented(path):
    for node in tree(path).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            assert ast.get_docstring(node), f"{path.name}: {node.name}"


def test_colours_of_charts_and_pages_are_the_same():
    theme = tomllib.loads((ROOT / "lib/theme.toml").read_text(encoding="utf-8"))
    config = tomllib.loads((ROOT / ".streamlit/config.toml").read_text(encoding="utf-8"))["theme"]
    pairs = {
        "primaryColor": "plan",
        "violetColor": "accent",
        "greenColor": "good",
        "orangeColor": "warn",
        "redColor": "bad",
        "grayColor": "neutral",
        "textColor": "text",
        "borderColor": "grid",
        "backgroundColor": "surface",
        "secondaryBackgroundColor": "raised",
    }
    for mode in ("light", "dark"):
        assert {key: config[mode][key] for key in pairs} == {key: theme[mode][name] for key, name in pairs.items()}


def locked(file: str) -> dict[str, str]:
    """The versions of a lock file by name; every one has a hash."""
    text = (ROOT / file).read_text(encoding="utf-8")
    found = re.findall(
        r"^([\w.-]+)==(\S+)[^\n]*\\\n((?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)", text, re.MULTILINE
    )
    assert len(found) == len(re.findall(r"^[\w.-]+==", text, re.MULTILINE)), "a line without a hash"
    return {name.lower().replace("_", "-"): version for name, version, _ in found}


def asked_for(file: str) -> list[tuple[str, str]]:
    """Name and version of each package that a file asks for, wherever it is installed."""
    lines = (ROOT / file).read_text(encoding="utf-8").splitlines()
    named = [line.partition(";")[0].strip() for line in lines if line and not line.startswith(("#", "-r"))]
    return [(name, version) for name, version in (line.split("==") for line in named)]


def test_what_is_installed_is_locked_and_is_what_was_asked_for():
    run, test = locked("requirements.lock"), locked("tests/requirements.lock")
    assert run.items() <= test.items()
    for file, lock in (("requirements.txt", run), ("tests/requirements.txt", test)):
        for name, version in asked_for(file):
            assert lock[name.lower()] == version, f"{name}: make lock"
    for file in ("Makefile", "README.md"):
        text = (ROOT / file).read_text(encoding="utf-8")
        assert not re.search(r"install[^\n]*-r \S*requirements\.txt", text), file


def test_versions_are_pinned_and_explained():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for file in ("requirements.txt", "tests/requirements.txt"):
        for name, version in asked_for(file):
            assert version
            assert f"`{name}`" in readme, name
