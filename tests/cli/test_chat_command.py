"""`msia chat`: the assistant at the terminal, on the database of the tests' own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from tests.command_server import RunMsia, msia_on


@pytest.fixture
def msia(seeded_database_url: str) -> Iterator[RunMsia]:
    """Runs `msia` on a database of this test's own: what is said there is stored."""
    with msia_on(seeded_database_url) as run:
        yield run


def test_a_client_at_the_terminal_goes_on_where_it_was(msia: RunMsia, tmp_path: Path) -> None:
    Image.new("RGB", (40, 40), (9, 9, 9)).save(tmp_path / "linea.png")
    first = msia("chat", "--phone", "600123123", input="el escape de mi moto\nacepto\n")
    assert first.returncode == 0, first.stderr
    assert "asistente automático" in first.stdout
    assert "Expediente abierto por 140,00 €" in first.stdout
    later = msia("chat", "--phone", "600 123 123", input=f"/foto {tmp_path / 'linea.png'}\n¿qué falta?\n")
    assert later.returncode == 0, later.stderr
    assert "asistente automático" not in later.stdout
    assert "✅ Escape / Sistema de escape: Línea de escape completa" in later.stdout
    assert "Todavía falta:" in later.stdout


def test_a_file_that_is_not_there_is_an_error_in_one_line(msia: RunMsia) -> None:
    done = msia("chat", "--phone", "600123124", input="/foto nada.jpg\n")
    assert done.returncode == 2
    assert "No se puede leer nada.jpg" in done.stderr
    assert "Traceback" not in done.stderr
