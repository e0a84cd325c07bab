"""The labelled messages are well formed, name real elements, and their parts are disjoint.

The rules the labels follow are those of docs/labelling-guide.md; nothing here runs a matcher.
"""

import json
import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections import Counter
from pathlib import Path
from typing import Final, Literal, get_args

import pytest
from pydantic import BaseModel, ConfigDict, Field, PositiveInt
from rapidfuzz import fuzz, process

from database.seeds.data import aseicars_prof, motos_part
from database.seeds.data.common import ElementData
from database.seeds.data.tier_mappings import get_tier_mapping

_ROOT: Final = Path(__file__).parents[2]
_DEVELOPING: Final = ("dev", *(f"dev{number}" for number in range(2, 22)))
_MEASURING: Final = ("test", "test2", "test3", "test4")
_PARTS: Final = (*_DEVELOPING, *_MEASURING)
# Drawn by chance from one set, hence balanced; the second development part leans to the difficult kinds.
_BALANCED: Final = ("dev", "test")
# The later parts follow what clients write, so rare elements may be missing from one of them.
_COVERING: Final = ("dev", "dev2", "test")
_ELEMENTS: Final[dict[str, list[ElementData]]] = {
    "motos-part": motos_part.ELEMENTS,
    "aseicars-prof": aseicars_prof.ELEMENTS,
}
_MIN_TOTAL: Final = 420
# Rows of each kind in each part: enough that one wrong answer does not swing the kind's figure by itself.
_MIN_PER_KIND: Final = {"motos-part": 12, "aseicars-prof": 9}
# Above this token similarity two messages are the same sentence with a word exchanged.
_MAX_SIMILARITY: Final = 85.0

_BATCH: Final = (
    "(?:dev2|dev3[abc]|dev4[ab]|dev5[a-f]|dev6[abc]|dev7[abc]|dev8[a-d]|dev9[ab]|dev10|dev1[1-9][a-z]"
    "|dev2[01][a-z]|test2|test3|test4)"
)

Kind = Literal[
    "clean",
    "colloquial",
    "misspelt",
    "brand",
    "multi",
    "negated",
    "ambiguous",
    "partial",
    "irrelevant",
    "question",
]
_KINDS: Final[tuple[str, ...]] = get_args(Kind)


class AnyOf(BaseModel):
    """A question between elements that are no variants of one parent."""

    model_config = ConfigDict(extra="forbid", strict=True)

    any_of: list[str] = Field(min_length=2)


class LabelledMessage(BaseModel):
    """One row of the evaluation set; unknown or missing keys are refused."""

    model_config = ConfigDict(extra="forbid", strict=True)

    id: str = Field(pattern=rf"^({_BATCH}-)?(motos|aseicars)-[a-z]+-\d{{3}}$")
    category: Literal["motos-part", "aseicars-prof"]
    kind: Kind
    text: str = Field(min_length=3)
    elements: dict[str, PositiveInt]
    questions: list[str | AnyOf]
    unresolved: list[str]
    beyond: list[str] = []
    note: str | None = None

    def asked_codes(self) -> set[str]:
        """Every code a question names."""
        return {
            code
            for question in self.questions
            for code in ([question] if isinstance(question, str) else question.any_of)
        }


def _load(part: str) -> list[LabelledMessage]:
    path = _ROOT / "benchmarks" / "data" / f"messages_{part}.jsonl"
    lines = path.read_text(encoding="utf-8").splitlines()
    return [LabelledMessage.model_validate(json.loads(line)) for line in lines]


def _normalised(text: str) -> str:
    """Lower case, no accents, words only: the form in which two texts count as the same."""
    plain = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    return " ".join(re.findall(r"[a-z0-9]+", plain))


def _parents_with_variants(category: str) -> set[str]:
    """Codes that must be asked: an `accessory` child completes its parent, it is no variant of it."""
    return {
        element["parent_code"]
        for element in _ELEMENTS[category]
        if "parent_code" in element and element.get("variant_type") != "accessory"
    }


def _priced_codes(category: str) -> set[str]:
    listed = {code for codes in get_tier_mapping(category)["LISTS"].values() for code in codes}
    return listed - _parents_with_variants(category)


def _countable_codes() -> set[str]:
    """The codes the guide's line on countable installations names."""
    guide = (_ROOT / "docs" / "labelling-guide.md").read_text(encoding="utf-8")
    line = next(line for line in guide.splitlines() if line.startswith("- Countable codes"))
    return set(re.findall(r"`([A-Z][A-Z_0-9]+)`", line))


@pytest.fixture(scope="module")
def parts() -> dict[str, list[LabelledMessage]]:
    return {part: _load(part) for part in _PARTS}


@pytest.fixture(scope="module")
def messages(parts: dict[str, list[LabelledMessage]]) -> list[LabelledMessage]:
    return [message for part in _PARTS for message in parts[part]]


def test_there_are_enough_messages(messages: list[LabelledMessage]) -> None:
    assert len(messages) >= _MIN_TOTAL
    motorcycles = sum(message.category == "motos-part" for message in messages)
    assert 0.5 <= motorcycles / len(messages) <= 0.65


def test_ids_are_unique_and_say_category_and_kind(messages: list[LabelledMessage]) -> None:
    repeated = [id_ for id_, count in Counter(message.id for message in messages).items() if count > 1]
    assert repeated == []
    for message in messages:
        prefix = message.category.partition("-")[0]
        assert re.sub(rf"^{_BATCH}-", "", message.id).startswith(f"{prefix}-{message.kind}-"), message.id


def test_parts_are_stratified(parts: dict[str, list[LabelledMessage]]) -> None:
    counts: dict[str, Counter[tuple[str, str]]] = {
        part: Counter((m.category, m.kind) for m in parts[part]) for part in _BALANCED
    }
    assert counts["dev"] == counts["test"]
    for category, minimum in _MIN_PER_KIND.items():
        for kind in _KINDS:
            assert counts["dev"][category, kind] >= minimum, (category, kind)


def test_texts_are_unique_in_all_parts(messages: list[LabelledMessage]) -> None:
    texts = Counter((message.category, _normalised(message.text)) for message in messages)
    assert [text for text, count in texts.items() if count > 1] == []


def test_parts_share_no_near_copies(parts: dict[str, list[LabelledMessage]]) -> None:
    sorted_words = {
        part: {" ".join(sorted(_normalised(message.text).split())): message.id for message in messages}
        for part, messages in parts.items()
    }
    copies = []
    for measuring in _MEASURING:
        others = [part for part in _PARTS if part not in _MEASURING or part > measuring]
        listed = sorted((words for part in others for words in sorted_words[part]), key=len)
        lengths = [len(words) for words in listed]
        for words, id_ in sorted_words[measuring].items():
            # No text so much shorter or longer reaches the similarity.
            shortest = len(words) * _MAX_SIMILARITY / (200 - _MAX_SIMILARITY)
            longest = len(words) * (200 - _MAX_SIMILARITY) / _MAX_SIMILARITY
            near = listed[bisect_left(lengths, shortest) : bisect_right(lengths, longest)]
            found = process.extractOne(words, near, scorer=fuzz.ratio, score_cutoff=_MAX_SIMILARITY)
            if found is not None and found[1] > _MAX_SIMILARITY:
                copies.append((id_, found[0]))
    assert copies == []


def test_every_code_is_known_to_its_category(messages: list[LabelledMessage]) -> None:
    known = {category: {element["code"] for element in elements} for category, elements in _ELEMENTS.items()}
    for message in messages:
        unknown = (message.asked_codes() | message.elements.keys()) - known[message.category]
        assert not unknown, (message.id, unknown)


def test_elements_can_be_priced_and_questions_have_variants(messages: list[LabelledMessage]) -> None:
    for message in messages:
        not_priced = message.elements.keys() - _priced_codes(message.category)
        assert not not_priced, (message.id, not_priced)
        asked = {question for question in message.questions if isinstance(question, str)}
        without_variants = asked - _parents_with_variants(message.category)
        assert not without_variants, (message.id, without_variants)


def test_any_of_offers_different_unrelated_elements(messages: list[LabelledMessage]) -> None:
    for message in messages:
        parent_of = {e["code"]: e.get("parent_code") for e in _ELEMENTS[message.category]}
        for question in message.questions:
            if isinstance(question, AnyOf):
                options = set(question.any_of)
                assert len(options) == len(question.any_of), message.id
                parents = {parent_of[code] for code in options}
                assert parents == {None} or len(parents) > 1, message.id


def test_only_countable_installations_are_multiplied(messages: list[LabelledMessage]) -> None:
    countable = _countable_codes()
    assert countable <= {element["code"] for element in _ELEMENTS["aseicars-prof"]}
    multiplied = {code for message in messages for code, quantity in message.elements.items() if quantity > 1}
    assert multiplied
    assert multiplied <= countable
    assert all(
        quantity == 1
        for message in messages
        if message.category == "motos-part"
        for quantity in message.elements.values()
    )


def test_unresolved_words_stand_in_their_text(messages: list[LabelledMessage]) -> None:
    for message in messages:
        words = _normalised(message.text).split()
        missing = [word for word in message.unresolved if _normalised(word) not in words]
        assert not missing, (message.id, missing)


def test_kinds_keep_their_promise(messages: list[LabelledMessage]) -> None:
    for message in messages:
        left = bool(message.unresolved or message.beyond)
        answer = (bool(message.elements), bool(message.questions), left)
        if message.kind == "irrelevant":
            assert not message.elements, message.id
            assert not message.questions, message.id
        elif message.kind == "ambiguous":
            assert message.questions, message.id
        elif message.kind == "partial":
            assert left, message.id
        elif message.kind == "multi":
            assert len(message.elements) + len(message.questions) > 1, message.id
        elif message.kind != "negated":
            assert any(answer), message.id


@pytest.mark.parametrize("part", _COVERING)
@pytest.mark.parametrize("category", sorted(_ELEMENTS))
def test_each_part_covers_the_catalogue(
    parts: dict[str, list[LabelledMessage]], part: str, category: str
) -> None:
    rows = [message for message in parts[part] if message.category == category]
    priced = {code for message in rows for code in message.elements}
    asked = {q for message in rows for q in message.questions if isinstance(q, str)}
    assert _priced_codes(category) <= priced
    assert _parents_with_variants(category) <= asked
