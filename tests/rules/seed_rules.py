"""Rules of the seeds, read from their sources and from a seeded database."""

import ast
import re
import uuid
from collections.abc import Iterator

from database.seeds import seed_utils
from tests.rules.rule import Evidence, rule

SECTION = "Seeds"
_NAMESPACE = uuid.UUID("12345678-1234-5678-1234-567812345678")


@rule(SECTION, "deterministic UUIDs: uuid5(SEED_NAMESPACE, 'kind:category_slug:code')")
def deterministic_keys(evidence: Evidence) -> Iterator[str]:
    if seed_utils.SEED_NAMESPACE != _NAMESPACE:
        yield "SEED_NAMESPACE is not the specification's"
    slugs = {row["id"]: row["slug"] for row in evidence.seeded.get("vehicle_categories", ())}
    for kind, table in (("element", "elements"), ("tier", "tariff_tiers")):
        for row in evidence.seeded.get(table, ()):
            name = f"{kind}:{slugs[row['category_id']]}:{row['code']}"
            if row["id"] != uuid.uuid5(_NAMESPACE, name):
                yield f"the key of {name} is {row['id']}"


@rule(SECTION, "no random key in the seeding code")
def no_random_keys(evidence: Evidence) -> Iterator[str]:
    for source in evidence.under("database/seeds/"):
        for called, node in source.calls():
            if called.rsplit(".", 1)[-1] in {"uuid4", "uuid1", "uuid7", "random"}:
                yield f"{source.path}:{node.lineno}: {called}"


@rule(SECTION, "dual warning system: every element warning inline and as an association")
def dual_warnings(evidence: Evidence) -> Iterator[str]:
    inline = {
        (row["element_id"], row["id"])
        for row in evidence.seeded.get("warnings", ())
        if row["element_id"] is not None
    }
    associated = {
        (row["element_id"], row["warning_id"])
        for row in evidence.seeded.get("element_warning_associations", ())
    }
    if evidence.seeded and not inline:
        yield "no element has a warning"
    yield from (f"only inline: {pair}" for pair in inline - associated)
    yield from (f"only associated: {pair}" for pair in associated - inline)


@rule(SECTION, "upserts through upsert_with_uuid_fn() and upsert(): seeders write in no other way")
def upserts_only(evidence: Evidence) -> Iterator[str]:
    writers = {"add", "add_all", "merge", "execute", "scalar", "scalars", "insert", "bulk_save_objects"}
    for source in evidence.under("database/seeds/seeders/"):
        if source.path.endswith(("/base.py", "/tables.py")):
            continue
        names = {called.rsplit(".", 1)[-1]: node for called, node in source.calls()}
        classes = [node for node in source.tree.body if isinstance(node, ast.ClassDef)]
        bases = {ast.unparse(base) for node in classes for base in node.bases}
        is_seeder = bases & {"BaseSeeder", "TableSeeder"}
        if not is_seeder:
            continue
        if not any(name.startswith("upsert") for name in names):
            yield f"{source.path} does not upsert"
        for called, node in source.calls():
            if called.startswith(("self.session.", "session.")) and called.rsplit(".", 1)[-1] in writers:
                yield f"{source.path}:{node.lineno}: {called}"


@rule(SECTION, "never hard-delete: rows are switched off")
def never_deletes(evidence: Evidence) -> Iterator[str]:
    statement = re.compile(r"\b(DELETE\s+FROM|TRUNCATE)\b", re.IGNORECASE)
    for source in evidence.under("database/seeds/"):
        for called, node in source.calls():
            if called in {"delete", "sqlalchemy.delete", "sa.delete"} or called.endswith("session.delete"):
                yield f"{source.path}:{node.lineno}: {called}"
        for constant in source.nodes:
            if (
                isinstance(constant, ast.Constant)
                and isinstance(constant.value, str)
                and statement.search(constant.value)
            ):
                yield f"{source.path}:{constant.lineno}: {constant.value[:40]!r}"


@rule(SECTION, "data modules hold constants only, seeders logic only")
def constants_only(evidence: Evidence) -> Iterator[str]:
    logic = (
        ast.FunctionDef,
        ast.AsyncFunctionDef,
        ast.For,
        ast.While,
        ast.Lambda,
        ast.ListComp,
        ast.DictComp,
    )
    for source in evidence.under("database/seeds/data/"):
        for node in source.nodes:
            if isinstance(node, logic) and getattr(node, "name", "") != "get_tier_mapping":
                yield f"{source.path}:{node.lineno}: {type(node).__name__}"
