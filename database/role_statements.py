"""The statements that bring the roles of a database into their wanted state: only those that are missing.

Each function reads the server's catalogue and returns what is to be done about one thing, in the order in
which it has to be done; where all is well it returns nothing.
"""

import base64
import hashlib
import hmac
import secrets
import stringprep
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

_ITERATIONS: Final = 4096
_ROWS: Final = frozenset({"SELECT", "INSERT", "UPDATE", "DELETE"})
_READ: Final = frozenset({"SELECT"})
# Tables of which the application's role only reads, and the owner's function that writes them: until a
# migration has made it one, the application writes them itself.
_READ_ONLY_TABLES: Final[Mapping[str, str | None]] = {
    "alembic_version": None,
    "audit_log": "msia_audit_row()",
    "conversation_message_keys": "msia_keep_message_key()",
}
_OBJECTS: Final = {"r": "TABLES", "S": "SEQUENCES", "f": "FUNCTIONS"}


@dataclass(frozen=True, slots=True)
class Roles:
    """The three roles. `passwords` by role; a role without one can't log in by password until it gets one."""

    owner: str
    application: str
    read_only: str
    passwords: Mapping[str, str] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class Step:
    """One statement and what it is for, in words for the person at the terminal."""

    what: str
    statement: str


def quoted(name: str) -> str:
    """An identifier as SQL writes it."""
    return '"' + name.replace('"', '""') + '"'


def literal(value: str) -> str:
    """A text as SQL writes it."""
    return "'" + value.replace("'", "''") + "'"


def scram_verifier(password: str, salt: bytes | None = None) -> str:
    """What PostgreSQL stores for a password (RFC 5803): enough to check it, not to know it.

    So no password stands in a statement that is printed, or in the server's log.
    """
    used = salt or secrets.token_bytes(16)
    salted = hashlib.pbkdf2_hmac("sha256", _prepared(password).encode(), used, _ITERATIONS)
    client_key = hmac.digest(salted, b"Client Key", "sha256")
    server_key = hmac.digest(salted, b"Server Key", "sha256")
    stored_key = hashlib.sha256(client_key).digest()
    encoded = [base64.b64encode(part).decode() for part in (used, stored_key, server_key)]
    return f"SCRAM-SHA-256${_ITERATIONS}:{encoded[0]}${encoded[1]}:{encoded[2]}"


def _prepared(password: str) -> str:
    """SASLprep (RFC 4013) as far as it changes a text."""
    mapped = (
        " " if stringprep.in_table_c12(character) else character
        for character in password
        if not stringprep.in_table_b1(character)
    )
    return unicodedata.normalize("NFKC", "".join(mapped))


_FIND_ROLES: Final = text("""
    SELECT
        rolname::text, rolsuper, rolcreaterole, rolcreatedb, rolreplication, rolbypassrls,
        COALESCE(
            pg_has_role(oid, (SELECT oid FROM pg_roles WHERE rolname = :owner), 'MEMBER'), false
        ) AS is_owner
    FROM pg_roles WHERE rolname IN (:owner, :application, :read_only)
""")


async def role_steps(connection: AsyncConnection, roles: Roles) -> list[Step]:
    """The roles themselves: made where they lack, and without rights over the server or the owner's."""
    found = {
        row.rolname: row
        for row in await connection.execute(
            _FIND_ROLES,
            {"owner": roles.owner, "application": roles.application, "read_only": roles.read_only},
        )
    }
    steps = []
    purposes = {
        roles.owner: "rol dueño de las tablas",
        roles.application: "rol de la aplicación",
        roles.read_only: "rol de solo lectura",
    }
    for name, purpose in purposes.items():
        row = found.get(name)
        if row is None:
            password = roles.passwords.get(name)
            secret = f" PASSWORD {literal(scram_verifier(password))}" if password else ""
            steps.append(Step(f"crear el {purpose}", f"CREATE ROLE {quoted(name)} LOGIN{secret}"))
            continue
        if name == roles.owner:
            continue
        powers = {
            "NOSUPERUSER": row.rolsuper,
            "NOCREATEROLE": row.rolcreaterole,
            "NOCREATEDB": row.rolcreatedb,
            "NOREPLICATION": row.rolreplication,
            "NOBYPASSRLS": row.rolbypassrls,
        }
        if too_many := [word for word, held in powers.items() if held]:
            steps.append(
                Step(f"quitar poderes al {purpose}", f"ALTER ROLE {quoted(name)} {' '.join(too_many)}")
            )
        if row.is_owner and not row.rolsuper:
            steps.append(
                Step(
                    f"separar el {purpose} del dueño",
                    f"REVOKE {quoted(roles.owner)} FROM {quoted(name)}",
                )
            )
    return steps


async def password_steps(roles: Roles, names: Iterable[str]) -> list[Step]:
    """New passwords of roles that exist: of those in `names` that have one."""
    return [
        Step(
            f"dar contraseña a {name}",
            f"ALTER ROLE {quoted(name)} LOGIN PASSWORD {literal(scram_verifier(roles.passwords[name]))}",
        )
        for name in names
        if name in roles.passwords
    ]


async def extension_steps(connection: AsyncConnection) -> list[Step]:
    """pgvector, by which regulations are searched, where the server has it and the database does not yet."""
    is_missing = await connection.scalar(
        text("SELECT installed_version IS NULL FROM pg_available_extensions WHERE name = 'vector'")
    )
    # Not a trusted extension: only a superuser may install it.
    statement = "CREATE EXTENSION IF NOT EXISTS vector SCHEMA public"
    return (
        [Step("instalar pgvector, con el que se busca en los reglamentos", statement)] if is_missing else []
    )


# Everything in our schema that has an owner of its own; what belongs to a table or an extension follows it.
_NOT_THE_OWNERS: Final = """
    SELECT 'TABLE' AS kind, c.oid AS oid, c.oid::regclass::text AS name, c.relowner AS owner
    FROM pg_class c
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
    UNION ALL
    SELECT 'SEQUENCE', c.oid, c.oid::regclass::text, c.relowner FROM pg_class c
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'S'
    AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = c.oid AND d.deptype IN ('a', 'i'))
    UNION ALL
    SELECT 'ROUTINE', p.oid, p.oid::regprocedure::text, p.proowner FROM pg_proc p
    WHERE p.pronamespace = 'public'::regnamespace
    UNION ALL
    SELECT 'TYPE', t.oid, t.oid::regtype::text, t.typowner FROM pg_type t
    WHERE t.typnamespace = 'public'::regnamespace AND t.typtype IN ('d', 'e')
"""


async def ownership_steps(connection: AsyncConnection, roles: Roles) -> list[Step]:
    """Whatever the application or anybody else owns in our schema goes to the owner, the database too."""
    steps = []
    database = await connection.scalar(
        text(
            "SELECT datname FROM pg_database JOIN pg_roles r ON r.oid = datdba "
            "WHERE datname = current_database() AND r.rolname IN (:application, :read_only)"
        ),
        {"application": roles.application, "read_only": roles.read_only},
    )
    if database is not None:
        steps.append(
            Step(
                "pasar la base de datos al dueño",
                f"ALTER DATABASE {quoted(database)} OWNER TO {quoted(roles.owner)}",
            )
        )
    others = (
        f"SELECT kind, name FROM ({_NOT_THE_OWNERS}) AS objects "  # noqa: S608 - a constant, a quoted name
        f"WHERE owner NOT IN (SELECT oid FROM pg_roles WHERE rolname = {literal(roles.owner)}) "
        "AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = objects.oid AND d.deptype = 'e')"
    )
    count = len((await connection.execute(text(others))).all())
    if count:
        statement = (
            f"DO $move$ DECLARE found record; BEGIN FOR found IN {others} LOOP "
            f"EXECUTE format('ALTER %s %s OWNER TO %I', found.kind, found.name, {literal(roles.owner)}); "
            "END LOOP; END $move$"
        )
        steps.append(Step(f"pasar al dueño {count} tablas y funciones", " ".join(statement.split())))
    return steps


_FIND_DOORS: Final = text("""
    SELECT
        d.datname::text,
        array(
            SELECT pg_get_userbyid(a.grantee) || ' ' || a.privilege_type
            FROM aclexplode(COALESCE(d.datacl, acldefault('d', d.datdba))) a WHERE a.grantee <> 0
        ) AS database,
        array(
            SELECT a.privilege_type
            FROM aclexplode(COALESCE(d.datacl, acldefault('d', d.datdba))) a WHERE a.grantee = 0
        ) AS database_public,
        array(
            SELECT pg_get_userbyid(a.grantee) || ' ' || a.privilege_type
            FROM aclexplode(n.nspacl) a WHERE a.grantee <> 0
        ) AS schema,
        array(
            SELECT a.privilege_type FROM aclexplode(n.nspacl) a WHERE a.grantee = 0
        ) AS schema_public,
        (
            SELECT has_schema_privilege(r.oid, n.oid, 'CREATE') FROM pg_roles r WHERE r.rolname = :owner
        ) AS owner_creates
    FROM pg_database d, pg_namespace n
    WHERE d.datname = current_database() AND n.nspname = 'public'
""")


async def schema_steps(connection: AsyncConnection, roles: Roles) -> list[Step]:
    """Connecting to the database and finding what is in the schema; making something in it is the owner's."""
    row = (await connection.execute(_FIND_DOORS, {"owner": roles.owner})).one()
    steps = []
    if not row.owner_creates:
        statement = f"GRANT USAGE, CREATE ON SCHEMA public TO {quoted(roles.owner)}"
        steps.append(Step("dejar que el dueño cree tablas", statement))
    if "CREATE" in row.schema_public:
        steps.append(Step("impedir que otros creen tablas", "REVOKE CREATE ON SCHEMA public FROM PUBLIC"))
    for name in (roles.application, roles.read_only):
        if f"{name} CREATE" in row.schema:
            statement = f"REVOKE CREATE ON SCHEMA public FROM {quoted(name)}"
            steps.append(Step(f"impedir que {name} cree tablas", statement))
        if "USAGE" not in row.schema_public and f"{name} USAGE" not in row.schema:
            statement = f"GRANT USAGE ON SCHEMA public TO {quoted(name)}"
            steps.append(Step(f"abrir el esquema a {name}", statement))
        if "CONNECT" not in row.database_public and f"{name} CONNECT" not in row.database:
            statement = f"GRANT CONNECT ON DATABASE {quoted(row.datname)} TO {quoted(name)}"
            steps.append(Step(f"abrir la base de datos a {name}", statement))
    return steps


async def table_steps(connection: AsyncConnection, roles: Roles) -> list[Step]:
    """Rows for the application, reading for both; none on partitions, which are reached by their parent."""
    writers = [name for name in _READ_ONLY_TABLES.values() if name is not None]
    found = await connection.scalars(
        text(
            "SELECT name FROM unnest(CAST(:writers AS text[])) AS name "
            "JOIN pg_proc p ON p.oid = to_regprocedure(name) WHERE p.prosecdef"
        ),
        {"writers": writers},
    )
    of_owner = {None, *found}
    tables = await connection.execute(
        text(
            "SELECT c.oid::regclass::text AS name, c.relname, c.relkind::text, c.relispartition, "
            "array(SELECT CASE a.grantee WHEN 0 THEN '' ELSE pg_get_userbyid(a.grantee)::text END || ' ' || "
            "a.privilege_type FROM aclexplode(c.relacl) a) AS held "
            "FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace "
            "AND c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S') "
            "AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e') ORDER BY 1"
        )
    )
    grants: dict[tuple[str, str], list[str]] = {}
    revokes: dict[tuple[str, str], list[str]] = {}
    for table in tables:
        rows: frozenset[str] = _ROWS
        reading: frozenset[str] = _READ
        if table.relispartition:
            rows = reading = frozenset()
        elif table.relkind == "S":
            rows = frozenset({"SELECT", "USAGE"})
        elif table.relname in _READ_ONLY_TABLES and _READ_ONLY_TABLES[table.relname] in of_owner:
            rows = _READ
        for name, wanted in ((roles.application, rows), (roles.read_only, reading), ("", frozenset())):
            prefix = f"{name} "
            held = {grant.removeprefix(prefix) for grant in table.held if grant.startswith(prefix)}
            if name == "" and not held:
                continue
            if missing := sorted(wanted - held):
                grants.setdefault((name, _privileges(missing)), []).append(table.name)
            if extra := sorted(held - wanted):
                revokes.setdefault((name, _privileges(extra)), []).append(table.name)
    return [
        Step(
            f"dar {privileges} a {name} en {len(names)} tablas",
            f"GRANT {privileges} ON {', '.join(names)} TO {quoted(name)}",
        )
        for (name, privileges), names in grants.items()
    ] + [
        Step(
            f"quitar {privileges} a {name or 'todos'} en {len(names)} tablas",
            f"REVOKE {privileges} ON {', '.join(names)} FROM {quoted(name) if name else 'PUBLIC'}",
        )
        for (name, privileges), names in revokes.items()
    ]


def _privileges(names: Sequence[str]) -> str:
    order = ("SELECT", "INSERT", "UPDATE", "DELETE")
    return ", ".join(sorted(names, key=lambda name: (order.index(name) if name in order else 9, name)))


async def function_steps(connection: AsyncConnection, roles: Roles) -> list[Step]:
    """Functions that run with the owner's rights are for the application and nobody else."""
    functions = await connection.execute(
        text(
            "SELECT p.oid::regprocedure::text AS name, p.prorettype = 'trigger'::regtype AS is_trigger, "
            "array(SELECT CASE a.grantee WHEN 0 THEN '' ELSE pg_get_userbyid(a.grantee)::text END "
            "FROM aclexplode(COALESCE(p.proacl, acldefault('f', p.proowner))) a) AS held "
            "FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace AND p.prosecdef "
            "AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e') ORDER BY 1"
        )
    )
    steps = []
    for function in functions:
        if "" in function.held:
            statement = f"REVOKE EXECUTE ON FUNCTION {function.name} FROM PUBLIC"
            steps.append(Step(f"cerrar la función {function.name}", statement))
        # A trigger runs for whoever changes a row; the right to run it would be one to build other triggers.
        allowed = set() if function.is_trigger else {roles.application}
        for name in (roles.application, roles.read_only):
            held = name in function.held
            if held and name not in allowed:
                statement = f"REVOKE EXECUTE ON FUNCTION {function.name} FROM {quoted(name)}"
                steps.append(Step(f"cerrar la función {function.name} a {name}", statement))
            if not held and name in allowed:
                statement = f"GRANT EXECUTE ON FUNCTION {function.name} TO {quoted(name)}"
                steps.append(Step(f"abrir la función {function.name} a {name}", statement))
    return steps


async def default_privilege_steps(connection: AsyncConnection, roles: Roles) -> list[Step]:
    """The same rights on whatever the owner makes later."""
    rows = await connection.execute(
        text(
            "SELECT d.defaclobjtype::text AS kind, pg_get_userbyid(a.grantee)::text AS name, "
            "a.privilege_type FROM pg_default_acl d "
            "JOIN pg_roles o ON o.oid = d.defaclrole AND o.rolname = :owner "
            "CROSS JOIN LATERAL aclexplode(d.defaclacl) a "
            "WHERE d.defaclnamespace = 'public'::regnamespace AND a.grantee <> 0"
        ),
        {"owner": roles.owner},
    )
    held = {(row.kind, row.name, row.privilege_type) for row in rows}
    wanted: Mapping[tuple[str, str], frozenset[str]] = {
        ("r", roles.application): _ROWS,
        ("r", roles.read_only): _READ,
        ("S", roles.application): frozenset({"SELECT", "USAGE"}),
        ("S", roles.read_only): _READ,
        ("f", roles.application): frozenset({"EXECUTE"}),
    }
    return [
        Step(
            f"dar también a {name} lo que el dueño cree más tarde ({_OBJECTS[kind].lower()})",
            f"ALTER DEFAULT PRIVILEGES FOR ROLE {quoted(roles.owner)} IN SCHEMA public "
            f"GRANT {_privileges(missing)} ON {_OBJECTS[kind]} TO {quoted(name)}",
        )
        for (kind, name), privileges in wanted.items()
        if (missing := sorted(word for word in privileges if (kind, name, word) not in held))
    ]


async def timeout_steps(
    connection: AsyncConnection, settings_of: Mapping[str, Mapping[str, float]]
) -> list[Step]:
    """Time-outs as defaults of a role, by role and setting, in seconds (0: none)."""
    rows = await connection.execute(
        text(
            "SELECT r.rolname::text AS name, setting FROM pg_db_role_setting s "
            "JOIN pg_roles r ON r.oid = s.setrole, unnest(s.setconfig) AS setting WHERE s.setdatabase = 0"
        )
    )
    held = {(row.name, row.setting) for row in rows}
    steps = []
    for role, limits in settings_of.items():
        for setting, seconds in limits.items():
            value = f"{round(seconds * 1000)}ms"
            if (role, f"{setting}={value}") not in held:
                statement = f"ALTER ROLE {quoted(role)} SET {setting} = {literal(value)}"
                steps.append(Step(f"{setting} de {role}: {seconds:g} s", statement))
    return steps
