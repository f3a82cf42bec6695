"""Sizes describe good taste: short functions, short files, short handlers, short templates."""

from statistics import median, quantiles

from tests.architecture.tree import ROOT, body_length, functions, module_of, parsed, sources


def _p95(values: list[int]) -> float:
    return quantiles(values, n=20)[-1]


def _lengths() -> dict[str, int]:
    return {
        f"{path.relative_to(ROOT)}:{function.lineno} {function.name}": body_length(function)
        for path in sources()
        for function in functions(parsed(path))
    }


def test_functions_are_short():
    lengths = _lengths()
    assert {name: size for name, size in lengths.items() if size > 40} == {}
    assert median(lengths.values()) <= 6
    assert _p95(list(lengths.values())) <= 22


def test_files_are_short():
    sizes = {str(path.relative_to(ROOT)): len(path.read_text().splitlines()) for path in sources()}
    assert {name: size for name, size in sizes.items() if size > 300} == {}
    assert _p95(list(sizes.values())) <= 220


def test_view_handlers_are_short():
    sizes = [
        body_length(function)
        for path in sources()
        if ".views" in module_of(path)
        for function in functions(parsed(path))
    ]
    assert _p95(sizes) <= 20


def test_templates_are_short():
    sizes = {
        str(path.relative_to(ROOT)): len(path.read_text().splitlines()) for path in (ROOT / "templates").rglob("*.*")
    }
    assert {name: size for name, size in sizes.items() if size > 120} == {}
