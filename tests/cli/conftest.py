"""`msia` on the seeded database that the tests share."""

from collections.abc import Iterator

import pytest

from tests.command_server import RunMsia, msia_on


@pytest.fixture(scope="package")
def msia(shared_seeded_database_url: str) -> Iterator[RunMsia]:
    """Runs `msia` with the arguments given; processes start at once, and share this database."""
    with msia_on(shared_seeded_database_url) as run:
        yield run
