"""The ER diagram in docs/ is what the models say, and says it correctly."""

from pathlib import Path

from sqlalchemy import Column, ForeignKey, Index, Integer, MetaData, Numeric, String, Table, text

from database import erd
from database.models import Base
from tests.servers import ROOT, run_msia

PAGE = ROOT / "docs" / "er-diagram.md"


def test_page_is_in_step_with_the_models() -> None:
    assert PAGE.read_text(encoding="utf-8") == erd.markdown(Base.metadata), "run: msia erd"


def test_every_table_column_and_foreign_key_is_drawn() -> None:
    diagram = erd.mermaid(Base.metadata)
    lines = diagram.splitlines()
    assert len(Base.metadata.tables) >= 34
    for table in Base.metadata.tables.values():
        start = lines.index(f"    {table.name} {{")
        drawn = [line.split()[1] for line in lines[start + 1 : start + 1 + len(table.columns)]]
        assert drawn == [column.name for column in table.columns]
        assert diagram.count(f"{{ {table.name} : ") + diagram.count(f"| {table.name} : ") == len(
            table.foreign_key_constraints
        )


def test_cardinality_follows_from_nullability_and_uniqueness() -> None:
    metadata = MetaData()
    Table("parent", metadata, Column("id", Integer, primary_key=True))
    child = Table(
        "child",
        metadata,
        Column("id", Integer, primary_key=True),
        Column("owner", ForeignKey("parent.id"), nullable=False),
        Column("twin", ForeignKey("parent.id"), nullable=False, unique=True),
        Column("guest", ForeignKey("parent.id"), nullable=True),
        Column("spare", ForeignKey("parent.id"), nullable=True, index=True),
        Column("price", Numeric(10, 2), nullable=False),
        Column("name", String(5)),
    )
    Index("only_some", child.c.guest, unique=True, postgresql_where=text("id > 1"))
    Index("all_of_them", child.c.spare, unique=True)
    diagram = erd.mermaid(metadata)
    for line in (
        'parent ||--o{ child : "owner"',
        'parent ||--o| child : "twin"',
        'parent |o--o{ child : "guest"',
        'parent |o--o| child : "spare"',
        "integer twin UK, FK",
        "numeric(10-2) price",
        'varchar(5) name "NULL"',
    ):
        assert f" {line}\n" in diagram


def test_command_writes_and_checks(tmp_path: Path) -> None:
    output = str(tmp_path / "schema.mmd")
    missing = run_msia("erd", "--output", output, "--check")
    assert missing.returncode == 1
    assert "no está al día" in missing.stderr
    assert run_msia("erd", "--output", output).returncode == 0
    assert Path(output).read_text(encoding="utf-8") == erd.mermaid(Base.metadata)
    assert run_msia("erd", "--output", output, "--check").returncode == 0
    Path(output).write_text("erDiagram\n", encoding="utf-8")
    assert run_msia("erd", "--output", output, "--check").returncode == 1
    assert run_msia("erd", "--output", str(tmp_path / "schema.svg")).returncode == 2
