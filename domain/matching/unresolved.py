"""Work the client asks for that nothing in the catalogue explains."""

import re
from collections.abc import Iterator, Sequence

from domain.matching.denial import denied_before
from domain.matching.language import es, sayings
from domain.matching.mentions import Status
from domain.matching.reading import Word
from domain.matching.scene import Scene, sentence_texts
from domain.matching.text import Break

MAX_UNRESOLVED = 12
_MIN_LETTERS = 4
# So far before a noun stands what asks for it.
_REACH = 8
_REQUEST_REACH = 11
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
    if not scene.said.isdisjoint(es.SALE_WORDS) and scene.said.isdisjoint(es.REFORM_WORDS):
        return ()
    asked = {
        scene.sentences[place] for place, index in scene.owner.items() if statuses[index] is Status.ASKED
    }
    requested = {
        number
        for number, (first, _) in scene.extents.items()
        if not es.REQUEST_WORDS_OR_UPKEEP_VERBS.isdisjoint(sentence_texts(scene, first))
    }
    active = asked | requested
    found: dict[str, None] = {}
    for place, word in enumerate(scene.words):
        text = word.text
        if word.known and not (text in es.NOUNS_OF_REQUESTS or text in es.OPENING_OFF_CATALOGUE_PAIRS):
            continue
        if place in explained or not _is_noun(scene, place):
            continue
        if _is_own(scene, statuses, word.single) and not _is_item(scene, place):
            continue
        if active and _is_known_work(scene, place, explained):
            wanted = not _is_refused(scene, place)
        else:
            wanted = (
                scene.sentences[place] in active
                and not _describes(scene, place, explained)
                and _is_object(scene, place, explained, listed=scene.sentences[place] in asked)
            )
        if wanted and not denied_before(scene, place):
            found[word.raw] = None
    found |= dict.fromkeys(_words_of_other_things(scene, statuses))
    return tuple(found)[:MAX_UNRESOLVED] if active or found else _bare_parts(scene)


def _is_item(scene: Scene, place: int) -> bool:
    """Whether a noun stands alone in a list: "puños y intermitentes" says nothing of where the lamps are."""
    opens = scene.gaps[place] is not Break.NONE or scene.line[place - 1] in es.AND_WORDS
    return opens and (scene.gaps[place + 1] is not Break.NONE or scene.line[place + 1] in es.AND_WORDS)


def _bare_parts(scene: Scene) -> tuple[str, ...]:
    """What a message of nothing but nouns names: "pastillas de freno", "puños". It asks for them, and nothing
    explains them."""
    runs: dict[int, list[str]] = {}
    telling: set[int] = set()
    run = 0
    for place, word in enumerate(scene.words):
        if word.gap is not Break.NONE or word.text in es.AND_WORDS:
            run = place
        noun = place not in scene.owner and _is_noun(scene, place)
        if noun or place in scene.owner or word.text in es.OF:
            runs.setdefault(run, []).append(word.raw)
            telling |= {run} if noun else set()
        elif word.text not in es.DETERMINERS and word.text not in es.AND_WORDS:
            return ()
    return tuple(dict.fromkeys(" ".join(dict.fromkeys(runs[run])) for run in runs if run in telling))


def _is_own(scene: Scene, statuses: Sequence[Status], word: str) -> bool:
    """Whether a word, by number, is of a part that is spoken of: it is no work that nothing explains."""
    return any(
        word in scene.own_words.get(target, ())
        for mention, status in zip(scene.mentions, statuses, strict=True)
        if status is not Status.ASIDE
        for target in mention.targets
    )


def _words_of_other_things(scene: Scene, statuses: Sequence[Status]) -> Iterator[str]:
    """The words of parts named in passing that name another thing together with the words after them."""
    for mention, status in zip(scene.mentions, statuses, strict=True):
        of, what = scene.line[mention.end + 1 : mention.end + 3]
        if status is not Status.ASIDE or of not in es.OF:
            continue
        if what in es.UPKEEP_NOUNS:
            # "filtro de aceite" in a request: the part's own word is part of what is not explained.
            yield from mention.words
        elif of in es.OF_ALONE and what in es.SYSTEM_NOUNS_BUT_WATER_SYSTEMS:
            # "amortiguador de dirección": the part of another system than the catalogue's.
            yield from (*mention.words, what)


def _is_noun(scene: Scene, place: int) -> bool:
    """Whether a word is a noun that a request may be for."""
    word, text = scene.words[place], scene.line[place]
    if (
        text in es.OFF_CATALOGUE_NOUNS_OR_OBJECTS
        or (text, scene.line[place + 1]) in sayings.OFF_CATALOGUE_PAIRS
    ):
        return True
    upkeep = text in es.UPKEEP_NOUNS
    if (word.known and not upkeep) or not text.isalpha() or len(text) < _MIN_LETTERS:
        return False
    # "GSXR 1000": a model and its number.
    numbered = scene.line[place + 1].isdecimal() and scene.gaps[place + 1] is Break.NONE
    return not (numbered or text in es.MAKES_OR_MODELS) and (upkeep or not _is_verb(scene, place))


def _is_verb(scene: Scene, place: int) -> bool:
    """Whether an unknown word is rather a verb by its form, with no article before it."""
    text, before = scene.line[place], scene.line[place - 1]
    if before in es.ARTICLES_OR_OF:
        return False
    if _VERB.fullmatch(text) or _PARTICIPLE.fullmatch(text):
        return True
    if _INFINITIVE.fullmatch(text):
        return before in es.BEFORE_INFINITIVES or scene.line[place + 1] in es.DETERMINERS
    # "soldó un aro": no noun stands before an article.
    return scene.line[place + 1] in es.INDEFINITE and scene.gaps[place + 1] is Break.NONE


def _is_known_work(scene: Scene, place: int, explained: set[int]) -> bool:
    """A noun known to be asked for by many, unless it only belongs to another part."""
    pair = scene.line[place], scene.line[place + 1]
    if pair[0] not in es.OFF_CATALOGUE_NOUNS_OR_SUPPLIES and pair not in sayings.OFF_CATALOGUE_PAIRS:
        return False
    at = place - 1
    while scene.line[at] in es.DETERMINERS_BUT_CONTRACTIONS:
        at -= 1
    if scene.gaps[at + 1] is not Break.NONE:
        return True
    if at in explained or scene.line[at] in es.TO:
        return False
    # "una Vespa con turbo", but not "un escape con sensor".
    head = at - 1 if scene.line[at] in es.COMPLEMENT_PREPOSITIONS_OR_WITH else at
    return head not in explained and scene.line[head] not in es.OFF_CATALOGUE_NOUNS


def _is_refused(scene: Scene, place: int) -> bool:
    """ "los puños no": a bare "no" right after the noun."""
    after = place + 2
    ends = scene.gaps[after] is not Break.NONE or scene.line[after] in es.BUT_OR_AND
    return scene.line[place + 1] in es.NOT and ends


def _describes(scene: Scene, place: int, explained: set[int]) -> bool:
    """Whether the word only qualifies an unexplained noun before it: "calefacción estacionaria de gasoil"."""
    if scene.line[place] in es.UPKEEP_NOUNS or scene.gaps[place] is not Break.NONE:
        return False
    at = place - 1
    if scene.line[at] in es.OF:
        at -= 1
    while scene.line[at] in es.QUALIFIERS:
        at -= 1
    return at >= 0 and at not in explained and _is_noun(scene, at)


def _is_object(scene: Scene, place: int, explained: set[int], *, listed: bool) -> bool:
    """Whether a noun is asked for itself: "homologar un paracaídas", "el escape y un sidecar"."""
    at = place
    for _ in range(_REACH):
        if scene.gaps[at] is not Break.NONE:
            return listed and at > 0
        at -= 1
        text, word = scene.line[at], scene.words[at]
        if text in es.VEHICLE_MAKES or at in explained:
            # A word right after a part describes it: a brand, a model, a finish.
            return False
        if text in es.COORDINATORS and (text not in es.MORE_WORD or scene.line[at + 1] in es.ARTICLES):
            return listed or _requested_before(scene, at)
        if _belongs_before_noun(text, word):
            continue
        if text in es.OF_FOR:
            at -= 1
            if scene.line[at] in es.TRANSPARENT_NOUNS_OR_REQUEST_WORDS:
                return at not in explained and scene.line[at] not in es.MODEL_OR_MAKE
            if at in explained or not _is_noun(scene, at):
                return False
        elif text in es.YOU_DO and scene.line[place] not in es.UPKEEP_NOUNS:
            return False
        else:
            having = text in es.HAVING_VERBS and scene.line[at + 1] not in es.ARTICLES
            return text in es.REQUEST_WORDS and not having
    return False


def _belongs_before_noun(text: str, word: Word) -> bool:
    """Articles, numbers, adjectives and words that no table knows: "embrague hidraulico"."""
    if text in es.DETERMINERS_BUT_CONTRACTIONS or text in es.QUALIFIERS or word.number:
        return True
    return not word.known and text.isalpha()


def _requested_before(scene: Scene, place: int) -> bool:
    first = max(scene.extents[scene.sentences[place]][0], place - _REQUEST_REACH)
    return not es.REQUEST_WORDS.isdisjoint(scene.line[first:place])
