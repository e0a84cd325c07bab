"""The page of the API shows itself from its own files: nothing is asked of any other host."""

import re
from urllib.parse import urljoin, urlsplit

import httpx
import pytest

from api.main import create_app
from shared.config import Settings
from tests.api.problem import problem


@pytest.fixture
async def client() -> httpx.AsyncClient:
    transport = httpx.ASGITransport(create_app(Settings(API_TOKEN=None)))
    return httpx.AsyncClient(transport=transport, base_url="http://api")


async def test_all_that_the_page_loads_is_ours(client: httpx.AsyncClient) -> None:
    page = await client.get("/docs")
    assert page.headers["content-type"].startswith("text/html")
    policy = page.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "http" not in policy
    assert "unsafe-inline" not in re.search("script-src ([^;]*)", policy)[1]  # type: ignore[index]
    start = await client.get("/docs/start.js")
    loaded = re.findall(r'(?:src|href)="([^"]+)"', page.text) + re.findall(r'url: "([^"]+)"', start.text)
    assert len(loaded) == 5
    for place in loaded:
        url = urljoin("http://api/docs", place)
        assert urlsplit(url).hostname == "api"
        answer = await client.get(url)
        assert answer.status_code == 200, url
        assert len(answer.content) > 100
        assert answer.headers["x-content-type-options"] == "nosniff"
    assert "validatorUrl: null" in start.text


async def test_styles_fetch_nothing(client: httpx.AsyncClient) -> None:
    styles = (await client.get("/docs/files/swagger-ui.css")).text
    assert not re.findall(r"url\(\s*(?!['\"]?data:)", styles)
    assert "@import" not in styles


async def test_only_the_pages_files_are_given(client: httpx.AsyncClient) -> None:
    for name in ("__init__.py", "main.py", "nothing.js"):
        problem(await client.get(f"/docs/files/{name}"), 422, "invalid_request")
    problem(await client.get("/redoc"), 404, "unknown_path")
