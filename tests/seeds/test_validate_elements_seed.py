"""The seed validation as a whole: the real data is sound, and what is taken out of it is missed."""

import subprocess
import sys
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from database.seeds import run_all_seeds, validate_elements_seed
from database.seeds.data.tier_mappings import get_tier_mapping
from database.seeds.validate_elements_seed import Problem, report_lines, validate_all
from database.seeds.validation.tariff import list_quota, priced_elements, quota_of
from tests.seeds.mutations import MOTORHOMES, MOTOS, Data, escape


@pytest.mark.parametrize("slug", [MOTOS, MOTORHOMES])
def test_real_data_is_sound(slug: str) -> None:
    assert Data(slug).problems() == []


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_removing_any_required_key_is_caught(draw: st.DataObject) -> None:
    data = Data(draw.draw(st.sampled_from([MOTOS, MOTORHOMES])))
    owner = draw.draw(st.sampled_from(["TIERS", "ELEMENTS", "CATEGORY_WARNINGS", "ADDITIONAL_SERVICES"]))
    item = draw.draw(st.sampled_from(getattr(data.module, owner)))
    required = {"TIERS": "price", "ELEMENTS": "keywords", "CATEGORY_WARNINGS": "message"}
    key = required.get(owner, "name")
    del item[key]
    assert [problem.path for problem in data.problems()] == [f"{owner}[{item['code']}].{key}"]


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_taking_an_element_out_of_every_tier_is_caught(draw: st.DataObject) -> None:
    data = Data(draw.draw(st.sampled_from([MOTOS, MOTORHOMES])))
    listed = sorted({code for codes in data.mapping["LISTS"].values() for code in codes})
    code = draw.draw(st.sampled_from(listed))
    # Lists are shared between tiers, as in the data module.
    for config in data.mapping["TIER_CONFIGS"].values():
        for holder in (config, *config.get("quotas", {}).values()):
            holder["elements"] = [item for item in holder["elements"] if item != code]
    problems = data.problems()
    assert any(f"no tier admits '{code}'" in item.message for item in problems)


def test_quota_is_what_the_published_tariff_says() -> None:
    mapping = get_tier_mapping(MOTOS)
    lists = mapping["LISTS"]
    assert list_quota(mapping, "T2", lists["PROJECT"]) == 2
    assert list_quota(mapping, "T2", lists["BASE"]) == 4
    assert list_quota(mapping, "T2", lists["SEATS"]) is None
    assert list_quota(mapping, "T2", lists["COMPLEX"]) == 0
    assert list_quota(mapping, "T6", lists["BASE"]) == 1
    assert quota_of(mapping, "T3", [*lists["PROJECT"], *lists["BASE"]]) == 3
    motorhomes = get_tier_mapping(MOTORHOMES)
    assert quota_of(motorhomes, "T5", sorted(priced_elements(motorhomes))) == 5


def test_report_names_every_problem() -> None:
    modules = run_all_seeds.CATEGORY_MODULES
    slug = modules[0].CATEGORY_SLUG
    found: dict[str, list[Problem]] = {module.CATEGORY_SLUG: [] for module in modules}
    found[slug] = [Problem("ELEMENTS[X].name", "empty text: ''")]
    lines = report_lines(modules, found)
    assert lines[0] == f"❌ {slug}: 1 problem"
    assert lines[1] == "   ❌ ELEMENTS[X].name: empty text: ''"
    assert lines[2].startswith("✅ aseicars-prof: 51 elements")


def test_a_category_without_mapping_is_a_problem() -> None:
    stranger: Any = SimpleNamespace(CATEGORY_SLUG="barcos")
    found = validate_all([stranger])
    assert found["barcos"][0].path == "TIER_MAPPING"
    assert "barcos" in found["barcos"][0].message


def test_command_fails_on_a_problem(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    data = Data(MOTOS)
    escape(data)["keywords"] = []
    monkeypatch.setattr(run_all_seeds, "CATEGORY_MODULES", [data.module])
    assert validate_elements_seed.main() == 1
    assert "ELEMENTS[ESCAPE].keywords" in capsys.readouterr().out


def test_command_needs_no_server() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "database.seeds.validate_elements_seed"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("✅") == 2
