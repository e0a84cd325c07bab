"""What a case lacks as the dialogue asks for it: which need a question is about, which comes next. Pure."""

from agent.assistant.facts import CaseFacts, Need, Part
from agent.assistant.state import Asked, Reference


def reference_to(need: Need) -> Reference:
    """What a question for the need is about."""
    match need.part:
        case Part.ELEMENTS:
            return Reference(asked=Asked.REQUEST)
        case Part.TARIFF:
            return Reference(asked=Asked.OFFER)
        case Part.FIELD:
            return Reference(asked=Asked.DATUM, element=need.element, field=need.name)
        case Part.PHOTO | Part.DOCUMENT:
            return Reference(asked=Asked.PHOTO, element=need.element, field=need.name)
        case _:
            return Reference(asked=Asked.COLUMN, field=need.name)


def need_of(case: CaseFacts, about: Reference) -> Need | None:
    """The need that a reply was about, while the case still has it, or has it again to correct it."""
    found = next((need for need in case.needs if reference_to(need) == about), None)
    if found is not None:
        return found
    if about.asked is Asked.COLUMN and about.field is not None:
        part = Part.PERSONAL if about.field in case.person else Part.VEHICLE
        return Need(part, about.field, "") if about.field in {**case.person, **case.columns} else None
    if about.asked is Asked.DATUM and about.element in case.quantities and about.field is not None:
        return Need(Part.FIELD, about.field, "", element=about.element)
    return None


def next_need(case: CaseFacts, skipped: tuple[str, ...]) -> Need | None:
    """What to ask now: the first that was not put off, else the first of those."""
    return next((need for need in case.needs if need.key not in skipped), None) or next(
        iter(case.needs), None
    )
