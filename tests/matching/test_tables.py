"""The tables of everyday Spanish are well-formed and used, and the code of the matcher holds no Spanish."""

import ast
import csv
import re
from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any, Final

import pytest

from domain.folding import fold
from domain.matching import language
from domain.matching.conjugation import conjugated
from domain.matching.judged_words import KINDS
from domain.matching.tables import DIRECTORY, gathered, rows

MATCHING: Final = DIRECTORY.parent
MODULES: Final = sorted(MATCHING.glob("*.py"))
COLUMNS: Final = {
    "affixes": ["name", "affixes"],
    "cues": ["id", "status", "rank", "scope", "pattern", "unless", "example", "counterexample"],
    "judgements": ["judgement", "verdict", "when", "example", "counterexample"],
    "kinds": ["id", "pattern", "unless", "example"],
    "other_kinds": ["word", "followed_by"],
    "phrases": ["class", "phrase"],
    "shorthand": ["kind", "short", "words"],
    "values": ["kind", "word", "value"],
    "verb_endings": ["part", "group", "endings"],
    "weights": ["feature", "weight"],
    "word_classes": ["class", "words", "note"],
}
# The tables whose rows with one name are put together.
GATHERED: Final = ("affixes", "judgements", "phrases", "word_classes")
NAMESPACES: Final[dict[str, Any]] = {
    "affixes": language.affixes,
    "es": language.es,
    "sayings": language.sayings,
}
ENTRY: Final = re.compile(r"[+-]?@?[A-Z][A-Z_]*|-?[a-z0-9/]+~?")
# Literals inside functions that are left: letters of spelling rules mostly. A number may only go down.
LEFT: Final = {"keys": 28, "reading": 7, "spelling": 4, "text": 4, "vocabulary": 1}
# Names of tables and their kinds, which are no Spanish.
NAMES_OF_TABLES: Final = {"cues", "judgements", "kinds", "values", "shorthand", "phrases", "weights"} | {
    row[0] for row in rows("judgements")
}


def literals(source: str) -> list[str]:
    """The lower-case words written as text inside functions, docstrings left out."""
    found: dict[tuple[int, int], str] = {}
    for function in ast.walk(ast.parse(source)):
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
            documentation = ast.get_docstring(function, clean=False)
            for node in ast.walk(function):
                value = node.value if isinstance(node, ast.Constant) else None
                if isinstance(value, str) and value != documentation and re.fullmatch("[a-z]+", value):
                    assert isinstance(node, ast.Constant)
                    found[node.lineno, node.col_offset] = value
    return list(found.values())


def used_names() -> Iterator[tuple[str, str]]:
    """Each namespace and name by which the matcher's modules reach into the tables."""
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            match node:
                case ast.Attribute(value=ast.Name(id=table), attr=name) if table in NAMESPACES:
                    yield table, name


def named_by_cues() -> Iterator[tuple[str, str]]:
    """Each namespace and name in the conditions of the cues and the whole messages."""
    for _, _, _, _, _, unless, *_ in rows("cues"):
        for condition in unless.split():
            name = condition.partition(":")[2]
            yield ("affixes", name[:-1]) if name.endswith("*") else ("es", name)
    for _, _, unless, _ in rows("kinds"):
        yield from (("es", name.removeprefix("!")) for name in unless.split())


def named_by_judgements() -> Iterator[tuple[str, str]]:
    """Each namespace and name in the tests of judgements."""
    for _, _, when, *_ in rows("judgements"):
        for before, name, after in re.findall(r"([*=]?)\b([A-Z][A-Z_]+)(\*?)", when):
            if name not in KINDS:
                yield {"=": "sayings"}.get(before, "affixes" if before or after else "es"), name


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_functions_hold_no_spanish(path: Path) -> None:
    found = [word for word in literals(path.read_text("utf-8")) if word not in NAMES_OF_TABLES]
    assert len(found) == LEFT.get(path.stem, 0), found


def test_literals_are_found_in_functions_only() -> None:
    source = (
        'WORDS = {"moto"}\ndef f(text):\n    "docs"\n    return text in {"escape", "faro"} or text == "x y"\n'
    )
    assert literals(source) == ["escape", "faro"]


def test_every_name_used_stands_in_a_table() -> None:
    named = {*used_names(), *named_by_judgements()}
    missing = [f"{table}.{name}" for table, name in named if name not in vars(NAMESPACES[table])]
    assert missing == []


def test_every_name_of_a_table_is_used() -> None:
    used = set(used_names()) | set(named_by_cues()) | set(named_by_judgements())
    within = {entry.lstrip("+-") for entries in gathered("word_classes").values() for entry in entries}
    unused = [
        f"{table}.{name}"
        for table, entries in NAMESPACES.items()
        for name in vars(entries)
        if (table, name) not in used and not (table == "es" and name in within)
    ]
    assert unused == []


def test_the_tables_are_those_described() -> None:
    assert {path.stem for path in DIRECTORY.iterdir()} == set(COLUMNS)


@pytest.mark.parametrize("table", sorted(COLUMNS))
def test_rows_have_the_columns_of_their_table(table: str) -> None:
    text = (DIRECTORY / f"{table}.tsv").read_text("utf-8")
    assert text.endswith("\n")
    header, *lines = csv.reader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    assert header == COLUMNS[table]
    optional = table in {"word_classes", "cues"}
    for line in lines:
        if table == "judgements" and line[1] == "walk":
            # The stretch that a judgement walks over is no row of its own.
            assert len(line) == len(header) - 2, line
            continue
        assert len(line) in {len(header), len(header) - optional}, line
        assert all(cell == cell.strip() and "  " not in cell for cell in line), line
        assert line[0], line
        assert line[len(header) - 1 - optional], line


@pytest.mark.parametrize("table", GATHERED)
def test_rows_with_one_name_stand_together(table: str) -> None:
    names = [name for name, _ in groupby(row[0] for row in rows(table))]
    assert [name for name, count in Counter(names).items() if count > 1] == []


def test_words_are_folded() -> None:
    plain = [*gathered("affixes").items(), *gathered("phrases").items(), *gathered("other_kinds").items()]
    plain += [(kind, [word]) for kind, word, _ in rows("values")]
    plain += [(kind, words.split()) for kind, _, words in rows("shorthand")]
    plain += [(name, re.findall("[^\\W\\dA-Z_]+", pattern)) for name, _, _, _, pattern, *_ in rows("cues")]
    for name, words in plain:
        assert [word for word in words if fold(word) != word] == [], name


def test_entries_of_classes_are_well_formed_and_written_once() -> None:
    for name, entries in gathered("word_classes").items():
        assert [entry for entry in entries if not ENTRY.fullmatch(entry)] == [], name
        assert [entry for entry, count in Counter(entries).items() if count > 1] == [], name


def test_classes_name_only_classes_above_them() -> None:
    known = {"NUMBERS"}
    for name, entries in gathered("word_classes").items():
        named = {entry[1:] for entry in entries if entry[0] in "+-" and entry[1:].isupper()}
        assert named <= known, name
        known.add(name)


def test_what_a_class_leaves_out_was_in_it() -> None:
    for name, entries in gathered("word_classes").items():
        left_out = {entry[1:] for entry in entries if entry[0] == "-" and entry[1:].islower()}
        assert not left_out & {entry for entry in entries if entry[0] not in "+-"}, name
        assert not left_out & getattr(language.es, name), name


def test_verbs_are_infinitives() -> None:
    verbs = {entry[:-1] for entries in gathered("word_classes").values() for entry in entries if "~" in entry}
    assert [verb for verb in verbs if verb[-2:] not in {"ar", "er", "ir"}] == []


@pytest.mark.parametrize(
    ("infinitive", "forms"),
    [
        ("montar", {"monto", "montais", "montaria", "montarlo", "montando", "montadme", "monte"}),
        ("tocar", {"toque", "toquemos", "tocamos"}),
        ("vender", {"vendi", "vendieron", "vendido", "vendiendo", "vendedlo"}),
        ("permitir", {"permitimos", "permitiria", "permitiendolo", "permitidme"}),
    ],
)
def test_forms_of_verbs(infinitive: str, forms: set[str]) -> None:
    assert forms <= conjugated(infinitive)


def test_a_name_that_no_table_has_is_refused_by_name() -> None:
    with pytest.raises(AttributeError, match="NO_SUCH_CLASS"):
        _ = language.es.NO_SUCH_CLASS
