"""Cases (expedientes) from first message to completion: data, images, elements, tariff, life, progress."""

from agent.services.cases.data import update_case_data
from agent.services.cases.elements import SubmittedAnswers, set_elements, submit_field_answers
from agent.services.cases.images import (
    NewImage,
    StoredImage,
    add_image,
    image_of,
    link_image,
)
from agent.services.cases.lifecycle import (
    abandon_case,
    cancel_case,
    complete_case,
    return_to_collecting,
    start_work,
    submit_for_review,
)
from agent.services.cases.progress import Missing, Progress, Step, progress
from agent.services.cases.records import FoundCase, get_case, hold_case, hold_open_case, lock_case, open_case
from agent.services.cases.reviews import images_to_review, review_image, waive_review
from agent.services.cases.search import CaseSearch, case_search, cases_found, day_named, status_named
from agent.services.cases.tariff import accept_tariff, reopen_tariff
from agent.services.cases.transitions import CASE_LIFE, ELEMENT_LIFE, OPEN_STATUSES
from agent.services.cases.uploads import check_image_place, delete_image, file_names, keep_image
from agent.services.images import content_hash

__all__ = [
    "CASE_LIFE",
    "ELEMENT_LIFE",
    "OPEN_STATUSES",
    "CaseSearch",
    "FoundCase",
    "Missing",
    "NewImage",
    "Progress",
    "Step",
    "StoredImage",
    "SubmittedAnswers",
    "abandon_case",
    "accept_tariff",
    "add_image",
    "cancel_case",
    "case_search",
    "cases_found",
    "check_image_place",
    "complete_case",
    "content_hash",
    "day_named",
    "delete_image",
    "file_names",
    "get_case",
    "hold_case",
    "hold_open_case",
    "image_of",
    "images_to_review",
    "keep_image",
    "link_image",
    "lock_case",
    "open_case",
    "progress",
    "reopen_tariff",
    "return_to_collecting",
    "review_image",
    "set_elements",
    "start_work",
    "status_named",
    "submit_field_answers",
    "submit_for_review",
    "update_case_data",
    "waive_review",
]
