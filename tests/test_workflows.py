"""Guards what runs on GitHub: rights, pins, and that each job's command is a script or a target that is run here."""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[1]
GITHUB = ROOT / ".github"
WORKFLOWS = {path.stem: yaml.load(path.read_text("utf-8"), yaml.BaseLoader)
             for path in sorted((GITHUB / "workflows").glob("*.yml"))}  # fmt: skip
JOBS = {f"{name}/{id}": job for name, workflow in WORKFLOWS.items() for id, job in workflow["jobs"].items()}
STEPS = [(name, step) for name, job in JOBS.items() for step in job["steps"]]
RUNS = {step["run"] for _, step in STEPS if "run" in step}
KEEPERS = ("law", "links", "reviews")

# Every right that is not to read the code, and the job that has it.
RIGHTS = {
    "ci/deploy": {"pages": "write", "id-token": "write"},
    "comment/comment": {"contents": "read", "actions": "read", "pull-requests": "write"},
    **{f"{name}/check": {"contents": "read", "issues": "write"} for name in KEEPERS},
}


# --- rights and pins ---


@pytest.mark.parametrize("name", WORKFLOWS)
def test_a_workflow_has_no_rights_by_default_and_knows_no_secret(name):
    text = (GITHUB / "workflows" / f"{name}.yml").read_text(encoding="utf-8")
    assert WORKFLOWS[name]["permissions"] == {}
    assert "secrets." not in text
    assert "pull_request_target" not in text
    assert "concurrency" in WORKFLOWS[name]


@pytest.mark.parametrize("name", JOBS)
def test_a_job_has_only_the_rights_it_needs(name):
    assert JOBS[name]["permissions"] == RIGHTS.get(name, {"contents": "read"})
    assert "timeout-minutes" in JOBS[name]
    assert JOBS[name]["runs-on"] == "ubuntu-24.04"


def test_every_action_is_githubs_own_and_pinned_by_its_hash_with_the_version_beside_it():
    text = "".join(path.read_text("utf-8") for path in (GITHUB / "workflows").glob("*.yml"))
    uses = re.findall(r"uses: (.+)", text)
    assert uses
    assert not [each for each in uses if not re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", each)]
    versions = dict(each.split(" # ") for each in uses)
    assert len({each.split("@")[0] for each in versions}) == len(versions), "one version of each action"


def test_no_checkout_keeps_the_token_and_no_script_is_put_together_from_words_of_others():
    for name, step in STEPS:
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"]["persist-credentials"] == "false", name
        assert "${{" not in step.get("run", ""), "words from outside go through env, not into a script"


def test_only_a_last_step_that_writes_holds_the_token():
    for name, job in JOBS.items():
        holders = [step for step in job["steps"] if "GH_TOKEN" in step.get("env", {})]
        assert bool(holders) == (name in RIGHTS and name != "ci/deploy"), name
        assert holders in ([], job["steps"][-1:])


def test_the_workflow_that_may_write_on_a_pull_request_runs_nothing_of_it():
    (steps,) = (job["steps"] for job in WORKFLOWS["comment"]["jobs"].values())
    checkout = next(step for step in steps if step.get("uses", "").startswith("actions/checkout@"))
    assert checkout["with"].keys() == {"persist-credentials"}, "the main branch, never the commit of the change"
    assert [step["run"] for step in steps if "run" in step] == ['.github/comment.sh "$COMMIT" report/changes.md']


@pytest.mark.parametrize("name", KEEPERS)
def test_what_runs_by_the_clock_does_not_run_in_a_fork(name):
    assert "schedule" in WORKFLOWS[name]["on"]
    assert JOBS[f"{name}/check"]["if"] == "${{ !github.event.repository.fork }}"


def test_the_data_comes_first_then_the_tests_then_the_site_and_what_is_asked_of_it():
    needs = {id: job.get("needs") for id, job in WORKFLOWS["ci"]["jobs"].items()}
    assert needs == {"data": None, "tests": "data", "site": "tests", "check-site": "site", "changes": "site",
                     "deploy": ["check-site", "changes"]}  # fmt: skip
    builders = [name for name, step in STEPS if step.get("run") == "make site"]
    assert builders == ["ci/site", "links/check"]


def test_the_linter_of_workflows_finds_nothing():
    zizmor = Path(sys.executable).with_name("zizmor")
    done = subprocess.run([zizmor, "--offline", "--no-progress", GITHUB], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "No findings" in done.stdout + done.stderr


# --- each command runs here ---


TESTED = {"fetch-lovdata.sh": "test_fetch_lovdata.py", "check-links.py": "test_check_links.py"}
"""The scripts that have a file of tests of their own; the others are run below."""


def test_every_run_is_a_target_or_a_script_and_every_script_is_run_by_a_test():
    targets = set(re.findall(r"^([a-z-]+):.*##", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    for run in RUNS:
        assert "\n" not in run
        parts = run.split()
        assert (parts[0] == "make" and set(parts) & targets) or parts[0].startswith(".github/"), run
    scripts = {path.name for path in GITHUB.iterdir() if path.suffix in (".sh", ".py")}
    assert all(os.access(GITHUB / name, os.X_OK) for name in scripts)
    assert {Path(part).name for run in RUNS for part in re.findall(r"\.github/[\w-]+\.(?:sh|py)\b", run)} >= (
        scripts - {"build-base.sh"}
    )
    text = Path(__file__).read_text(encoding="utf-8")
    for name in scripts:
        own = ROOT / "tests" / TESTED[name] if name in TESTED else Path(__file__)
        assert f'"{name}"' in text or name in TESTED
        assert name in own.read_text(encoding="utf-8")


@pytest.mark.parametrize("run", sorted(run for run in RUNS if run.startswith("make ") or " make " in run))
def test_make_knows_what_it_is_asked_for(run):
    asked = shlex.split(run[run.index("make ") :])
    done = subprocess.run([*asked, "--dry-run"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


GH = """#!/usr/bin/env bash
# Stands in for gh: keeps what it was asked, with the body it was given, and answers from files.
printf '%s\\n' "$*" >> "$ASKED"
for word in "$@"; do case $word in body=@*) cp "${word#body=@}" "$BODY" ;; esac; done
while [ $# -gt 0 ]; do [ "$1" != --body-file ] || cp "$2" "$BODY"; shift; done
head -n1 "$ASKED" > /dev/null
last=$(tail -n1 "$ASKED")
case $last in "issue list"*|"pr list"*) printf '%s' "$NUMBER" ;; "api --paginate"*) printf '%s' "$COMMENT" ;; esac
"""


@pytest.fixture
def run(tmp_path):
    """Give `run(script, *arguments)`: run a script of .github/ with a gh that only keeps what it was told."""
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin/gh").write_text(GH)
    (tmp_path / "bin/gh").chmod(0o755)
    files = {"ASKED": tmp_path / "asked", "BODY": tmp_path / "body", "GITHUB_OUTPUT": tmp_path / "output",
             "GITHUB_STEP_SUMMARY": tmp_path / "summary"}  # fmt: skip

    def do(script, *arguments, number="", comment=""):
        env = os.environ | {name: str(path) for name, path in files.items()}
        env |= {"PATH": f"{tmp_path / 'bin'}:{os.environ['PATH']}", "NUMBER": number, "COMMENT": comment,
                "GH_REPO": "kommunen/handbok"}  # fmt: skip
        command = [str(GITHUB / script), *map(str, arguments)]
        return subprocess.run(command, env=env, cwd=tmp_path, capture_output=True, text=True, check=False)

    do.read = lambda name: files[name].read_text(encoding="utf-8") if files[name].exists() else ""
    return do


KEEP = ("lovkontroll", "Lov: noko er endra", "Les lova.")


def test_an_issue_is_opened_then_renewed_then_closed_and_there_is_only_one(run, tmp_path):
    (tmp_path / "report.txt").write_text("data/laws/a.yml:1:1: noko [law-x]\n~~~~~~\n@kven # Ut\n", encoding="utf-8")
    assert run("keep-issue.sh", *KEEP, "yes", "report.txt").returncode == 0
    asked = run.read("ASKED").splitlines()
    assert asked[0].startswith("label create lovkontroll --force")
    assert asked[2].startswith("issue create --title Lov: noko er endra --label lovkontroll --body-file")
    body = run.read("BODY")
    assert body.startswith("Les lova.\n\n~~~~~~text\n")
    assert re.findall(r"^ {0,3}~{6,}$", body, re.MULTILINE) == ["~~~~~~"], "the report ends its own block"

    assert run("keep-issue.sh", *KEEP, "yes", "report.txt", number="7").returncode == 0
    assert run.read("ASKED").splitlines()[-1].startswith("issue edit 7 --body-file")
    assert run("keep-issue.sh", *KEEP, "no", "report.txt", number="7").returncode == 0
    assert run.read("ASKED").splitlines()[-1].startswith("issue close 7")
    assert run("keep-issue.sh", *KEEP, "no", "report.txt").returncode == 0
    assert run.read("ASKED").splitlines()[-1].startswith("issue list")
    assert run("keep-issue.sh", *KEEP, "", "report.txt").returncode != 0


@pytest.mark.parametrize(
    ("command", "code", "found"),
    [
        ("echo fint; exit 0", 0, "found=no\n"),
        ("echo 'a [law-x]'; exit 2", 0, "found=yes\n"),
        ("echo kan ikkje lesast; exit 2", 2, ""),
    ],
)
def test_a_check_that_found_something_is_told_from_one_that_could_not_run(command, code, found, run, tmp_path):
    done = run("report.sh", "report.txt", r"\[law-", "bash", "-c", command)
    assert done.returncode == code
    assert run.read("GITHUB_OUTPUT") == found
    assert (tmp_path / "report.txt").read_text() == done.stdout


def test_the_reports_of_the_scheduled_checks_hold_the_pattern_they_are_known_by(run, tmp_path):
    """What the command of the reviews writes fits the pattern that its workflow looks for."""
    made = subprocess.run(
        [sys.executable, "-m", "handbook", "status", "data", "--only", "never_reviewed"],
        cwd=ROOT, env=os.environ | {"PYTHONPATH": "hooks"}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    (pattern,) = {re.search(r"report\.txt '(.*?)'", run)[1] for run in RUNS if " status " in run}
    assert made.returncode == 1
    (tmp_path / "made.txt").write_text(made.stdout, encoding="utf-8")
    assert run("report.sh", "report.txt", pattern, "bash", "-c", "cat made.txt; exit 2").returncode == 0
    assert run.read("GITHUB_OUTPUT") == "found=yes\n"


COMMIT = "0123456789abcdef" * 2 + "01234567"


def test_a_report_is_put_on_the_pull_request_once_and_calls_nobody(run, tmp_path):
    (tmp_path / "changes.md").write_text("## Endra\n@kommunen <!-- x\n" + "a" * 90_000, encoding="utf-8")
    assert run("comment.sh", COMMIT, "changes.md", number="12").returncode == 0
    assert "--method POST repos/kommunen/handbok/issues/12/comments" in run.read("ASKED")
    body = run.read("BODY")
    assert len(body) < 65_536
    assert "@k" not in body
    assert body.count("<!--") == 1
    assert run("comment.sh", COMMIT, "changes.md", number="12", comment="34").returncode == 0
    assert "--method PATCH repos/kommunen/handbok/issues/comments/34" in run.read("ASKED")


def test_a_commit_that_is_none_or_of_no_open_pull_request_gets_no_comment(run, tmp_path):
    (tmp_path / "changes.md").write_text("x")
    assert run("comment.sh", '"; gh repo delete', "changes.md").returncode == 2
    assert run.read("ASKED") == ""
    assert run("comment.sh", COMMIT, "nope.md", number="12").returncode == 0
    assert run.read("ASKED") == ""
    assert run("comment.sh", COMMIT, "changes.md").returncode == 0
    assert "api" not in run.read("ASKED")


def test_a_report_that_is_a_link_is_not_read(run, tmp_path):
    (tmp_path / "changes.md").symlink_to("/proc/self/environ")
    assert run("comment.sh", COMMIT, "changes.md", number="12").returncode == 2
    assert run.read("ASKED") == ""


def test_the_summary_shows_the_report_where_there_is_one(run, tmp_path):
    assert run("summary.sh", "changes.md").returncode == 0
    assert run.read("GITHUB_STEP_SUMMARY") == ""
    (tmp_path / "changes.md").write_text("## Endra\n")
    assert run("summary.sh", "changes.md").returncode == 0
    assert run.read("GITHUB_STEP_SUMMARY") == "## Endra\n"


# --- the site before a change ---


def _git(folder, *arguments):
    who = ["-c", "user.name=Prøve", "-c", "user.email=prove@fjordvik.example", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True)


@pytest.fixture(scope="module")
def repository(tmp_path_factory):
    """A repository of two commits: an example whose second commit takes away a page and renames another."""
    root = tmp_path_factory.mktemp("repository") / "with space"
    for part in ("hooks", "overrides", "content", "data", ".github", "Makefile", "mkdocs.yml", "requirements.txt"):
        copy = shutil.copytree if (ROOT / part).is_dir() else shutil.copy
        root.mkdir(parents=True, exist_ok=True)
        copy(ROOT / part, root / part)
    _git(root, "init", "--quiet")
    _git(root, "add", "--all")
    _git(root, "commit", "--quiet", "--message", "før")
    (root / "data/measures/link.yml").rename(root / "data/measures/link-skule.yml")
    text = (root / "data/measures/link-skule.yml").read_text("utf-8")
    (root / "data/measures/link-skule.yml").write_text(text.replace("id: link\n", "id: link-skule\n"), "utf-8")
    for path in (root / "data").rglob("*.yml"):
        written = path.read_text("utf-8")
        if "measure:link]" in written or re.search(r"^ *- link$", written, re.MULTILINE):
            renamed = re.sub(r"^( *- )link$", r"\1link-skule", written.replace("measure:link]", "measure:link-skule]"),
                             flags=re.MULTILINE)  # fmt: skip
            path.write_text(renamed, "utf-8")
    _git(root, "add", "--all")
    _git(root, "commit", "--quiet", "--message", "etter")
    (root / ".venv").symlink_to(Path(sys.executable).parents[1])
    return root


def test_the_site_before_a_change_is_built_on_the_same_day_and_what_vanished_is_named(repository):
    env = os.environ | {"NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(repository / "hooks")}

    def call(*command):
        return subprocess.run(command, cwd=repository, env=env, capture_output=True, text=True, check=False)

    now = call("git", "log", "-1", "--format=%ct").stdout.strip()
    env["SOURCE_DATE_EPOCH"] = now
    assert call(".venv/bin/python", "-m", "mkdocs", "build", "--strict", "-q").returncode == 0
    done = call(".github/build-base.sh", "HEAD^1", "base-site")
    assert done.returncode == 0, done.stdout + done.stderr
    assert (repository / "base-site/tiltak/link/index.html").is_file()
    assert call("git", "worktree", "list").stdout.count("\n") == 1

    diff = (
        ".venv/bin/python",
        "-m",
        "handbook",
        "site-diff",
        "base-site",
        "site",
        "--out",
        "changes.md",
        "--format",
        "github",
    )
    gone = call(*diff)
    assert gone.returncode == 1
    assert set(re.findall(r"^::error::Adressa (\S+) er borte", gone.stderr, re.MULTILINE)) == {
        "/tiltak/link/", "/nb/tiltak/link/"
    }  # fmt: skip
    report = (repository / "changes.md").read_text("utf-8")
    assert "| `/tiltak/link-skule/` |" in report

    measure = repository / "data/measures/link-skule.yml"
    measure.write_text(measure.read_text("utf-8") + "former_ids:\n  - link\n", "utf-8")
    assert call(".venv/bin/python", "-m", "mkdocs", "build", "--strict", "-q").returncode == 0
    assert call(*diff).returncode == 0


def test_a_commit_that_is_not_there_is_told_and_compared_with_nothing(repository, tmp_path):
    command = [".github/build-base.sh", "HEAD^9", str(tmp_path / "out")]
    done = subprocess.run(command, cwd=repository, capture_output=True, text=True, check=False)
    assert done.returncode == 0
    assert done.stdout.startswith("::warning::HEAD^9 finst ikkje her")
    assert list((tmp_path / "out").iterdir()) == []


# --- forms, owners, updates ---


FORMS = sorted((GITHUB / "ISSUE_TEMPLATE").glob("*.yml"))


def test_issue_forms_have_what_github_asks_of_them_and_warn_of_personal_data():
    forms = [path for path in FORMS if path.name != "config.yml"]
    assert [path.stem for path in forms] == ["endra-mote", "foresla-tiltak", "meld-feil"]
    for path in forms:
        form = yaml.load(path.read_text("utf-8"), yaml.BaseLoader)
        assert form.keys() >= {"name", "description", "title", "labels", "body"}
        fields = [each for each in form["body"] if each["type"] != "markdown"]
        assert len({each["id"] for each in fields}) == len(fields)
        assert all(each["attributes"]["label"] for each in fields)
        assert {each["type"] for each in form["body"]} <= {"markdown", "input", "textarea", "dropdown", "checkboxes"}
        assert "namn" in json.dumps(form["body"], ensure_ascii=False)
    assert yaml.load((GITHUB / "ISSUE_TEMPLATE/config.yml").read_text("utf-8"), yaml.BaseLoader)["blank_issues_enabled"]


def test_every_path_that_has_an_owner_exists_and_code_has_one():
    rules = [
        line.split() for line in (GITHUB / "CODEOWNERS").read_text("utf-8").splitlines() if line and line[0] != "#"
    ]
    paths = [path for path, *_ in rules]
    assert all(owners and all(owner.startswith("@") for owner in owners) for _, *owners in rules)
    assert not [path for path in paths if path != "*" and not (ROOT / path.strip("/")).exists()]
    assert {"/hooks/", "/overrides/", "/.github/", "/mkdocs.yml", "/Makefile", "/pyproject.toml"} <= set(paths)


def test_updates_are_asked_for_every_kind_of_dependency_with_a_wait():
    updates = yaml.load((GITHUB / "dependabot.yml").read_text("utf-8"), yaml.BaseLoader)["updates"]
    assert {each["package-ecosystem"] for each in updates} == {"pip", "github-actions"}
    assert all(int(each["cooldown"]["default-days"]) >= 7 for each in updates)
    assert not list(ROOT.glob("package-lock.json")), "npm has a lock file: let it be updated too"
