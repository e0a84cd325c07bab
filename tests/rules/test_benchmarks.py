"""The benchmarks stand on the product alone: they run where no test is installed."""

from tests.rules.rule import sources


def test_benchmarks_import_no_tests() -> None:
    found = {name for source in sources("benchmarks") for name in source.imports()}
    assert "benchmarks.seed_catalogues.seed_catalogue" in found
    assert not {name for name in found if name.split(".")[0] == "tests"}
