"""What a message changes in the request: elements, quantities, questions, what can be restored. Pure.

A question is closed by an answer, by taking back what it is about, and by nothing else.
"""

from collections.abc import Collection, Iterable, Mapping

from agent.assistant.context import Context, KnownCategory
from agent.assistant.outcome import quote_of
from agent.assistant.state import Beyond, DialogueState, Pending, Stage, Taken, Wanted
from agent.assistant.wording import number_in, spoken
from domain.catalogue import Catalogue
from domain.catalogue.hierarchy import leaf_variants
from domain.matching import MatchResult, match_text
from domain.quote.composing import MAX_QUANTITY

MOST_UNRESOLVED = 20


def take(catalogue: Catalogue, state: DialogueState, match: MatchResult, message: str) -> DialogueState:
    """The state with what a message or an answer names added, and what it denies taken away."""
    before = state.quantities
    quantities = dict(before)
    former = {item.code: item.quantity for item in state.taken.wanted}
    is_counted = any(number_in(word.text) is not None for word in spoken(message))
    chosen = [hit.code for hit in match.elements]
    asked = _asked_for(state.questions, chosen)
    for hit in match.elements:
        if hit.quantity > 1 or is_counted:
            quantities[hit.code] = hit.quantity
        else:
            # Named without a number: as many as there are, or were before they were taken back.
            quantities.setdefault(hit.code, former.get(hit.code, asked.get(hit.code, 1)))
    denied = {hit.code for hit in match.negated} - set(chosen)
    gone = tuple(Wanted(code=code, quantity=before[code]) for code in before if code in denied)
    for code in denied:
        quantities.pop(code, None)
    _replace_parents(catalogue, state.questions, chosen, quantities)
    raised = [
        Pending.of(question)
        for question in match.questions
        # A maker alone («Fiamma») says more of what is asked for already.
        if question.asked.element is not None
        or len({option.code for option in question.asked.options} & set(before)) != 1
    ]
    raised_about = {item.asked.element for item in raised if item.asked.element is not None}
    closing = {*chosen, *raised_about}
    open_, given_up, dropped = _split(catalogue, state, closing, denied, raised)
    taken = Taken(wanted=gone, questions=dropped) if gone or dropped else _still(state.taken, chosen)
    added = tuple(code for code in chosen if before.get(code) != quantities.get(code))
    return state.moved(
        wanted=_wanted(quantities),
        open=open_,
        given_up=given_up,
        taken=taken,
        last=() if gone or dropped else added or state.last,
        unresolved=_joined(state.unresolved, match.unresolved),
        doubtful=_doubtful(catalogue, state.doubtful, match),
        beyond=_beyond(state.beyond, match),
    )


def with_questions_of_quote(context: Context, state: DialogueState) -> DialogueState:
    """The state with the questions that its quote asks beyond those of the client's words."""
    quote = quote_of(context, state)
    if quote is None:
        return state
    known = {item.asked.options for item in state.questions}
    quantities = state.quantities
    fresh = [
        Pending(asked=asked, quantity=quantities.get(asked.element or "", 1))
        for asked in quote.questions
        if asked.options not in known and not {option.code for option in asked.options} & set(quantities)
    ]
    return state.moved(open=(*state.open, *fresh)) if fresh else state


def restore(state: DialogueState, only: Collection[str] = ()) -> DialogueState:
    """The state with what was taken back last in its place again; `only`: these codes of it."""
    back = {item.code: item.quantity for item in state.taken.wanted if not only or item.code in only}
    known = {item.asked.options for item in state.questions}
    questions = [
        item
        for item in state.taken.questions
        if item.asked.options not in known
        and (not only or {option.code for option in item.asked.options} & set(only))
    ]
    return state.moved(
        wanted=_wanted({**state.quantities, **back}),
        open=(*state.open, *questions),
        taken=Taken(),
        last=tuple(back),
    )


def with_unresolved(state: DialogueState, words: Iterable[str]) -> DialogueState:
    """The state with further words that nothing explains, the first MOST_UNRESOLVED of all."""
    return state.moved(unresolved=_joined(state.unresolved, words))


def emptied(state: DialogueState) -> DialogueState:
    """The state without anything asked for; all of it can be restored."""
    return state.moved(
        stage=Stage.REQUEST,
        wanted=(),
        open=(),
        given_up=(),
        unresolved=(),
        doubtful=(),
        beyond=(),
        last=(),
        taken=state.taken if state.is_empty else Taken(wanted=state.wanted, questions=state.questions),
    )


def named_in(known: KnownCategory, text: str) -> frozenset[str]:
    """Codes of everything that a few words may mean, parents and variants included."""
    match = match_text(known.vocabulary, text)
    codes = {hit.code for hit in (*match.elements, *match.negated)}
    for question in match.questions:
        codes |= {option.code for option in question.asked.options} | {question.asked.element or ""}
    leaves = {
        leaf.code
        for code in codes
        if code in known.catalogue.elements
        for leaf in leaf_variants(known.catalogue, code)
    }
    return frozenset((codes | leaves) & set(known.catalogue.elements))


def meant(catalogue: Catalogue, state: DialogueState, named: Collection[str] | None) -> list[str]:
    """The requested elements that "one less" or "one more" may mean, best guess first; `named`: of these."""
    quantities = state.quantities
    if named is not None:
        found = [code for code in quantities if code in named]
        return [code for code in found if catalogue.elements[code].is_countable] or found
    several = [code for code, count in quantities.items() if count > 1]
    countable = [code for code in quantities if catalogue.elements[code].is_countable]
    for group in (several, countable, list(quantities)):
        recent = [code for code in group if code in state.last]
        if len(recent) == 1:
            return recent
        if group:
            return group
    return []


def counted(state: DialogueState, code: str, quantity: int) -> DialogueState:
    """The state with another quantity of a requested element; none takes it away."""
    former = state.quantities[code]
    quantities = {**state.quantities, code: min(quantity, MAX_QUANTITY)}
    if quantity >= former:
        return state.moved(wanted=_wanted(quantities), last=(code,))
    if quantity < 1:
        del quantities[code]
    taken = Taken(wanted=(Wanted(code=code, quantity=former),))
    return state.moved(wanted=_wanted(quantities), taken=taken, last=())


def without(state: DialogueState, codes: Collection[str], questions: Collection[Pending]) -> DialogueState:
    """The state without these elements and questions; both can be restored."""
    gone = tuple(item for item in state.wanted if item.code in codes)
    return state.moved(
        wanted=tuple(item for item in state.wanted if item.code not in codes),
        open=tuple(item for item in state.open if item not in questions),
        given_up=tuple(item for item in state.given_up if item not in questions),
        doubtful=tuple(code for code in state.doubtful if code not in codes),
        taken=Taken(wanted=gone, questions=tuple(questions)),
        last=(),
    )


def _asked_for(questions: Iterable[Pending], chosen: Collection[str]) -> dict[str, int]:
    """How many of a variant were asked for while it was in question: «dos placas», then «interior»."""
    found = {}
    for question in questions:
        variants = [option.code for option in question.asked.options if option.code in chosen]
        if len(variants) == 1:
            found[variants[0]] = question.quantity
    return found


def _replace_parents(
    catalogue: Catalogue, questions: Iterable[Pending], chosen: Iterable[str], quantities: dict[str, int]
) -> None:
    """A variant stands in its parent's place, with the parent's quantity where it is counted."""
    for question in questions:
        parent = question.asked.element
        variants = [code for code in chosen if code in {option.code for option in question.asked.options}]
        if parent in quantities and variants:
            count = quantities.pop(parent)
            for code in variants:
                if catalogue.elements[code].is_countable:
                    quantities[code] = max(quantities.get(code, 1), count)


def _split(
    catalogue: Catalogue,
    state: DialogueState,
    closing: Collection[str],
    denied: Collection[str],
    raised: list[Pending],
) -> tuple[tuple[Pending, ...], tuple[Pending, ...], tuple[Pending, ...]]:
    """The questions to ask, those given up, and those taken back with what they are about."""
    again = {item.asked.options for item in raised}
    kept: dict[tuple[object, ...], Pending] = {}
    given_up, dropped = [], []
    for item in state.questions:
        codes = _codes(catalogue, item)
        is_raised = item.asked.options in again
        if not is_raised and codes & set(closing):
            continue
        if not is_raised and {option.code for option in item.asked.options} <= _with_parents(
            catalogue, denied
        ):
            dropped.append(item)
        elif item in state.given_up and not is_raised:
            given_up.append(item)
        else:
            kept[item.asked.options] = item
    for item in raised:
        kept.setdefault(item.asked.options, item)
    return tuple(kept.values()), tuple(given_up), tuple(dropped)


def _with_parents(catalogue: Catalogue, codes: Collection[str]) -> set[str]:
    """The codes, and parents all of whose last variants are among them."""
    return {
        code
        for code in catalogue.elements
        if code in codes
        or ((leaves := {leaf.code for leaf in leaf_variants(catalogue, code)}) and leaves <= set(codes))
    }


def _codes(catalogue: Catalogue, question: Pending) -> set[str]:
    """The options of a question with everything below them."""
    return {code for option in question.asked.options for code in _with_variants(catalogue, option.code)}


def _still(taken: Taken, chosen: Collection[str]) -> Taken:
    """What can still be restored once these elements are asked for again."""
    wanted = tuple(item for item in taken.wanted if item.code not in chosen)
    return taken if wanted == taken.wanted else taken.model_copy(update={"wanted": wanted})


def _wanted(quantities: Mapping[str, int]) -> tuple[Wanted, ...]:
    return tuple(
        Wanted(code=code, quantity=max(1, min(count, MAX_QUANTITY))) for code, count in quantities.items()
    )


def _joined(known: tuple[str, ...], further: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*known, *further)))[:MOST_UNRESOLVED]


def _doubtful(catalogue: Catalogue, known: Iterable[str], match: MatchResult) -> tuple[str, ...]:
    """What is in doubt after a message: as before but for what it asks for or denies, and its own doubts."""
    denied = {hit.code for hit in match.negated}
    settled = {hit.code for hit in match.elements} | denied
    settled |= {question.asked.element for question in match.questions if question.asked.element is not None}
    still = [code for code in known if settled.isdisjoint(_with_variants(catalogue, code))]
    fresh = (code for code in match.doubtful if code in catalogue.elements and code not in denied)
    return _joined(tuple(still), fresh)


def _with_variants(catalogue: Catalogue, code: str) -> set[str]:
    """A code with those of its last variants; alone where the catalogue has it no more."""
    if code not in catalogue.elements:
        return {code}
    return {code, *(leaf.code for leaf in leaf_variants(catalogue, code))}


def _beyond(known: Iterable[Beyond], match: MatchResult) -> tuple[Beyond, ...]:
    """What is beyond the tariff, each work once, without what the message denies."""
    found = {item.code: item for item in known if item.code not in match.beyond_negated}
    for hit in match.beyond:
        found.setdefault(hit.work.code, Beyond(code=hit.work.code, words=hit.words))
    return tuple(found.values())[:MOST_UNRESOLVED]
