"""The rules of the house, held by the code itself. A test says the rule; what breaks it is listed by file and line."""

import ast
import re
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("governance", "documents", "portal")
LONGEST_MODULE = 500
LONGEST_FUNCTION = 40
TEXT_SUFFIXES = {
    "", ".cfg", ".css", ".csv", ".html", ".in", ".js", ".json", ".md", ".py", ".sh", ".svg", ".toml", ".txt", ".yml",
}  # fmt: skip

Function = ast.FunctionDef | ast.AsyncFunctionDef


def _modules(*packages: str) -> list[Path]:
    """Python files of ours in these packages; migrations are written by Django."""
    found = [path for package in packages for path in (ROOT / package).rglob("*.py")]
    return sorted(path for path in found if "migrations" not in path.parts)


def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def _place(path: Path, line: int) -> str:
    return f"{path.relative_to(ROOT)}:{line}"


def _functions(tree: ast.AST) -> Iterator[Function]:
    for node in ast.walk(tree):
        if isinstance(node, Function):
            yield node


def _lines_with(pattern: str, paths: list[Path]) -> list[str]:
    expression = re.compile(pattern)
    return [
        _place(path, number)
        for path in paths
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if expression.search(line)
    ]


def _templates() -> list[Path]:
    return sorted((ROOT / "templates").rglob("*.html"))


def _committed() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip("this is not a git checkout, so there are no committed files to look at")
    paths = [ROOT / name for name in listed.stdout.split("\0") if name]
    return [path for path in paths if path.suffix in TEXT_SUFFIXES and path.is_file()]


def test_a_module_has_at_most_500_lines() -> None:
    too_long = [
        f"{path.relative_to(ROOT)}: {count}"
        for path in _modules(*PACKAGES, "tests", "scripts")
        if (count := len(path.read_text(encoding="utf-8").splitlines())) > LONGEST_MODULE
    ]
    assert too_long == []


def test_a_function_has_at_most_40_lines() -> None:
    too_long = [
        f"{_place(path, function.lineno)} {function.name}: {length}"
        for path in _modules(*PACKAGES, "tests", "scripts")
        for function in _functions(_tree(path))
        if (length := (function.end_lineno or 0) - function.lineno + 1) > LONGEST_FUNCTION
    ]
    assert too_long == []


def test_public_names_have_a_docstring() -> None:
    missing = [
        f"{_place(path, node.lineno)} {node.name}"
        for path in _modules(*PACKAGES)
        for node in _public(_tree(path))
        if not ast.get_docstring(node)
    ]
    assert missing == []


def _public(tree: ast.Module) -> Iterator[Function | ast.ClassDef]:
    """Functions and classes that others may use, and the methods of such classes."""
    for node in tree.body:
        if isinstance(node, Function | ast.ClassDef) and not node.name.startswith("_"):
            yield node
            if isinstance(node, ast.ClassDef):
                yield from (
                    item
                    for item in node.body
                    if isinstance(item, Function) and not item.name.startswith("_") and not _is_overload(item)
                )


def _is_overload(function: Function) -> bool:
    return any(isinstance(decorator, ast.Name) and decorator.id == "overload" for decorator in function.decorator_list)


def test_nothing_is_imported_inside_a_function() -> None:
    inside = [
        _place(path, node.lineno)
        for path in _modules(*PACKAGES, "tests", "scripts")
        for function in _functions(_tree(path))
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    assert inside == []


def test_there_is_no_module_for_odds_and_ends() -> None:
    odds = {"utils.py", "util.py", "helpers.py", "misc.py", "common.py"}
    assert [str(path.relative_to(ROOT)) for path in _modules(*PACKAGES, "tests") if path.name in odds] == []


def test_work_is_enqueued_after_commit_only() -> None:
    found = _lines_with(r"\.(delay|apply_async)\(|\bsend_task\(", _modules(*PACKAGES))
    assert found == []


def test_nothing_hangs_on_signals() -> None:
    found = _lines_with(r"@receiver\b|\.signals import|(pre|post)_(save|delete)\b", _modules(*PACKAGES))
    assert found == []


def test_a_task_takes_one_id_or_nothing() -> None:
    wrong = [
        f"{_place(path, function.lineno)} {function.name}"
        for path in _modules(*PACKAGES)
        for function in _functions(_tree(path))
        if _is_task(function) and not _takes_one_id(function)
    ]
    assert wrong == []


def _is_task(function: Function) -> bool:
    return any("shared_task" in ast.unparse(decorator) or ".task(" in ast.unparse(decorator)
               for decorator in function.decorator_list)  # fmt: skip


def _takes_one_id(function: Function) -> bool:
    arguments = [*function.args.args, *function.args.kwonlyargs]
    if function.args.vararg or function.args.kwarg or len(arguments) > 1:
        return False
    return all(argument.arg.endswith("_id") for argument in arguments)


def test_there_are_tasks_for_the_rule_above_to_look_at() -> None:
    tasks = [function.name for function in _functions(_tree(ROOT / "documents" / "tasks.py")) if _is_task(function)]
    assert {"read", "sweep"} <= set(tasks)


def test_nothing_is_marked_safe() -> None:
    in_code = _lines_with(r"\bmark_safe\b|\bSafeString\(|\bSafeText\(", _modules(*PACKAGES))
    in_templates = _lines_with(r"\|\s*safe(seq)?\b|\{%\s*autoescape\s+off", _templates())
    assert in_code + in_templates == []


@pytest.mark.parametrize(
    ("what", "pattern"),
    [
        ("style attribute", r"(?<![\w-])style\s*="),
        ("style element", r"<style\b"),
        ("inline script", r"<script\b(?![^>]*\bsrc\s*=)"),
        ("event attribute", r"<[^>]*\son[a-z]+\s*="),
        ("script in htmx", r"\bhx-on\b|\bhx-vals\s*=\s*[\"']js:|javascript:"),
        (
            "address of another site that the browser would fetch",
            r"(src|srcset)\s*=\s*[\"'](https?:)?//|<link[^>]*https?://",
        ),
    ],
)
def test_templates_have_no(what: str, pattern: str) -> None:
    found = [
        _place(path, text.count("\n", 0, match.start()) + 1)
        for path in _templates()
        for text in [re.sub(r"\{#.*?#\}", "", path.read_text(encoding="utf-8"))]
        for match in re.finditer(pattern, text)
    ]
    assert found == [], what


def test_text_fields_of_a_log_line_are_not_made_of_whole_objects() -> None:
    """f-strings in log calls put whatever stands in them into the log; arguments are looked at one by one in review."""
    assert _lines_with(r"logger\.\w+\(\s*f[\"']", _modules(*PACKAGES)) == []


def test_committed_files_name_no_machine_and_no_registry() -> None:
    machine = r"(?<![\w.])/(work|root|home/\w+)/[\w.]|file:///"
    registry = r"https?://[\w.-]+/(?:simple|packages)/|\"resolved\":\s*\"http|--index-url|--find-links"
    here = Path(__file__).resolve()
    assert _lines_with(f"{machine}|{registry}", [path for path in _committed() if path != here]) == []


def _todo(line: str) -> bool:
    return re.search(r"#.*\b(TODO|FIXME|XXX|HACK)\b", line) is not None


def _breakpoint(line: str) -> bool:
    return re.search(r"\bbreakpoint\(\)|\bpdb\b", line) is not None


@pytest.mark.parametrize("unfinished", [_todo, _breakpoint])
def test_nothing_is_left_unfinished(unfinished: Callable[[str], bool]) -> None:
    here = Path(__file__).resolve()
    found = [
        _place(path, number)
        for path in _modules(*PACKAGES, "tests", "scripts")
        if path != here
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if unfinished(line)
    ]
    assert found == []
