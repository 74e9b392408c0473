"""Guards that the policy is one: in the pages, in `_headers` and in the files for nginx and Caddy."""

import re
from pathlib import Path

import html5lib
import pytest
from click.testing import CliRunner

from handbook.__main__ import main
from handbook.policy import HEADERS

DEPLOY = Path(__file__).parents[1] / "docs" / "deploy"
WRITTEN = {
    "nginx": (DEPLOY / "nginx.conf", r'^add_header (\S+) "(.*)" always;$'),
    "caddy": (DEPLOY / "Caddyfile", r'^\t\t([A-Z]\S+) "(.*)"$'),
}


def directives(policy: str) -> dict[str, str]:
    return dict(each.split(" ", 1) for each in policy.split("; "))


def of_page(page: Path) -> dict[str, str]:
    tree = html5lib.parse(page.read_text(encoding="utf-8"), namespaceHTMLElements=False)
    (meta,) = (each for each in tree.iter("meta") if each.get("http-equiv") == "Content-Security-Policy")
    return directives(meta.get("content"))


@pytest.mark.parametrize("host", WRITTEN)
def test_the_file_for_a_host_is_what_the_command_prints(host, request):
    path, _ = WRITTEN[host]
    printed = CliRunner().invoke(main, ["headers", host]).output
    if request.config.getoption("--update-golden"):
        path.write_text(printed, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == printed


def test_pages_and_hosts_state_the_same_policy(site: Path):
    static = dict(re.findall(r"^  (\S+): (.*)$", (site / "_headers").read_text(encoding="utf-8"), re.MULTILINE))
    sent = [static]
    sent += [dict(re.findall(at, path.read_text(encoding="utf-8"), re.MULTILINE)) for path, at in WRITTEN.values()]
    assert sent == [HEADERS] * 3
    page = of_page(site / "nb" / "ring" / "index.html")
    for each in sent:
        assert directives(each["Content-Security-Policy"]) == page | {"frame-ancestors": "'none'"}
        assert each["X-Content-Type-Options"] == "nosniff"


def test_nothing_is_allowed_from_elsewhere_or_inline():
    for name, value in directives(HEADERS["Content-Security-Policy"]).items():
        assert value in ("'none'", "'self'"), name


def test_headers_fit_where_they_are_written():
    """A quotation mark would end the value in nginx and Caddy, and a dollar sign or brace would be filled in."""
    for name, value in HEADERS.items():
        assert re.fullmatch(r"[A-Za-z-]+", name)
        assert re.fullmatch(r"[\w '=();,.-]+", value)
