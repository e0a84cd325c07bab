"""`msia match --batch`: a quote for each line, an error in the place of what can't be read."""

import json
from pathlib import Path

from tests.command_server import RunMsia
from tests.quote.contract import QuoteOut

LINES = (
    {"category": "motos-part", "text": "el escape"},
    {"category": "aseicars-prof", "text": "dos claraboyas y calefacción", "id": 7},
    {"category": "motos-part", "text": "pasar de dos plazas a una"},
)


def test_each_line_is_answered_in_order(msia: RunMsia, tmp_path: Path) -> None:
    file = tmp_path / "mensajes.jsonl"
    file.write_text("\n".join(json.dumps(line) for line in LINES), encoding="utf-8")
    done = msia("match", "--batch", str(file))
    assert done.returncode == 0, done.stderr
    first, second, third = (QuoteOut.model_validate_json(line) for line in done.stdout.splitlines())
    assert (first.category, first.total) == ("motos-part", "140.00")
    assert [(item.code, item.quantity) for item in second.elements] == [("CLARABOYA", 2)]
    assert [(item.code, item.words, item.what) for item in second.beyond] == [
        ("HEATING", "calefacción", "person")
    ]
    assert (third.total, [item.code for item in third.beyond]) == (None, ["FEWER_SEATS"])


def test_a_line_without_answer_leaves_the_others_theirs(msia: RunMsia, tmp_path: Path) -> None:
    file = tmp_path / "mensajes.jsonl"
    lines = (
        b'{"category": "motos-part", "text": "el escape"}',
        b"",
        b"[1]",
        b'{"category": "motos-part"}',
        b'{"category": "motos-part", "text": "  "}',
        b'{"category": "moto-part", "text": "el escape"}',
        b"\xff\xfe",
        b"[" * 5_000,
        b'{"category": "motos-part", "text": "el \\ud800 paraca\\u00eddas"}',
    )
    file.write_bytes(b"\n".join(lines))
    done = msia("match", "--batch", str(file))
    assert done.returncode == 2
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(answers) == len(lines)
    assert [answer.get("error", {}).get("code") for answer in answers] == [
        None,
        "bad_line",
        "bad_line",
        "missing_text",
        "bad_text",
        "unknown_category",
        "bad_line",
        "bad_line",
        None,
    ]
    assert "motos-part" in answers[5]["error"]["message"]


def test_a_category_for_all_lines(msia: RunMsia, tmp_path: Path) -> None:
    file = tmp_path / "mensajes.jsonl"
    file.write_text('{"text": "el escape"}\n', encoding="utf-8")
    done = msia("match", "--batch", str(file), "--category", "motos-part")
    assert json.loads(done.stdout)["total"] == "140.00"


def test_a_file_that_is_not_there_is_bad_input(msia: RunMsia, tmp_path: Path) -> None:
    done = msia("match", "--batch", str(tmp_path / "nada.jsonl"))
    assert done.returncode == 2
    assert json.loads(done.stdout)["error"]["code"] == "unreadable_file"
    assert "nada.jsonl" in done.stderr


def test_a_text_and_a_batch_are_one_too_many(msia: RunMsia) -> None:
    done = msia("match", "el escape", "--batch", "-")
    assert done.returncode == 2
    assert json.loads(done.stdout)["error"]["code"] == "text_and_batch"
