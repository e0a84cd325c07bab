"""The vocabulary is the catalogue's: its words resolve, and new ones work without touching code."""

from dataclasses import replace

import pytest

from benchmarks.seed_catalogues import SLUGS, build_catalogue, seed_catalogue, seed_rows
from domain.catalogue import Catalogue
from domain.folding import fold
from domain.matching import compile_vocabulary, match_text
from tests.matching.seeded import vocabulary_of


def owners(catalogue: Catalogue) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for element in catalogue.elements.values():
        for word in (element.name, *element.keywords, *element.aliases):
            found.setdefault(fold(word), set()).add(element.code)
    for work in catalogue.works.values():
        for word in (work.name, *work.keywords):
            # What staff has written down as beyond the tariff is no element.
            found.setdefault(fold(word), set()).add(work.code)
    return found


@pytest.mark.parametrize("slug", SLUGS)
@pytest.mark.parametrize("sentence", ["{}", "Quiero homologar {} en mi vehículo, por favor"])
def test_every_name_and_unshared_keyword_names_its_element(slug: str, sentence: str) -> None:
    catalogue = seed_catalogue(slug)
    vocabulary = vocabulary_of(slug)
    shared = owners(catalogue)
    wrong = []
    for element in catalogue.elements.values():
        for word in (element.name, *element.keywords, *element.aliases):
            if len(shared[fold(word)]) > 1:
                continue
            result = match_text(vocabulary, sentence.format(word))
            named = {hit.code for hit in result.elements}
            asked = {
                code
                for question in result.questions
                for code in (question.asked.element, *(option.code for option in question.asked.options))
            }
            # "trasera" or "no" names a variant only beside its parent.
            bound = element.code in vocabulary.host_of and not named and not asked
            kin = {element.code, element.parent_code}
            if not bound and named != {element.code} and not (not named and asked & kin):
                wrong.append((element.code, word, named, asked))
    assert wrong == []


@pytest.mark.parametrize("slug", SLUGS)
def test_a_shared_keyword_is_a_question(slug: str) -> None:
    catalogue = seed_catalogue(slug)
    vocabulary = vocabulary_of(slug)
    for element in catalogue.elements.values():
        for word in element.keywords:
            sharing = {
                other.code
                for other in catalogue.elements.values()
                # What is an alias as well gives way to a keyword.
                if word in other.keywords
                and word not in other.aliases
                and other.parent_code is None
                and not other.child_codes
            }
            if len(sharing) > 1:
                result = match_text(vocabulary, f"quiero {word}")
                named = {hit.code for hit in result.elements}
                assert not named, (word, named)


def test_a_new_keyword_works_without_a_deploy() -> None:
    rows = [row.copy() for row in seed_rows("motos-part")]
    before = compile_vocabulary(build_catalogue("motos-part", rows))
    assert match_text(before, "quiero homologar un zumbrador").elements == ()
    for row in rows:
        if row["code"] == "ESCAPE":
            row["keywords"] = [*row["keywords"], "zumbrador"]
    after = compile_vocabulary(build_catalogue("motos-part", rows))
    for text in ("quiero homologar un zumbrador", "unos zumbradores", "sumbrador", "ZUMBRADOR!!"):
        assert [hit.code for hit in match_text(after, text).elements] == ["ESCAPE"]


def test_a_new_pair_of_elements_asks_for_its_side() -> None:
    rows = [row.copy() for row in seed_rows("motos-part")]
    template = next(row for row in rows if row["code"] == "CABALLETE")
    for code, side in (("GUARDAPOLVOS_DEL", "delantero"), ("GUARDAPOLVOS_TRAS", "trasero")):
        added = template.copy()
        added["code"], added["name"] = code, f"Guardapolvos {side}"
        added["keywords"], added["aliases"] = [f"guardapolvos {side}"], []
        rows.append(added)
    vocabulary = compile_vocabulary(build_catalogue("motos-part", rows))
    result = match_text(vocabulary, "quiero un guardapolvos")
    assert {option.code for option in result.questions[0].asked.options} == {
        "GUARDAPOLVOS_DEL",
        "GUARDAPOLVOS_TRAS",
    }
    both = match_text(vocabulary, "los dos guardapolvos")
    assert {hit.code for hit in both.elements} == {"GUARDAPOLVOS_DEL", "GUARDAPOLVOS_TRAS"}


def test_quantities_multiply_countable_elements_only() -> None:
    catalogue = seed_catalogue("aseicars-prof")
    single = dict(catalogue.elements)
    single["CLARABOYA"] = replace(single["CLARABOYA"], is_countable=False)
    text = "tres claraboyas"
    assert match_text(vocabulary_of("aseicars-prof"), text).elements[0].quantity == 3
    uncounted = compile_vocabulary(replace(catalogue, elements=single))
    assert match_text(uncounted, text).elements[0].quantity == 1


def test_hits_carry_the_words_and_a_score() -> None:
    vocabulary = vocabulary_of("motos-part")
    exact, misspelt = (match_text(vocabulary, text).elements[0] for text in ("manillar", "manilar"))
    assert exact.words == ("manillar",)
    assert misspelt.words == ("manilar",)
    assert misspelt.score < exact.score == 1.0


def test_unknown_work_is_unresolved_never_guessed() -> None:
    vocabulary = vocabulary_of("motos-part")
    result = match_text(vocabulary, "Quiero homologar un paracaídas")
    assert result.elements == ()
    assert result.questions == ()
    assert result.unresolved == ("paracaídas",)


def test_a_host_has_the_words_of_its_own_variants_only() -> None:
    """A variant may be a host itself: what names its variants says nothing of the host above it."""
    catalogue = seed_catalogue("motos-part")
    hosts = vocabulary_of("motos-part").host_of
    above, host = next((host, code) for code, host in hosts.items() if host in catalogue.elements)
    variant = catalogue.elements[host]
    below = replace(
        variant,
        code="BELOW",
        name="zarandaja",
        keywords=("zarandaja",),
        aliases=(),
        parent_code=host,
        child_codes=(),
    )
    elements = dict(catalogue.elements) | {
        host: replace(variant, child_codes=("BELOW",), question_hint="¿Cuál?"),
        "BELOW": below,
    }
    nested = compile_vocabulary(replace(catalogue, elements=elements))
    assert nested.host_of["BELOW"] == host
    assert "zarandaja" in nested.own_words[host]
    assert "zarandaja" not in nested.own_words[above]
