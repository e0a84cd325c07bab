"""Catalogues built straight from seed data, without a database: only what matching reads."""

from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from types import MappingProxyType
from uuid import NAMESPACE_OID, uuid5

from database.seeds.data import aseicars_prof, motos_part
from database.seeds.data.common import ElementData, UntariffedWorkData
from domain.catalogue import Catalogue, CatalogueElement, CatalogueWork
from domain.tariff import compile_tariff
from shared.vocabularies import BeyondKind, ClientType

SLUGS = ("motos-part", "aseicars-prof")
_MODULES = {"motos-part": motos_part, "aseicars-prof": aseicars_prof}


def build_catalogue(
    slug: str, data: Sequence[ElementData], works: Sequence[UntariffedWorkData] = ()
) -> Catalogue:
    """A catalogue of the elements and what is beyond them alone: no tiers, prices, photos or fields."""
    children: dict[str, list[str]] = defaultdict(list)
    for row in data:
        if "parent_code" in row:
            children[row["parent_code"]].append(row["code"])
    elements = {
        row["code"]: CatalogueElement(
            id=uuid5(NAMESPACE_OID, f"{slug}:{row['code']}"),
            code=row["code"],
            name=row["name"],
            description=row["description"],
            sort_order=row["sort_order"],
            keywords=tuple(row["keywords"]),
            aliases=tuple(row["aliases"]),
            parent_code=row.get("parent_code"),
            child_codes=tuple(children[row["code"]]),
            variant_type=row.get("variant_type"),
            variant_code=row.get("variant_code"),
            multi_select_keywords=tuple(row.get("multi_select_keywords", ())),
            question_hint=row.get("question_hint"),
            inherit_parent_data=row.get("inherit_parent_data", False),
            is_countable=row.get("is_countable", False),
            images=(),
            fields=(),
            inline_warnings=(),
            associated_warnings=(),
            contrary_words=tuple(row.get("contrary_words", ())),
        )
        for row in sorted(data, key=lambda row: row["sort_order"])
    }
    return Catalogue(
        category_id=uuid5(NAMESPACE_OID, slug),
        slug=slug,
        name=slug,
        client_type=ClientType.PARTICULAR,
        elements=MappingProxyType(elements),
        tiers=MappingProxyType({}),
        tariff=compile_tariff((), (), {element.id: code for code, element in elements.items()}),
        warnings=(),
        services=(),
        documentation=(),
        works=MappingProxyType({row["code"]: _work(slug, row) for row in works}),
    )


def _work(slug: str, row: UntariffedWorkData) -> CatalogueWork:
    return CatalogueWork(
        id=uuid5(NAMESPACE_OID, f"{slug}:work:{row['code']}"),
        code=row["code"],
        name=row["name"],
        what=BeyondKind(row["what"]),
        answer=row["answer"],
        keywords=tuple(row["keywords"]),
        contrary_words=tuple(row.get("contrary_words", ())),
        reverse_of=row.get("reverse_of"),
        covers_request=row.get("covers_request", False),
    )


@lru_cache
def seed_catalogue(slug: str) -> Catalogue:
    """The catalogue of a seeded category."""
    return build_catalogue(slug, seed_rows(slug), _MODULES[slug].UNTARIFFED_WORKS)


def seed_rows(slug: str) -> Sequence[ElementData]:
    """The seed data of a category's elements."""
    rows: Sequence[ElementData] = _MODULES[slug].ELEMENTS
    return rows


def enlarged_catalogue(slug: str, factor: int) -> Catalogue:
    """The seeded category `factor` times over: every further copy has codes and words of its own.

    The copies' words are pronounceable strangers (each word takes a suffix of its copy), so that the number
    of distinct words grows with the catalogue, as it does in a real one.
    """
    data: list[ElementData] = []
    for copy in range(factor):
        data.extend(_renamed(row, copy) for row in seed_rows(slug))
    return build_catalogue(slug, data, _MODULES[slug].UNTARIFFED_WORKS)


def _renamed(row: ElementData, copy: int) -> ElementData:
    if copy == 0:
        return row
    renamed = row.copy()
    renamed["code"] = f"{row['code']}_{copy}"
    if "parent_code" in row:
        renamed["parent_code"] = f"{row['parent_code']}_{copy}"
    ending = "".join("bcdfgl"[int(digit) % 6] + "aeiou"[int(digit) % 5] for digit in f"{copy:02d}") + "x"
    for key in ("name", "description"):
        renamed[key] = _altered(row[key], ending)
    renamed["keywords"] = [_altered(keyword, ending) for keyword in row["keywords"]]
    renamed["aliases"] = [_altered(alias, ending) for alias in row["aliases"]]
    return renamed


def _altered(text: str, ending: str) -> str:
    return " ".join(f"{word}{ending}" if len(word) > 3 and word.isalpha() else word for word in text.split())
