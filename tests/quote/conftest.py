"""`msia` and the catalogues of the seeded database that the tests share."""

from collections.abc import Iterator, Mapping

import pytest

from agent.services.catalogue.loader import load_catalogue
from database.connection import create_session_factory
from database.engines import create_engine
from domain.catalogue import Catalogue
from tests.command_server import RunMsia, msia_on


@pytest.fixture(scope="package")
def msia(shared_seeded_database_url: str) -> Iterator[RunMsia]:
    """Runs `msia` with the arguments given; processes start at once, and share this database."""
    with msia_on(shared_seeded_database_url) as run:
        yield run


@pytest.fixture(scope="package")
async def catalogues(shared_seeded_database_url: str) -> Mapping[str, Catalogue]:
    """The seeded catalogues by slug."""
    engine = create_engine(shared_seeded_database_url)
    async with create_session_factory(engine)() as session:
        loaded = {slug: await load_catalogue(session, slug) for slug in ("motos-part", "aseicars-prof")}
    await engine.dispose()
    return loaded
