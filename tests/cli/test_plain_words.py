"""What a clerk types wrongly or pastes oddly gets plain Spanish, and `--json` one JSON document."""

import io
import json
import logging
import sys

import pytest

from cli.any_text import readable_argument, take_any_text
from cli.progress import step
from cli.seed_view import sync_lines
from database.seeds.verify_warning_sync import SampledWarning, WarningSync
from shared.config import LogLevel, Settings
from shared.logging import configure_logging
from tests.command_server import RunMsia

NOT_UTF8 = "\udcff\udcfe"


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("quote", "--category", NOT_UTF8, "el escape", "--json"), "unknown_category"),
        (("quote", "--category", "motos-part", "--elements", NOT_UTF8, "--json"), "bad_elements"),
        (("settings", "get", NOT_UTF8, "--json"), "unknown_setting"),
        (("quote", "--category", "motos-part", "--elements", "ESCAPE", "", "--json"), "missing_elements"),
        (("price", "set", "T5", "-5", "--category", "motos-part", "--json"), "invalid_amount"),
        (("parked", "resolve", "abc", "--replay", "--json"), "usage"),
    ],
)
def test_bad_input_is_one_json_error(msia: RunMsia, arguments: tuple[str, ...], code: str) -> None:
    run = msia(*arguments)
    assert run.returncode == 2, run.stderr
    assert json.loads(run.stdout)["error"]["code"] == code
    assert "\\udc" not in run.stdout + run.stderr


def test_elements_beside_an_empty_text_are_not_called_missing(msia: RunMsia) -> None:
    run = msia("quote", "--category", "motos-part", "--elements", "ESCAPE", "")
    assert "también un texto" in run.stderr


def test_an_identifier_is_asked_for_as_one(msia: RunMsia) -> None:
    assert "debe ser un identificador" in msia("parked", "resolve", "abc", "--replay").stderr


def test_a_limit_is_written_without_a_decimal_point(msia: RunMsia) -> None:
    assert "debe ser 1 o más" in msia("images", "sweep", "--grace-hours", "0").stderr


def test_the_comparison_of_models_and_schema_is_spanish(msia: RunMsia) -> None:
    run = msia("db", "check")
    assert (run.returncode, run.stdout) == (0, "Los modelos y el esquema coinciden.\n"), run.stderr


def test_bytes_that_cannot_be_read_leave_the_rest() -> None:
    assert readable_argument("esc\udce1pe ñ €") == "esc\ufffdpe ñ €"


def test_json_stays_json_where_the_output_lacks_a_character() -> None:
    out = io.BytesIO()
    terminal = io.TextIOWrapper(out, encoding="latin-1")
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(sys, "stdout", terminal)
        patched.setattr(sys, "stderr", io.StringIO())
        patched.setattr(sys, "argv", ["msia"])
        take_any_text()
        print(json.dumps({"price": "175,00 € 😀"}, ensure_ascii=False), flush=True)
    assert json.loads(out.getvalue().decode("latin-1")) == {"price": "175,00 € 😀"}


def test_sampled_warnings_are_named_and_not_dumped() -> None:
    pairs = frozenset()  # type: frozenset[tuple[object, object]]
    sync = WarningSync(pairs, pairs, (SampledWarning("ESCAPE: escape_ruido", True, True),))  # type: ignore[arg-type]
    assert sync_lines(sync)[1:] == ["   ESCAPE: escape_ruido"]


def test_a_step_tells_its_seconds_as_spaniards_write_them(capsys: pytest.CaptureFixture[str]) -> None:
    with step("Contando") as finished:
        finished("Contado")
    assert "Contado (0,0 s)" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("chosen", "level"), [({}, logging.WARNING), ({"LOG_LEVEL": LogLevel.INFO}, logging.INFO)]
)
def test_log_lines_stay_out_of_a_command_unless_asked_for(
    chosen: dict[str, LogLevel], level: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("LOG_LEVEL", raising=False)
    root = logging.getLogger()
    former = root.level
    try:
        configure_logging(Settings(_env_file=None, **chosen), unless_set=LogLevel.WARNING)  # type: ignore[arg-type]
        assert root.level == level
    finally:
        root.setLevel(former)
        configure_logging()
