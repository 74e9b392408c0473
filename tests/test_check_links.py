"""Guards .github/check-links.py: what is gone is told, what is unsure is not called gone, no host is pressed."""

import importlib.util
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[1] / ".github" / "check-links.py"


@pytest.fixture(scope="module")
def check():
    spec = importlib.util.spec_from_file_location("check_links", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    ("answers", "verdict", "asked"),
    [
        ([200], "ok", ["HEAD"]),
        ([404, 404], "gone: 404", ["HEAD", "GET"]),
        ([410, 410], "gone: 410", ["HEAD", "GET"]),
        ([405, 200], "ok", ["HEAD", "GET"]),
        ([403, 403], "unsure: 403", ["HEAD", "GET"]),
        ([429, 429, 200], "ok", ["HEAD", "HEAD", "HEAD"]),
        ([503] * 6, "unsure: 503", ["HEAD", "GET"] * 3),
        ([OSError("nei")] * 3, "unsure: svarar ikkje (nei)", ["HEAD"] * 3),
        ([OSError("nei"), 200], "ok", ["HEAD", "HEAD"]),
    ],
)
def test_a_host_is_asked_gently_and_judged_by_what_it_answers(answers, verdict, asked, check):
    methods, waited, left = [], [], list(answers)

    def ask(method, address):
        methods.append(method)
        answer = left.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    assert check.judge("https://a.no/", ask, waited.append) == verdict
    assert methods == asked
    assert waited == sorted(waited)
    assert min(waited) >= 1


def test_one_host_is_asked_one_page_at_a_time(check):
    busy, most, lock = {}, {}, threading.Lock()

    def ask(method, address):
        host = address.split("/")[2]
        with lock:
            busy[host] = busy.get(host, 0) + 1
            most[host] = max(most.get(host, 0), busy[host])
        with lock:
            busy[host] -= 1
        return 200

    addresses = [f"https://{host}.no/{n}" for host in "abc" for n in range(20)]
    assert set(check.judge_all(addresses, ask, lambda _: None).values()) == {"ok"}
    assert most == {"a.no": 1, "b.no": 1, "c.no": 1}


def test_only_pages_elsewhere_are_asked_about_and_each_once(check, tmp_path):
    (tmp_path / "a").mkdir()
    links = ("https://a.no/x#y", "https://a.no/x", "../b/", "mailto:a@b.no", "tel:112", "https://git.fjordvik.example/",
             "http://127.0.0.1/", "http://[::1]/", "https://localhost/")  # fmt: skip
    (tmp_path / "a/index.html").write_text("".join(f'<a href="{each}">x</a>' for each in links))
    assert check.links(tmp_path) == {"https://a.no/x": ["/a/"]}


def test_the_list_of_what_is_not_asked_about_has_comments(check, tmp_path):
    file = tmp_path / "allowed"
    file.write_text("# om lista\n\nhttps://a.no/* # treng innlogging\n")
    assert check.allowed(file) == ("https://a.no/*",)
    assert check.allowed(tmp_path / "nope") == ()


def test_the_report_names_what_is_gone_with_the_pages_that_link_to_it(check):
    found = {"https://a.no/": ["/1/", "/2/", "/3/", "/4/", "/5/"], "https://b.no/": ["/1/"], "https://c.no/": ["/1/"]}
    said = check.report(found, {"https://a.no/": "gone: 404", "https://b.no/": "unsure: 403", "https://c.no/": "ok"})
    assert said.splitlines() == [
        "Borte: 1",
        "  [gone] https://a.no/ (404) på /1/, /2/, /3/ og 2 til",
        "Uvisst, sjå sjølv: 1",
        "  [unsure] https://b.no/ (403) på /1/",
        "3 adresser er spurde.",
    ]


def test_the_script_asks_a_real_host_and_answers_one_when_a_page_is_gone(check, tmp_path, monkeypatch, capsys):
    class Host(BaseHTTPRequestHandler):
        def do_HEAD(self):
            self.send_response(200 if self.path == "/finst" else 404)
            self.end_headers()

        do_GET = do_HEAD

        def log_message(self, *arguments):
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Host) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        home = f"http://127.0.0.1:{server.server_port}"
        monkeypatch.setattr(check, "RESERVED", check.re.compile("^$"))
        monkeypatch.setattr(check, "PAUSE", 0)
        (tmp_path / "index.html").write_text(f'<a href="{home}/finst">a</a><a href="{home}/borte">b</a>')
        monkeypatch.setattr(sys, "argv", ["check-links.py", str(tmp_path)])
        with pytest.raises(SystemExit) as stopped:
            check.main()
        server.shutdown()
    assert stopped.value.code
    assert f"[gone] {home}/borte (404) på /" in capsys.readouterr().out


def test_the_script_runs_by_itself(tmp_path):
    (tmp_path / "index.html").write_text('<a href="https://git.fjordvik.example/">x</a>')
    done = subprocess.run([str(SCRIPT), str(tmp_path)], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "0 adresser er spurde.\n")
