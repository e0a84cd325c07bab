"""The cached catalogues: current, complete, and free of statements while changes are announced."""

import asyncio
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from agent.services.catalogue.cache import CatalogueCache
from benchmarks.measure import recorded_statements
from database import embedded, listener, migrate
from database.connection import create_session_factory
from database.embedded import RunningServer
from database.engines import create_engine
from domain.quote.composing import quote_elements
from domain.quote.from_text import quote_text
from shared.errors import NotFoundError, ServerUnavailableError
from tests import servers
from tests.catalogue.mute_proxy import mute_proxy
from tests.catalogue.waiting import eventually
from tests.catalogue.writing import commit, price, takes

LISTENERS = "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN%'"


def cache_on(
    engine: AsyncEngine, *, check_seconds: float = 0.0, listen: bool = True, heartbeat_seconds: float = 60.0
) -> CatalogueCache:
    return CatalogueCache(
        create_session_factory(engine),
        engine,
        check_seconds=check_seconds,
        listen=listen,
        heartbeat_seconds=heartbeat_seconds,
    )


@asynccontextmanager
async def listening_cache(engine: AsyncEngine) -> AsyncIterator[CatalogueCache]:
    """A cache that has proved that it hears."""
    async with cache_on(engine) as cache:
        await eventually(lambda: _is(cache.is_listening), "the cache listens")
        yield cache


async def _is(value: bool) -> bool:
    return value


def _fill(url: str) -> None:
    migrate.upgrade("head", servers.as_owner(url))
    done = servers.run_python("-m", "database.seeds.run_all_seeds", environment={"DATABASE_URL": url})
    assert done.returncode == 0, done.stderr


async def price_of(cache: CatalogueCache, tier: str) -> Decimal:
    return (await cache.catalogue("motos-part")).tiers[tier].price


async def sees(cache: CatalogueCache, tier: str, amount: int) -> None:
    async def seen() -> bool:
        return await price_of(cache, tier) == amount

    await eventually(seen, f"{tier} costs {amount}")


async def test_a_warm_quote_sends_no_statement(seeded_engine: AsyncEngine) -> None:
    async with listening_cache(seeded_engine) as cache:
        with recorded_statements(seeded_engine) as log:
            for _ in range(20):
                loaded = await cache.category("motos-part")
                by_text = quote_text(
                    loaded.catalogue, "quiero homologar el escape y el manillar", loaded.vocabulary
                )
                by_codes = quote_elements(loaded.catalogue, {"ESCAPE": 1, "MANILLAR": 1})
        assert log.statements == []
        assert by_text.total == by_codes.total == Decimal("175.00")


async def test_announced_changes_are_seen(seeded_engine: AsyncEngine) -> None:
    async with listening_cache(seeded_engine) as cache:
        for amount in (901, 902, 903):
            await commit(seeded_engine, price("T1", amount))
            await sees(cache, "T1", amount)
        assert cache.is_listening


async def test_a_held_catalogue_never_changes(seeded_engine: AsyncEngine) -> None:
    async with listening_cache(seeded_engine) as cache:
        held = await cache.current()
        before = quote_elements(held.category("motos-part").catalogue, {"ESCAPE": 1, "MANILLAR": 1})
        await commit(seeded_engine, price("T5", 911), takes(1))
        await sees(cache, "T5", 911)
        assert quote_elements(held.category("motos-part").catalogue, {"ESCAPE": 1, "MANILLAR": 1}) == before
        assert await cache.current() is not held


async def test_catalogue_and_vocabulary_are_of_one_version(seeded_engine: AsyncEngine) -> None:
    rename = "UPDATE elements SET keywords = '[\"cachivache lunar\"]' WHERE code = 'ESCAPE'"
    async with listening_cache(seeded_engine) as cache:
        held = await cache.category("motos-part")
        assert quote_text(held.catalogue, "un cachivache lunar", held.vocabulary).elements == ()
        await commit(seeded_engine, rename)

        async def known() -> bool:
            loaded = await cache.category("motos-part")
            assert ("cachivache lunar" in loaded.catalogue.elements["ESCAPE"].keywords) == (
                loaded.version != held.version
            )
            return bool(quote_text(loaded.catalogue, "un cachivache lunar", loaded.vocabulary).elements)

        await eventually(known, "a keyword added in the database is understood")


async def test_a_new_price_compiles_no_words_anew(seeded_engine: AsyncEngine) -> None:
    async with cache_on(seeded_engine, listen=False) as cache:
        held = await cache.category("motos-part")
        await commit(seeded_engine, price("T1", 905))
        after = await cache.category("motos-part")
        assert after.catalogue.tiers["T1"].price == 905
        assert after.vocabulary is held.vocabulary
        await commit(seeded_engine, "UPDATE elements SET name = name || ' nuevo' WHERE code = 'ESCAPE'")
        assert (await cache.category("motos-part")).vocabulary is not held.vocabulary


async def test_a_parent_that_leaves_the_tariff_is_asked_about_from_then_on(
    seeded_engine: AsyncEngine,
) -> None:
    async with cache_on(seeded_engine, listen=False) as cache:
        held = await cache.category("motos-part")
        parents = [code for code, item in held.catalogue.elements.items() if item.child_codes]
        priced = [code for code in parents if not held.catalogue.is_abstract(code)]
        await commit(seeded_engine, "DELETE FROM tier_element_inclusions WHERE element_id IS NOT NULL")
        after = await cache.category("motos-part")
        assert all(after.catalogue.is_abstract(code) for code in parents)
        assert (after.vocabulary is held.vocabulary) == (not priced)


async def test_without_a_listener_every_change_is_seen_at_the_next_check(
    any_seeded_engine: AsyncEngine,
) -> None:
    async with cache_on(any_seeded_engine, listen=False) as cache:
        assert not cache.is_listening
        for amount in (921, 922):
            await commit(any_seeded_engine, price("T1", amount))
            assert await price_of(cache, "T1") == amount
        with recorded_statements(any_seeded_engine) as log:
            await cache.current()
        assert len(log) == 1, "an unchanged catalogue costs the comparison of its version"


async def test_checks_are_at_most_as_often_as_asked(any_seeded_engine: AsyncEngine) -> None:
    async with cache_on(any_seeded_engine, listen=False, check_seconds=3600) as cache:
        with recorded_statements(any_seeded_engine) as log:
            await commit(any_seeded_engine, price("T1", 931))
            statements_of_ours = len(log)
            assert await price_of(cache, "T1") != 931
        assert len(log) == statements_of_ours
        await cache.refresh()
        assert await price_of(cache, "T1") == 931


async def test_a_lost_counter_means_loading_anew(any_seeded_engine: AsyncEngine) -> None:
    async with cache_on(any_seeded_engine, listen=False) as cache:
        await commit(any_seeded_engine, "DELETE FROM system_settings WHERE key = 'catalogue_version'")
        held = await cache.current()
        assert held.version is None
        assert await cache.current() is not held


async def test_a_crowd_shares_one_load(seeded_engine: AsyncEngine) -> None:
    cache = cache_on(seeded_engine, listen=False)
    with recorded_statements(seeded_engine) as log:
        first = await cache.refresh()
    alone = len(log)
    await commit(seeded_engine, price("T1", 941))
    with recorded_statements(seeded_engine) as log:
        loaded = await asyncio.gather(*(cache.current() for _ in range(100)))
    assert {item.category("motos-part").catalogue.tiers["T1"].price for item in loaded} == {Decimal(941)}
    # The load, and one comparison for those who came while it ran.
    assert len(log) <= alone + 1
    assert first.version != loaded[0].version


async def test_a_cancelled_reader_leaves_the_others_their_answer(seeded_engine: AsyncEngine) -> None:
    cache = cache_on(seeded_engine, listen=False)
    readers = [asyncio.create_task(cache.current()) for _ in range(3)]
    await asyncio.sleep(0)
    readers[0].cancel()
    done = await asyncio.gather(*readers, return_exceptions=True)
    assert isinstance(done[0], asyncio.CancelledError)
    assert [type(item).__name__ for item in done[1:]] == ["LoadedCatalogues"] * 2


async def test_switched_off_categories_vanish(any_seeded_engine: AsyncEngine) -> None:
    async with cache_on(any_seeded_engine, listen=False) as cache:
        assert list((await cache.current()).categories) == ["motos-part", "aseicars-prof"]
        await commit(
            any_seeded_engine, "UPDATE vehicle_categories SET is_active = false WHERE slug = 'motos-part'"
        )
        with pytest.raises(NotFoundError, match="aseicars-prof"):
            await cache.catalogue("motos-part")
        assert (await cache.category("aseicars-prof")).catalogue.slug == "aseicars-prof"


async def test_a_killed_listener_comes_back_and_misses_nothing(seeded_engine: AsyncEngine) -> None:
    async with listening_cache(seeded_engine) as cache:
        for amount in (951, 952):
            async with seeded_engine.begin() as connection:
                (pid,) = (await connection.scalars(text(LISTENERS))).all()
                # In one transaction with the change: its announcement finds no listener.
                await connection.execute(text(price("T1", amount)))
                await connection.execute(text(f"SELECT pg_terminate_backend({pid})"))
            await eventually(lambda: _is(not cache.is_listening), "the loss is noticed")
            assert await price_of(cache, "T1") == amount, "without a listener the version is compared"
            await eventually(lambda: _is(cache.is_listening), "it listens again")
            assert await price_of(cache, "T1") == amount


@pytest.fixture
def home() -> Iterator[Path]:
    """A home for a server that the test may stop.

    Not below pytest's own directory: another run of pytest takes away the rights of others to pass there.
    """
    with tempfile.TemporaryDirectory() as directory:
        yield Path(directory)
        embedded.stop(Path(directory))


async def test_a_server_that_restarts(home: Path) -> None:
    server: RunningServer = await asyncio.to_thread(servers.start_test_server, home)
    url = server.database_url(embedded.DATABASE_NAME)
    await asyncio.to_thread(_fill, url)
    engine = create_engine(url)
    async with listening_cache(engine) as cache:
        await asyncio.to_thread(embedded.stop, home)
        await eventually(lambda: _is(not cache.is_listening), "the loss is noticed")
        with pytest.raises(ServerUnavailableError):
            await cache.current()
        again = await asyncio.to_thread(servers.start_test_server, home)
        assert again.port == server.port
        await commit(engine, price("T1", 961))
        # It may listen again already; then the announcement is on its way.
        await sees(cache, "T1", 961)
        await eventually(lambda: _is(cache.is_listening), "it listens again")
        await commit(engine, price("T1", 962))
        await sees(cache, "T1", 962)
    await engine.dispose()


async def test_where_notifications_do_not_arrive_versions_are_compared(
    seeded_database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listener, "ECHO_SECONDS", 0.3)
    async with mute_proxy(seeded_database_url) as proxy:
        engine = create_engine(proxy.url)
        async with cache_on(engine) as cache:
            for amount in range(971, 976):
                await commit(engine, price("T1", amount))
                assert await price_of(cache, "T1") == amount
                assert not cache.is_listening
        await engine.dispose()


async def test_a_connection_that_goes_silent_is_noticed(
    seeded_database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listener, "ECHO_SECONDS", 1.0)
    async with mute_proxy(seeded_database_url, swallows=False) as proxy:
        engine = create_engine(proxy.url)
        async with cache_on(engine, heartbeat_seconds=0.05) as cache:
            await eventually(lambda: _is(cache.is_listening), "the cache listens")
            proxy.swallows = True
            await commit(engine, price("T1", 981))
            await sees(cache, "T1", 981)
            await eventually(lambda: _is(not cache.is_listening), "the silence is noticed")
        await engine.dispose()


async def test_the_first_load_fails_loudly_and_can_be_tried_again(
    database_url: str, seeded_engine: AsyncEngine
) -> None:
    unreachable = create_engine("postgresql://nobody@127.0.0.1:1/none")
    cache = cache_on(unreachable)
    with pytest.raises(ServerUnavailableError):
        async with cache:
            pytest.fail("entered without a catalogue")
    with pytest.raises(ServerUnavailableError):
        await cache.current()
    await unreachable.dispose()
    empty = create_engine(database_url)
    async with cache_on(empty) as nothing_yet:
        with pytest.raises(NotFoundError, match="msia seed"):
            await nothing_yet.catalogue("motos-part")
    await empty.dispose()


async def test_data_that_can_not_be_compiled_are_not_quoted_from(seeded_engine: AsyncEngine) -> None:
    async with listening_cache(seeded_engine) as cache:
        async with seeded_engine.begin() as connection:
            await connection.execute(
                text(
                    "UPDATE warnings SET trigger_conditions = '{\"any_elements\": 7}' "
                    "WHERE category_id IS NOT NULL"
                )
            )
        await eventually(lambda: _is(not cache.is_listening), "the failed load is noticed")
        with pytest.raises(Exception, match="any_elements"):
            await cache.current()
        async with seeded_engine.begin() as connection:
            await connection.execute(
                text("UPDATE warnings SET trigger_conditions = '{}' WHERE category_id IS NOT NULL")
            )
        assert (await cache.catalogue("motos-part")).warnings


async def test_closing_leaves_no_task_and_no_connection(seeded_engine: AsyncEngine) -> None:
    async with listening_cache(seeded_engine):
        assert any(task.get_name() == "catalogue-listener" for task in asyncio.all_tasks())
    assert not any(task.get_name() == "catalogue-listener" for task in asyncio.all_tasks())

    async def gone() -> bool:
        async with seeded_engine.connect() as connection:
            return not (await connection.scalars(text(LISTENERS))).all()

    await eventually(gone, "the listener's backend has ended")
    assert seeded_engine.pool.checkedout() == 0  # type: ignore[attr-defined]


async def test_the_listener_takes_no_place_of_the_pool(seeded_engine: AsyncEngine) -> None:
    async with listening_cache(seeded_engine):
        assert seeded_engine.pool.checkedout() == 0  # type: ignore[attr-defined]
