"""UUID version 7 keys: layout of RFC 9562, order, determinism."""

import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta, timezone
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from database import keys
from database.keys import uuid7, uuid7_at, uuid7_floor, uuid7_of, uuid7_time

MOMENTS = st.datetimes(
    min_value=datetime(1970, 1, 1),  # noqa: DTZ001 - hypothesis wants naive bounds
    max_value=datetime(9999, 1, 1),  # noqa: DTZ001
    timezones=st.just(UTC),
)


def stop_clock(monkeypatch: pytest.MonkeyPatch, nanoseconds: int) -> None:
    monkeypatch.setattr(keys, "time", SimpleNamespace(time_ns=lambda: nanoseconds))


def test_layout_of_the_standard() -> None:
    # The example of RFC 9562, appendix A.6: 2022-02-22 14:22:22 -05:00.
    moment = datetime(2022, 2, 22, 14, 22, 22, tzinfo=timezone(timedelta(hours=-5)))
    key = uuid7_at(moment)
    assert key.hex.startswith("017f22e279b07")
    assert (key.version, key.variant) == (7, uuid.RFC_4122)
    assert uuid7_time(key) == moment


def test_keys_of_a_process_grow() -> None:
    made = [uuid7() for _ in range(20_000)]
    assert made == sorted(set(made))


def test_keys_of_parallel_threads_are_distinct() -> None:
    with ThreadPoolExecutor(8) as executor:
        made = list(executor.map(lambda _: uuid7(), range(20_000)))
    assert len(set(made)) == len(made)


def test_a_clock_stepping_back_does_not_lower_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    before = uuid7()
    stop_clock(monkeypatch, time.time_ns() - 3_600_000_000_000)
    assert before < uuid7() < uuid7()


def test_an_exhausted_sequence_moves_to_the_next_millisecond(monkeypatch: pytest.MonkeyPatch) -> None:
    first = uuid7()
    now = time.time_ns()
    stop_clock(monkeypatch, now)
    monkeypatch.setattr(keys, "_sequence", (1 << 42) - 2)
    monkeypatch.setattr(keys, "_last_ms", now // 1_000_000)
    last, following = uuid7(), uuid7()
    assert first < last < following
    assert uuid7_time(following) == uuid7_time(last) + timedelta(milliseconds=1)


@given(MOMENTS, MOMENTS)
def test_keys_sort_by_their_moment(one: datetime, other: datetime) -> None:
    if uuid7_floor(one) < uuid7_floor(other):
        assert one < other
        assert uuid7_at(one) < uuid7_floor(other) <= uuid7_at(other)
    assert uuid7_floor(one) <= uuid7_at(one)


@given(MOMENTS, st.integers(0, (1 << 42) - 2), st.binary(max_size=20), st.binary(max_size=20))
def test_computed_keys(moment: datetime, sequence: int, source: bytes, other: bytes) -> None:
    key = uuid7_of(moment, sequence, source)
    assert key == uuid7_of(moment, sequence, source)
    assert key < uuid7_of(moment, sequence + 1, other)
    assert (key.version, key.variant) == (7, uuid.RFC_4122)


def test_refused() -> None:
    with pytest.raises(ValueError, match="no time zone"):
        uuid7_at(datetime(2026, 1, 1))  # noqa: DTZ001
    with pytest.raises(ValueError, match="outside the time"):
        uuid7_at(datetime(1969, 12, 31, tzinfo=UTC))
    with pytest.raises(ValueError, match="version 4"):
        uuid7_time(uuid.uuid4())
