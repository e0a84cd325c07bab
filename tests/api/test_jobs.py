"""The queue by REST."""

import uuid

import httpx

JOBS = "/api/v1/jobs"


def test_the_queue_is_listed_and_counted(api: httpx.Client) -> None:
    listed = api.get(JOBS, params={"status": "dead", "kind": "send"})
    assert listed.status_code == 200, listed.text
    assert listed.json()["items"] == []
    counts = api.get("/api/v1/job-counts").json()
    assert set(counts) == {"waiting", "running", "dead", "oldest_due"}
    assert counts["dead"] == 0


def test_a_job_that_there_is_not(api: httpx.Client) -> None:
    unknown = f"{JOBS}/{uuid.uuid4()}"
    answers = (api.get(unknown), api.post(f"{unknown}/retry"), api.delete(unknown))
    assert [(answer.status_code, answer.json()["code"]) for answer in answers] == [(404, "unknown_job")] * 3
    assert api.get(JOBS, params={"status": "lost"}).status_code == 422
