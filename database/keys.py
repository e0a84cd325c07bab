"""UUID version 7 keys (RFC 9562): they grow with time, so that an index is appended to instead of scattered
over, and a table can be partitioned by ranges of its key.

Layout: 48 bits of milliseconds, 42 bits of sequence (version and variant in between), 32 bits of randomness.
"""

import hashlib
import secrets
import threading
import time
import uuid
from datetime import UTC, datetime, timedelta

_SEQUENCE_BITS = 42
_SEQUENCE_LIMIT = 1 << _SEQUENCE_BITS
_TIME_LIMIT = 1 << 48
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

_lock = threading.Lock()
_last_ms = -1
_sequence = 0


def uuid7() -> uuid.UUID:
    """A new key of this moment, greater than every key this process has made before.

    Within a millisecond, and when the clock steps back, the sequence counts on (RFC 9562, method 1).
    """
    global _last_ms, _sequence  # noqa: PLW0603 - one sequence per process, under the lock
    with _lock:
        now_ms = time.time_ns() // 1_000_000
        if now_ms > _last_ms:
            _last_ms, _sequence = now_ms, _seed()
        else:
            _sequence += 1
            if _sequence == _SEQUENCE_LIMIT:
                _last_ms, _sequence = _last_ms + 1, _seed()
        milliseconds, sequence = _last_ms, _sequence
    return _assemble(milliseconds, sequence, secrets.randbits(32))


def uuid7_at(moment: datetime) -> uuid.UUID:
    """A new key of a given moment (aware), for what happened at another time than now.

    Among keys of one millisecond, those made later by this process are greater. Raises ValueError for a
    naive moment or one that 48 bits of milliseconds since 1970 can't hold.
    """
    global _sequence  # noqa: PLW0603
    with _lock:
        _sequence = (_sequence + 1) % _SEQUENCE_LIMIT
        sequence = _sequence
    return _assemble(_milliseconds(moment), sequence, secrets.randbits(32))


def uuid7_of(moment: datetime, sequence: int, source: bytes) -> uuid.UUID:
    """The one key of a thing that `sequence` and `source` identify: computed again, it is the same.

    Within a millisecond, keys sort by `sequence` (its low 42 bits). Raises as `uuid7_at`.
    """
    digest = hashlib.blake2b(source, digest_size=4).digest()
    return _assemble(_milliseconds(moment), sequence % _SEQUENCE_LIMIT, int.from_bytes(digest))


def uuid7_floor(moment: datetime) -> uuid.UUID:
    """The smallest key of a moment: where a range of time starts among keys. Raises as `uuid7_at`."""
    return _assemble(_milliseconds(moment), 0, 0)


def uuid7_time(key: uuid.UUID) -> datetime:
    """When a version 7 key was made, to the millisecond. Raises ValueError for another version."""
    if key.version != 7:
        raise ValueError(f"{key} is a UUID of version {key.version}, not 7: it holds no time")
    return _EPOCH + timedelta(milliseconds=key.int >> 80)


def _seed() -> int:
    # The highest bit starts as 0: there is room to count before the next millisecond.
    return secrets.randbits(_SEQUENCE_BITS - 1)


def _milliseconds(moment: datetime) -> int:
    if moment.tzinfo is None:
        raise ValueError(f"{moment.isoformat()} has no time zone")
    milliseconds = (moment - _EPOCH) // timedelta(milliseconds=1)
    if not 0 <= milliseconds < _TIME_LIMIT:
        raise ValueError(f"{moment.isoformat()} is outside the time that a UUID can hold")
    return milliseconds


def _assemble(milliseconds: int, sequence: int, low: int) -> uuid.UUID:
    value = milliseconds << 80
    value |= 7 << 76
    value |= (sequence >> 30) << 64
    value |= 0b10 << 62
    value |= (sequence & ((1 << 30) - 1)) << 32
    value |= low
    return uuid.UUID(int=value)
