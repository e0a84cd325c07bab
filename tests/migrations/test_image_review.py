"""Completed cases of before keep their images; a waiver says that those were never looked at."""

import pytest
from sqlalchemy.exc import IntegrityError

from tests.migrations import driving
from tests.migrations.driving import key
from tests.migrations.ladder import start_at

DONE, OPEN, SEEN, UNSEEN, WAITING = key(1), key(2), key(3), key(4), key(5)
REVISION = next(name for name in driving.revisions() if name.endswith("_image_review"))


def test_images_of_completed_cases_get_a_waiver_and_later_ones_need_a_review(url: str) -> None:
    start_at(url, driving.before(REVISION))
    driving.insert(url, "cases", {"id": DONE}, {"id": OPEN})
    images = [
        {"id": SEEN, "case_id": DONE, "display_name": "vista", "is_valid": True},
        {"id": UNSEEN, "case_id": DONE, "display_name": "no vista", "is_valid": None},
        {"id": WAITING, "case_id": OPEN, "display_name": "pendiente", "is_valid": None},
    ]
    for image in images:
        driving.insert(url, "case_images", image)
    done = DONE.hex if url.startswith("sqlite") else DONE
    for status in ("pending_review", "in_progress"):
        driving.execute(url, f"UPDATE cases SET status = '{status}'")
    driving.execute(
        url, f"UPDATE cases SET status = 'completed', completed_at = updated_at WHERE id = '{done}'"
    )
    for _ in range(2):
        driving.upgrade(url, REVISION)
        waived = {row["id"]: row["review_waived_by"] for row in driving.read(url, "case_images")}
        assert waived == {SEEN: None, UNSEEN: "sistema", WAITING: None}
        with pytest.raises(IntegrityError, match="not reviewed"):
            driving.execute(url, "UPDATE cases SET status = 'completed', completed_at = updated_at")
        with pytest.raises(IntegrityError, match="not reviewed"):
            driving.execute(url, f"UPDATE case_images SET is_valid = NULL WHERE case_id = '{done}'")
        with pytest.raises(IntegrityError, match="not reviewed"):
            driving.insert(url, "case_images", {"id": key(9), "case_id": DONE, "display_name": "tarde"})
        driving.downgrade(url, "-1")
    assert {row["id"] for row in driving.read(url, "case_images")} == {SEEN, UNSEEN, WAITING}
