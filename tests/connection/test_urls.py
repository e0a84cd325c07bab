"""Database URLs: what people and hosting providers write, and what the drivers get."""

from typing import Any

import pytest

from database.urls import parse_database_url
from shared.errors import InvalidInputError


@pytest.mark.parametrize(
    ("raw", "rendered"),
    [
        ("postgresql://u:p@h:5433/d", "postgresql+asyncpg://u:p@h:5433/d"),
        ("postgres://u:p@h/d", "postgresql+asyncpg://u:p@h/d"),
        ("postgresql+asyncpg://u:p@h/d", "postgresql+asyncpg://u:p@h/d"),
        ("  postgresql://u:p%40%2F@h/d\n", "postgresql+asyncpg://u:p%40%2F@h/d"),
        ("postgresql://u@h/d?sslmode=require&channel_binding=require", "postgresql+asyncpg://u@h/d"),
        ("sqlite:///relative.db", "sqlite+aiosqlite:///relative.db"),
        ("sqlite+aiosqlite:////tmp/a b.db", "sqlite+aiosqlite:////tmp/a b.db"),
        ("sqlite://", "sqlite+aiosqlite://"),
    ],
)
def test_spellings(raw: str, rendered: str) -> None:
    assert parse_database_url(raw).url.render_as_string(hide_password=False) == rendered


@pytest.mark.parametrize(
    ("query", "arguments"),
    [
        ("", {}),
        (
            "sslmode=verify-full&sslrootcert=/etc/ca.pem",
            {"dsn": "postgresql://?sslmode=verify-full&sslrootcert=%2Fetc%2Fca.pem"},
        ),
        ("ssl=require", {"ssl": "require"}),
        (
            "application_name=panel&statement_timeout=5000",
            {"server_settings": {"application_name": "panel", "statement_timeout": "5000"}},
        ),
        ("connect_timeout=3", {"timeout": 3.0}),
        ("statement_cache_size=0", {"statement_cache_size": 0}),
        ("keepalives=1&gssencmode=disable&client_encoding=utf8", {}),
    ],
)
def test_query_parameters_reach_whoever_understands_them(query: str, arguments: dict[str, Any]) -> None:
    assert parse_database_url(f"postgresql://u@h/d?{query}").connect_args == arguments


@pytest.mark.parametrize(
    ("query", "expected"), [("pgbouncer=true", True), ("pgbouncer=false", False), ("", False)]
)
def test_pgbouncer_is_asked_for_in_the_url(query: str, expected: bool) -> None:
    assert parse_database_url(f"postgresql://u@h/d?{query}").pgbouncer is expected


@pytest.mark.parametrize(
    ("raw", "place"),
    [
        ("postgresql://u:secreto@db.example:5433/msia_db", "db.example:5433/msia_db"),
        ("postgresql://u:secreto@db.example/msia_db", "db.example:5432/msia_db"),
        ("postgresql://u:secreto@/d?host=a:1&host=b:2", "a:1,b:2/d"),
        ("sqlite:///x.db", "x.db"),
    ],
)
def test_the_place_shows_no_password(raw: str, place: str) -> None:
    target = parse_database_url(raw)
    assert target.place == place
    assert "secreto" not in repr(target)


@pytest.mark.parametrize(
    "raw",
    [
        "mysql://u:secreto@h/d",
        "postgresql+psycopg2://u:secreto@h/d",
        "secreto",
        "postgresql://u:secreto@h:port/d",
        "postgresql://u:secreto@h/d?connect_timeout=soon",
        "postgresql://u:secreto@h/d?statement_cache_size=-1",
    ],
)
def test_what_is_no_usable_url_is_refused_without_showing_it(raw: str) -> None:
    with pytest.raises(InvalidInputError) as caught:
        parse_database_url(raw, "DATABASE_REPLICA_URL")
    assert caught.value.field == "DATABASE_REPLICA_URL"
    assert "DATABASE_REPLICA_URL" in caught.value.message
    assert "secreto" not in str(caught.value)
