"""uv looks where pip would: what pip's settings become."""

import pytest

from tools.pip_settings import read_pip_settings, uv_settings

LISTING = r"""
:env:.cert='/etc/ssl/mirror.pem'
:env:.default-timeout='180'
global.extra-index-url='\nfile:///srv/one/simple\nfile:///srv/two/simple'
global.find-links='/srv/wheels /srv/more-wheels'
global.index-url='https://user:pass@weak.example/simple'
install.index-url='https://user:pass@mirror.example/simple'
install.trusted_host='mirror.example other.example'
freeze.timeout='1'
WARNING: not a setting
"""


def test_the_strongest_section_wins() -> None:
    found = read_pip_settings(LISTING)
    assert found["index-url"] == "https://user:pass@mirror.example/simple"
    assert found["cert"] == "/etc/ssl/mirror.pem"
    assert "timeout" not in found, "settings of other commands are not pip install's"


def test_uv_gets_all_places_by_the_environment() -> None:
    settings = uv_settings(read_pip_settings(LISTING), {})
    assert settings.environment == {
        "UV_DEFAULT_INDEX": "https://user:pass@mirror.example/simple",
        "UV_INDEX": "file:///srv/one/simple file:///srv/two/simple",
        "UV_INDEX_STRATEGY": "unsafe-best-match",
        "UV_FIND_LINKS": "/srv/wheels,/srv/more-wheels",
        "UV_INSECURE_HOST": "mirror.example other.example",
        "UV_HTTP_TIMEOUT": "180",
        "SSL_CERT_FILE": "/etc/ssl/mirror.pem",
    }
    assert settings.arguments == ()


def test_what_is_said_to_uv_itself_stays() -> None:
    own = {"UV_DEFAULT_INDEX": "https://own.example/simple", "UV_EXTRA_INDEX_URL": "https://more.example"}
    settings = uv_settings(read_pip_settings(LISTING), own)
    assert not {"UV_DEFAULT_INDEX", "UV_INDEX"} & settings.environment.keys()


@pytest.mark.parametrize(
    ("pip", "around", "expected"),
    [
        ({"proxy": "http://proxy.example:3128"}, {"HTTPS_PROXY": "http://old.example"}, "HTTPS_PROXY"),
        ({"client-cert": "/me.pem"}, {}, "SSL_CLIENT_CERT"),
        ({}, {"REQUESTS_CA_BUNDLE": "/ca.pem"}, "SSL_CERT_FILE"),
        ({"keyring-provider": "subprocess"}, {}, "UV_KEYRING_PROVIDER"),
    ],
)
def test_connection(pip: dict[str, str], around: dict[str, str], expected: str) -> None:
    (value,) = {*pip.values(), *(() if pip else around.values())}
    assert uv_settings(pip, around).environment[expected] == value


def test_no_index_and_binaries_are_arguments() -> None:
    pip = {"no-index": "true", "only-binary": ":all:", "no-binary": "a,b"}
    assert uv_settings(pip, {}).arguments == (
        *("--no-index", "--no-binary", "a", "--no-binary", "b"),
        *("--only-binary", ":all:"),
    )


def test_nothing_set_is_nothing_said() -> None:
    settings = uv_settings(read_pip_settings(""), {})
    assert (settings.environment, settings.arguments) == ({}, ())
