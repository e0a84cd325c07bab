"""What a client says or asks beside the matter: a person, anger, other languages, questions. Pure.

What only the firm knows is answered by its policies, and by a person where there is none; never invented.
"""

import re
from typing import Final

from agent.assistant import phrases
from agent.assistant.commands import Command, said_in
from agent.assistant.effects import Consult
from agent.assistant.firm_policies import texts_about
from agent.assistant.hearing import Hearing, quote_now
from agent.assistant.languages import language_of
from agent.assistant.of_offer import tell_fixed_price
from agent.assistant.of_photos import places_of
from agent.assistant.of_request import run_step
from agent.assistant.state import Asked, Reference
from agent.assistant.topics import POLICIES, Topic, topic_in
from agent.assistant.wording import meanings, rows, spoken
from domain.catalogue import Catalogue
from domain.catalogue.hierarchy import effective_images
from domain.quote.short_text import short_text
from domain.tariff.verdict import format_price

_SENTENCES: Final = re.compile(
    r"(?<=[!?\n…])|(?<=\.)(?=\s)|(?=[¿¡])|(?i:(?=\b(?:quer[ií]a|quisiera|me gustar[ií]a|quiero) saber\b))"
)
_ASKED_ABOUT: Final = POLICIES | {
    Topic.UNTAXED,
    Topic.ROBOT,
    Topic.STATUS,
    Topic.MISSING,
    Topic.PAPERS,
    Topic.COVERS,
    Topic.REGULATION,
    Topic.NEXT,
    Topic.PROCESS,
}
# What is told whether or not it is put as a question: «envíame el aviso de privacidad», «quita el IVA».
_TOLD_UNASKED: Final = frozenset(
    {
        *(Topic.MISSING, Topic.STATUS, Topic.PAPERS, Topic.PRIVACY),
        *(Topic.UNTAXED, Topic.CHEAPER, Topic.PAYMENT),
    }
)
_CALLING: Final = "que"
_LONGEST_QUESTION: Final = 16
"""Words; a longer sentence without a question mark is no question alone."""
_OF_SERVICES: Final = frozenset({Topic.DELAY, Topic.COVERS, Topic.INCLUDED, Topic.REGULATION, Topic.PAPERS})
_SENTENCE_OF: Final = {
    Topic.ROBOT: phrases.I_AM_A_ROBOT,
    Topic.PROCESS: phrases.HOW_IT_WORKS,
    Topic.PHOTO_OK: phrases.PHOTOS_REVIEWED,
}
_FREE_TEXT: Final = frozenset({Asked.DATUM, Asked.COLUMN})


def settles_all(turn: Hearing, text: str) -> bool:
    """Whether the message asks to be left alone, is angry, wants a person or is in another language.

    Then nothing else is asked; what it says of the request is taken all the same.
    """
    if topic_in(text, {Topic.STOP}) is not None:
        turn.move(stopped=True)
        turn.say(phrases.STOPPED)
        turn.is_silent = True
        return True
    if topic_in(text, {Topic.ANGER}) is not None and topic_in(text, {Topic.PRAISE}) is None:
        turn.call_person(phrases.REASON_ANGRY, phrases.ANGRY)
        return True
    if _wants_person(turn, text) or _says_beside(turn, text):
        return True
    language = language_of(text)
    if language is not None and not _is_answer(turn, text):
        turn.call_person(phrases.REASON_LANGUAGE.format(language=language.name), language.sentence)
        return True
    return wants_to_cancel(turn, text)


def _says_beside(turn: Hearing, text: str) -> bool:
    """Whether the message only leads to another, ends the talk, or is about stored data as such."""
    said = topic_in(text, {Topic.ANNOUNCE, Topic.FAREWELL, Topic.OTHERS, Topic.ERASE})
    if said is None:
        return False
    turn.move(misunderstood=0)
    match said.command:
        case Topic.ANNOUNCE | Topic.FAREWELL:
            turn.say(phrases.TELL_ME if said.command is Topic.ANNOUNCE else phrases.FAREWELL)
            turn.is_silent = True
        case Topic.OTHERS:
            turn.say(phrases.ONLY_YOURS)
        case _:
            turn.pass_on(Topic.ERASE.value, phrases.REASON_ERASE.format(text=text[:300]))
    return True


def answers_questions(turn: Hearing, text: str) -> str:
    """Answer the questions in a message; the text that is left for the matter itself."""
    left = ""
    for sentence in _SENTENCES.split(text):
        if services := _services_asked(turn, sentence):
            turn.move(misunderstood=0)
            turn.answered = True
            turn.say("\n".join(services))
            continue
        topic = _topic_of(turn, sentence)
        if topic is None:
            left += sentence
            continue
        _answer(turn, topic, sentence)
    return left if spoken(left) else ""


def _topic_of(turn: Hearing, sentence: str) -> Topic | None:
    is_question = _is_question(sentence)
    if not is_question and turn.asked in _FREE_TEXT:
        return None
    said = topic_in(sentence, _ASKED_ABOUT)
    if said is None and is_question and _is_beside_photos(turn):
        said = topic_in(sentence, {Topic.PHOTO_OK})
    if said is None or (not is_question and said.command not in _TOLD_UNASKED):
        return None
    return said.command


def _is_beside_photos(turn: Hearing) -> bool:
    """Whether pictures come, have just come or are asked for."""
    return bool(turn.message.attachments or turn.state.placed) or turn.asked is Asked.PHOTO


def _is_question(sentence: str) -> bool:
    return "?" in sentence or "¿" in sentence or _begins_as_question(sentence)


def _services_asked(turn: Hearing, sentence: str) -> list[str]:
    """The services that the sentence asks about, unless it asks something else beside them."""
    said = topic_in(sentence, _ASKED_ABOUT)
    if not _is_question(sentence) or (said is not None and said.command not in _OF_SERVICES):
        return []
    return services_named(turn, sentence)


def _begins_as_question(sentence: str) -> bool:
    said = spoken(sentence)
    first = next((place for place, word in enumerate(said) if word.text not in meanings("courtesy")), 0)
    words = [word.text for word in said if word.text not in meanings("courtesy")]
    if len(words) > _LONGEST_QUESTION:
        return False  # dictated in one breath: whatever it asks, it says the matter too
    if first and words[0] == _CALLING and sentence[said[first].start : said[first].end].isascii():
        return False  # «oye, que la factura …» calls, and asks nothing
    opens = "_".join(words[:3])
    return bool(words) and (
        words[0] in meanings("question") or "saber" in words[:3] or opens in meanings("question_opening")
    )


def _wants_person(turn: Hearing, text: str) -> bool:
    said = said_in(text, {Command.PERSON})
    if said is None and topic_in(text, {Topic.PERSON}) is None:
        return False
    if said is not None and spoken(said.rest) and turn.known is not None and not turn.is_collecting:
        run_step(turn, said.rest, is_quiet=True)
        turn.question = None
    turn.call_person(phrases.REASON_WANTED)
    return True


def wants_to_cancel(turn: Hearing, text: str) -> bool:
    """Whether the client gives up a case that is open, which is asked once more."""
    if not turn.is_collecting or turn.asked is Asked.CANCEL or topic_in(text, {Topic.CANCEL}) is None:
        return False
    ask_about_cancelling(turn)
    turn.move(misunderstood=0)
    return True


def ask_about_cancelling(turn: Hearing) -> None:
    """Ask whether the case is to be cancelled, which can't be undone."""
    turn.ask(phrases.ASK_CANCEL, Reference(asked=Asked.CANCEL), phrases.CANCEL_OPTIONS)


def _is_answer(turn: Hearing, text: str) -> bool:
    """Whether a text that looks foreign may be an answer: a make, a name, one of the options."""
    return turn.asked in _FREE_TEXT and len(spoken(text)) < 5


def _answer(turn: Hearing, topic: Topic, sentence: str) -> None:
    turn.move(misunderstood=0)
    turn.answered = True
    match topic:
        case Topic.ROBOT | Topic.PROCESS | Topic.PHOTO_OK:
            turn.say(_SENTENCE_OF[topic])
        case Topic.NEXT if turn.case is None or turn.is_collecting:
            pass  # the next question says it
        case Topic.NEXT:
            turn.say(_status(turn))
        case Topic.STATUS:
            turn.say(_status(turn))
        case Topic.MISSING:
            turn.say(_missing(turn))
        case Topic.PAPERS:
            turn.say(_papers(turn))
        case Topic.COVERS if (quote := quote_now(turn.facts, turn.state)) is not None and quote.price:
            if turn.case is None:
                turn.is_offered_again = True  # the price comes with the offer
            else:
                turn.say(short_text(quote))
        case Topic.UNTAXED:
            _tell_with_vat(turn)
        case Topic.REGULATION:
            turn.effects.append(Consult(sentence.strip()))
        case _:
            _tell_policy(turn, topic, sentence)


def _tell_policy(turn: Hearing, topic: Topic, sentence: str) -> None:
    found = texts_about(topic, turn.facts.policies)
    if found:
        turn.say("\n\n".join(found))
    elif topic is Topic.PRIVACY and turn.facts.manner.privacy_notice:
        turn.say(phrases.PRIVACY_NOTICE.format(where=turn.facts.manner.privacy_notice))
    elif topic is Topic.PRIVACY:
        reason = phrases.REASON_QUESTION.format(question=sentence.strip()[:300])
        turn.pass_on(topic.value, reason, phrases.PRIVACY_PASSED_ON)
    else:
        turn.pass_on(topic.value, phrases.REASON_QUESTION.format(question=sentence.strip()[:300]))


def _tell_with_vat(turn: Hearing) -> None:
    """That prices have their VAT, with what was offered or accepted."""
    if not tell_fixed_price(turn, phrases.PRICE_WITH_VAT):
        turn.say(phrases.VAT_ALWAYS)


def services_named(turn: Hearing, sentence: str) -> list[str]:
    """The services of the tariff that a question names, with their prices; the words: services.tsv."""
    known = turn.known
    if known is None:
        return []
    meant = [
        name for listed, name in rows("services.tsv") if any(_has(sentence, one) for one in listed.split())
    ]
    return [
        phrases.SERVICE.format(
            name=service.name, price=format_price(service.price), description=service.description
        ).strip()
        for service in known.catalogue.services
        if service.element_code is None and any(_has(service.name, name) for name in meant)
    ]


def _has(text: str, stems: str) -> bool:
    """Whether for each of the joined stems the text has a word that begins so."""
    words = [word.text for word in spoken(text)]
    return all(any(word.startswith(stem) for word in words) for stem in stems.split("+"))


def _status(turn: Hearing) -> str:
    case = turn.case
    if case is None:
        return phrases.STATUS_WITHOUT_CASE
    if turn.is_collecting:
        return phrases.STATUS_COLLECTING.format(done=case.done, asked=case.asked)
    return phrases.WITH_ENGINEERS


def _missing(turn: Hearing) -> str:
    case = turn.case
    if case is None and not turn.request.is_empty:
        return _papers(turn)
    if case is None or not turn.is_collecting:
        return _status(turn)
    if not case.needs:
        return phrases.NOTHING_MISSING
    names = [need.title or phrases.COLUMN_NAMES.get(need.name, need.name) for need in case.needs]
    shown = [phrases.LISTED.format(name=name) for name in dict.fromkeys(names)][:15]
    more = len(set(names)) - len(shown)
    tail = [phrases.AND_MORE.format(count=more)] if more > 0 else []
    return "\n".join([phrases.MISSING_LIST, *shown, *tail])


def _papers(turn: Hearing) -> str:
    """The documents and photos that the case of this request needs, or what every case does."""
    known = turn.known
    if known is None:
        return phrases.PAPERS_LATER
    names = [document.title for document in known.catalogue.documentation if document.is_mandatory]
    names += _photos(known.catalogue, turn)
    return "\n".join([phrases.PAPERS, *(phrases.LISTED.format(name=name) for name in names[:20])])


def _photos(catalogue: Catalogue, turn: Hearing) -> list[str]:
    if turn.case is not None and turn.is_collecting:
        return [place.title for place in places_of(catalogue, turn.case) if place.element is not None]
    return [
        phrases.PHOTO_TITLE.format(element=catalogue.elements[code].name, title=image.title)
        for code in turn.request.quantities
        if code in catalogue.elements
        for image in effective_images(catalogue, code)
        if image.is_required
    ]
