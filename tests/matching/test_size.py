"""What counts as a line of code, and how complexity is read off."""

from pathlib import Path

from benchmarks.size import complexities, lines_of_code

SOURCE = '''"""A module's docstring
is no code."""

# A comment is none either.
LIMIT = 3  # but the line before it is


def told(count: int) -> str:
    """Nor is a function's docstring."""
    if count > LIMIT:
        return """a text
of two lines"""
    return ""
'''


def test_blank_lines_comments_and_docstrings_are_no_code() -> None:
    assert lines_of_code(SOURCE) == 6


def test_complexity_is_that_of_the_most_complex_function(tmp_path: Path) -> None:
    module = tmp_path / "told.py"
    module.write_text(SOURCE + "\n\ndef plain() -> None:\n    print(told(1))\n", "utf-8")
    assert complexities(tmp_path) == {str(module): 2}
