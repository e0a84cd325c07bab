"""Work the client asks for that nothing in the catalogue explains."""

import re
from collections.abc import Iterator, Sequence
from enum import Enum
from functools import lru_cache

from domain.matching.denial import denied_before
from domain.matching.language import es, sayings
from domain.matching.mentions import Status
from domain.matching.scene import Scene, sentence_texts
from domain.matching.text import Break

MAX_UNRESOLVED = 12
_MIN_LETTERS = 4
# More words than these are no mere name of something.
_BARE = 8
# "tenerlo", "dejadme", "hazme", "mirais", "seguimos"
_VERB = re.compile(
    r"[a-z]+(?:[aei]r|[aei]d|ando|iendo|az|in)(?:me|te|se|lo|la|le|nos|los|las|les|melo|telo|selo|noslo)"
    r"|[a-z]{3,}(?:[ae]is|[aei]mos)"
)
_INFINITIVE = re.compile(r"[a-z]{3,}[aei]r")
_PARTICIPLE = re.compile(r"[a-z]{3,}(?:ad|id)[oa]s?")


def unresolved_words(scene: Scene, statuses: Sequence[Status], explained: set[int]) -> tuple[str, ...]:
    """The nouns of requests left over, as written (folded), in order and without repetition.

    A noun counts when it is the object of a request or stands in a list with a part that is asked for;
    denied ones do not.
    """
    asked = {
        scene.sentences[place] for place, index in scene.owner.items() if statuses[index] is Status.ASKED
    }
    opening = es.REQUEST_WORDS_OR_UPKEEP_VERBS
    requested = {
        number
        for number, (first, last) in scene.extents.items()
        if first <= last and not opening.isdisjoint(sentence_texts(scene, first))
    }
    active = asked | requested
    if not scene.said.isdisjoint(es.SALE_WORDS) and scene.said.isdisjoint(es.REFORM_WORDS):
        return ()
    found: dict[str, None] = {}
    nouns = [
        place
        for place, word in enumerate(scene.words)
        if _may_be_noun(word.text, word.known) and place not in explained and _is_noun(scene, place)
    ]
    for place in nouns:
        word = scene.words[place]
        if _is_own(scene, statuses, word.single) and not _is_item(scene, place):
            continue
        if active and _is_known_work(scene, place, explained):
            if not (denied_before(scene, place) or _is_refused(scene, place)):
                found[word.raw] = None
            continue
        if word.sentence not in active or _describes(scene, place, explained):
            continue
        if _is_object(scene, place, explained, listed=word.sentence in asked) and not denied_before(
            scene, place
        ):
            found[word.raw] = None
    for said in _words_of_other_things(scene, statuses, requested=bool(active)):
        found[said] = None
    if not active and not found:
        return _bare_parts(scene, statuses)
    return tuple(found)[:MAX_UNRESOLVED]


def _is_item(scene: Scene, place: int) -> bool:
    """Whether a noun stands alone in a list: "puños y intermitentes" says nothing of where the lamps are."""
    opens = place == 0 or scene.words[place].gap is not Break.NONE or scene.line[place - 1] in es.AND_WORDS
    following = place + 1
    ends = following >= len(scene.words) or scene.words[following].gap is not Break.NONE
    return opens and (ends or scene.line[following] in es.AND_WORDS)


def _bare_parts(scene: Scene, statuses: Sequence[Status]) -> tuple[str, ...]:
    """What a message of nothing but nouns names: "pastillas de freno", "puños". It asks for them, and nothing
    explains them."""
    if not 0 < len({word.text for word in scene.words}) <= _BARE:
        return ()
    aside = {place for place, index in scene.owner.items() if statuses[index] is Status.ASIDE}
    nouns = [
        place for place in range(len(scene.words)) if place not in scene.owner and _is_noun(scene, place)
    ]
    runs: list[list[int]] = [[]]
    for place, word in enumerate(scene.words):
        if word.gap is not Break.NONE or word.text in es.AND_WORDS:
            runs.append([])
        if place in nouns or place in aside or (runs[-1] and word.text in es.OF):
            runs[-1].append(place)
        elif word.text not in es.DETERMINERS and word.text not in es.AND_WORDS and word.number is None:
            return ()
    said = (
        " ".join(dict.fromkeys(scene.words[place].raw for place in run))
        for run in runs
        if not set(run).isdisjoint(nouns)
    )
    return tuple(dict.fromkeys(said))


def _is_own(scene: Scene, statuses: Sequence[Status], word: str) -> bool:
    """Whether a word, by number, is of a part that is spoken of: it is no work that nothing explains."""
    return any(
        word in scene.own_words.get(target, ())
        for mention, status in zip(scene.mentions, statuses, strict=True)
        if status is not Status.ASIDE
        for target in mention.targets
    )


def _words_of_other_things(scene: Scene, statuses: Sequence[Status], *, requested: bool) -> Iterator[str]:
    """The words of parts named in passing that name another thing together with the words after them."""
    for mention, status in zip(scene.mentions, statuses, strict=True):
        if status is not Status.ASIDE:
            continue
        if _upkeep_beside(scene, mention.end):
            # "filtro de aceite" in a request: the part's own word is part of what is not explained.
            yield from mention.words
        if requested and _names_a_system(scene, mention.end):
            yield from mention.words
            yield scene.line[mention.end + 2]


class _Noun(Enum):
    """Whether a word is a noun that a request may be for, as far as the word itself says."""

    ALWAYS = "always"
    # Where no number follows, as after a model's name.
    BEFORE_NO_NUMBER = "before no number"
    IN_CONTEXT = "in context"
    NEVER = "never"


@lru_cache(maxsize=65536)
def _may_be_noun(text: str, known: bool) -> bool:
    """Whether a word can be a noun at all, by itself or with the word after it."""
    return _noun_by_itself(text, known) is not _Noun.NEVER or text in es.IN_OFF_CATALOGUE_PAIRS


@lru_cache(maxsize=65536)
def _noun_by_itself(text: str, known: bool) -> _Noun:
    if text in es.OFF_CATALOGUE_NOUNS or text in es.OFF_CATALOGUE_OBJECTS:
        return _Noun.ALWAYS
    if not text.isalpha() or len(text) < _MIN_LETTERS:
        return _Noun.NEVER
    if text in es.VEHICLE_MAKES or text in es.VEHICLE_MODELS:
        return _Noun.NEVER
    if text in es.UPKEEP_NOUNS:
        return _Noun.BEFORE_NO_NUMBER
    return _Noun.NEVER if known else _Noun.IN_CONTEXT


def _is_noun(scene: Scene, place: int) -> bool:
    word = scene.words[place]
    itself = _noun_by_itself(word.text, word.known)
    if itself is _Noun.ALWAYS or (word.text, scene.line[place + 1]) in sayings.OFF_CATALOGUE_PAIRS:
        return True
    if itself is _Noun.NEVER:
        return False
    if scene.line[place + 1].isdecimal() and scene.words[place + 1].gap is Break.NONE:
        # "GSXR 1000": a model and its number.
        return False
    return itself is _Noun.BEFORE_NO_NUMBER or not _is_verb(scene, place)


def _is_verb(scene: Scene, place: int) -> bool:
    """Whether an unknown word is rather a verb by its form, with no article before it."""
    text, before = scene.line[place], scene.line[place - 1]
    if before in es.ARTICLES_OR_OF:
        return False
    if _VERB.fullmatch(text) or _PARTICIPLE.fullmatch(text):
        return True
    if _INFINITIVE.fullmatch(text):
        follows_verb = not before or before in es.BEFORE_INFINITIVES
        return follows_verb or scene.line[place + 1] in es.DETERMINERS
    # "soldó un aro": no noun stands before an article.
    following = place + 1
    return (
        scene.line[following] in es.INDEFINITE
        and scene.same_sentence(following, place)
        and scene.words[following].gap is Break.NONE
    )


def _is_known_work(scene: Scene, place: int, explained: set[int]) -> bool:
    """A noun known to be asked for by many, unless it only belongs to another part."""
    paired = (scene.line[place], scene.line[place + 1]) in sayings.OFF_CATALOGUE_PAIRS
    if not paired and scene.line[place] not in es.OFF_CATALOGUE_NOUNS_OR_SUPPLIES:
        return False
    at = place - 1
    while scene.line[at] in es.DETERMINERS_BUT_CONTRACTIONS and scene.words[at + 1].gap is Break.NONE:
        at -= 1
    if scene.words[at + 1].gap is not Break.NONE or at < 0:
        return True
    if at in explained or scene.line[at] in es.TO:
        return False
    if scene.line[at] in es.WITH:
        # "una Vespa con turbo", but not "un escape con sensor".
        return at - 1 not in explained and scene.line[at - 1] not in es.OFF_CATALOGUE_NOUNS
    if scene.line[at] in es.COMPLEMENT_PREPOSITIONS:
        head = at - 1
        return head not in explained and scene.line[head] not in es.OFF_CATALOGUE_NOUNS
    return scene.line[at] not in es.OFF_CATALOGUE_NOUNS


def _is_refused(scene: Scene, place: int) -> bool:
    """ "los puños no": a bare "no" right after the noun."""
    after = place + 2
    ends = after >= len(scene.words) or scene.words[after].gap is not Break.NONE
    return scene.line[place + 1] in es.NOT and (ends or scene.line[after] in es.BUT_OR_AND)


def _describes(scene: Scene, place: int, explained: set[int]) -> bool:
    """Whether the word only qualifies an unexplained noun before it: "calefacción estacionaria de gasoil"."""
    if scene.line[place] in es.UPKEEP_NOUNS or scene.words[place].gap is not Break.NONE:
        return False
    at = place - 1
    if scene.line[at] in es.OF and scene.words[at].gap is Break.NONE:
        at -= 1
    while scene.line[at] in es.QUALIFIERS and scene.words[at + 1].gap is Break.NONE:
        at -= 1
    return at >= 0 and at not in explained and scene.line[at].isalpha() and _is_noun(scene, at)


def _is_object(scene: Scene, place: int, explained: set[int], *, listed: bool) -> bool:
    """Whether a noun is asked for itself: "homologar un paracaídas", "el escape y un sidecar"."""
    at = place
    for _ in range(8):
        if scene.gaps[at] is not Break.NONE:
            return listed and _opens_item(scene, at)
        at -= 1
        if at < 0 or scene.line[at] in es.VEHICLE_MAKES or at in explained:
            # A word right after a part describes it: a brand, a model, a finish.
            return False
        decided = _asks_for(scene, at, place, listed=listed)
        if decided is not None:
            return decided
        if scene.line[at] in es.OF_FOR:
            at -= 1
            if at < 0 or at in explained:
                return False
            if scene.line[at] in es.TRANSPARENT_NOUNS_OR_REQUEST_WORDS:
                return scene.line[at] not in es.MODEL_OR_MAKE
            if not _is_noun(scene, at):
                return False
        elif not _belongs_before_noun(scene, at):
            return False
    return False


def _asks_for(scene: Scene, at: int, place: int, *, listed: bool) -> bool | None:
    """Whether the word at `at` asks for the noun at `place`; None where it says nothing of it."""
    text = scene.line[at]
    if text in es.COORDINATORS and (text not in es.MORE_WORD or scene.line[at + 1] in es.ARTICLES):
        return listed or _requested_before(scene, at)
    if text in es.DETERMINERS_BUT_CONTRACTIONS or text in es.QUALIFIERS or scene.words[at].number:
        return None
    if text in es.YOU_DO and scene.line[place] not in es.UPKEEP_NOUNS:
        return False
    if text in es.REQUEST_WORDS:
        return text not in es.HAVING_VERBS or scene.line[at + 1] in es.ARTICLES
    return None


def _belongs_before_noun(scene: Scene, at: int) -> bool:
    """Articles, numbers, adjectives and words that no table knows: "embrague hidraulico"."""
    text, word = scene.line[at], scene.words[at]
    if text in es.DETERMINERS_BUT_CONTRACTIONS or text in es.QUALIFIERS or word.number:
        return True
    return not word.known and text.isalpha()


def _opens_item(scene: Scene, at: int) -> bool:
    return scene.gaps[at] is not Break.SENTENCE or at > 0


def _requested_before(scene: Scene, place: int) -> bool:
    for at in range(place - 1, max(-1, place - 12), -1):
        if scene.words[at].sentence != scene.words[place].sentence:
            return False
        if scene.line[at] in es.REQUEST_WORDS:
            return True
    return False


def _names_a_system(scene: Scene, end: int) -> bool:
    """ "amortiguador de dirección": the part of another system than the catalogue's."""
    return scene.line[end + 1] in es.OF_ALONE and scene.line[end + 2] in es.SYSTEM_NOUNS_BUT_WATER_SYSTEMS


def _upkeep_beside(scene: Scene, end: int) -> bool:
    return scene.line[end + 1] in es.OF and scene.line[end + 2] in es.UPKEEP_NOUNS
