"""Guards that no personal data gets past: numbers are made here, so that none stands in a file of the repository."""

import random
import shutil
import subprocess
from datetime import date, timedelta
from itertools import cycle, product

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from test_cases import TODAY, edit, put_together

from handbook.__main__ import main
from handbook.checks import check
from handbook.checks.personal import faults, faults_of_page
from handbook.load import load
from handbook.personal.birth_number import birth_number_faults, is_birth_number, is_synthetic
from handbook.personal.plain import plain
from handbook.prose import check_prose

FIRST = (3, 7, 6, 1, 8, 9, 4, 5, 2)
SECOND = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)

KINDS = {
    "birth number": (0, 0),
    "D-number": (40, 0),
    "H-number": (0, 40),
    "D-number of Nav's tests": (40, 40),
    "Dolly": (0, 65),
    "Tenor": (0, 80),
    "D-number of Tenor": (40, 80),
    "FH-number": None,
}


def check_digit(digits: str, weights: tuple[int, ...]) -> int:
    """Give a check digit; 11 is written 0, and 10 cannot be written."""
    return -sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=True)) % 11


def number(kind: str, chance: random.Random) -> str:
    """Make a number of a kind, without the function that is tested."""
    while True:
        day = date(1910, 1, 1) + timedelta(days=chance.randrange(43_000))
        added = KINDS[kind]
        if added is None:
            nine = f"{chance.choice('89')}{chance.randrange(10**8):08d}"
        else:
            nine = f"{day.day + added[0]:02d}{day.month + added[1]:02d}{day:%y}{chance.randrange(1000):03d}"
        first = check_digit(nine, FIRST)
        second = check_digit(f"{nine}{first}", SECOND) if first < 10 else 10
        if second < 10:
            return f"{nine}{first}{second}"


def grouped(digits: str, groups: str, separator: str) -> str:
    sizes, parts, start = [int(size) for size in groups.split("-")], [], 0
    for size in sizes:
        parts.append(digits[start : start + size])
        start += size
    return separator.join(parts)


SHAPES = {
    "plain": lambda n: n,
    "space": lambda n: grouped(n, "6-5", " "),
    "no-break space": lambda n: grouped(n, "6-5", "\u00a0"),
    "narrow no-break space": lambda n: grouped(n, "6-5", "\u202f"),
    "two spaces": lambda n: grouped(n, "6-5", "  "),
    "hyphen": lambda n: grouped(n, "6-5", "-"),
    "dash": lambda n: grouped(n, "6-5", " – "),
    "non-breaking hyphen": lambda n: grouped(n, "6-5", "\u2011"),
    "minus": lambda n: grouped(n, "6-5", "\u2212"),
    "point": lambda n: grouped(n, "6-5", "."),
    "middle point": lambda n: grouped(n, "6-5", "·"),
    "slash": lambda n: grouped(n, "6-5", "/"),
    "underscore": lambda n: grouped(n, "6-5", "_"),
    "date with points": lambda n: grouped(n[:6], "2-2-2", ".") + " " + n[6:],
    "date with spaces": lambda n: grouped(n, "2-2-2-5", " "),
    "in three": lambda n: grouped(n, "6-3-2", " "),
    "in five": lambda n: grouped(n, "2-2-2-3-2", " "),
    "like an account": lambda n: grouped(n, "4-2-5", "."),
    "digit by digit": lambda n: " ".join(n),
    "full width": lambda n: n.translate({ord("0") + i: ord("０") + i for i in range(10)}),
    "Arabic digits": lambda n: n.translate({ord("0") + i: 0x0660 + i for i in range(10)}),
    "soft hyphen": lambda n: grouped(n, "6-5", "\u00ad"),
    "without width": lambda n: grouped(n, "3-3-5", "\u200b"),
    "joiner": lambda n: grouped(n, "6-5", "\u2060"),
    "line break": lambda n: grouped(n, "6-5", "\n"),
    "tab": lambda n: grouped(n, "6-5", "\t"),
}

SURROUNDINGS = (
    "{}",
    "Gjeld {}.",
    "Fnr:{}",
    "fnr{}",
    "({})",
    "«{}»",
    "Barnet ({}) møter kl. 09:30, tlf. 21 00 00 00",
    "| 12 | {} | 34 |",
    "sak 2024/123 {} 17.05.2026",
    "**{}**",
)
PLANTED = [
    (kind, shape, around) for (kind, shape), around in zip(product(KINDS, SHAPES), cycle(SURROUNDINGS), strict=False)
]


def test_two_hundred_variants_are_planted():
    assert len(PLANTED) >= 200


@pytest.mark.parametrize(("kind", "shape", "around"), PLANTED)
def test_no_birth_number_gets_past_and_its_place_is_told(kind, shape, around):
    planted = SHAPES[shape](number(kind, random.Random(f"{kind} {shape}")))
    text = around.format(planted)
    for find in (birth_number_faults, lambda each: faults(each, frozenset()), faults_of_page):
        found = [each for each in find(text) if each.code == "birth-number"]
        assert [(each.words, each.start) for each in found] == [(planted, text.index(planted))]


FIELDS = (
    ("data/services/ppt.yml", "opening:", "note: {}\nopening:"),
    ("data/services/ppt.yml", "opening:", 'source: [{{name: Vedtak, page: "{}"}}]\nopening:'),
    ("data/services/ppt.yml", "nn: Barn som treng hjelp til å lære", 'nn: "Barn {} som treng hjelp"'),
    ("data/measures/lesekurs.yml", "nn: Kurs for barn som strevar med å lese.", 'nn: "Kurs, {}."'),
    ("data/measures/lesekurs.yml", "Kurset varer i åtte veker.", "Kurset gjeld {}."),
    ("data/meetings/skuleteam-mote.yml", "starts: 12:30", 'starts: 12:30\n    location: {{nn: "Rom {}", nb: Rom 1}}'),
    ("data/municipality.yml", "owner:", 'county: "{}"\nowner:'),
    ("data/interface.yml", None, 'tillegg: {{nn: "{}", nb: Tillegg}}\n'),
    ("content/hjelp.nn.md", "Les om", "Les {} om"),
    ("content/hjelp.nb.md", "# Hjelp", "# Hjelp {}"),
)


@pytest.mark.parametrize(("file", "old", "new"), FIELDS)
def test_a_number_is_found_in_every_field_and_in_prose(file, old, new, tmp_path):
    folder = put_together(tmp_path)
    planted = new.format(SHAPES["space"](number("birth number", random.Random(file))))
    if old is None:
        path = folder / file
        path.write_text(path.read_text(encoding="utf-8") + planted, encoding="utf-8")
    else:
        edit(folder, file, old, planted)
    handbook, problems = load(folder / "data", "data")
    problems += check(handbook, TODAY) + check_prose(folder / "content", "content", handbook, TODAY)
    assert [(each.file, each.code) for each in problems if each.code == "birth-number"] == [(file, "birth-number")]


def _account(chance: random.Random) -> str:
    """An account number with its check digit whose first digits are no day."""
    while True:
        ten = f"{chance.choice((32, 36, 39, 75))}{chance.randrange(10**8):08d}"
        last = check_digit(ten, SECOND)
        if last < 10:
            return f"{ten}{last}"


def _organisation(chance: random.Random) -> str:
    while True:
        eight = f"{chance.choice('89')}{chance.randrange(10**7):07d}"
        last = check_digit(eight, (3, 2, 7, 6, 5, 4, 3, 2))
        if last < 10:
            return f"{eight}{last}"


def harmless() -> list[str]:
    """Make what looks like a number of a person and is none."""
    chance, made = random.Random("harmless"), []
    for _ in range(18):
        account, organisation = _account(chance), _organisation(chance)
        land = f"{chance.choice('23567')}{chance.randrange(10**7):07d}"
        day = date(2020, 1, 1) + timedelta(days=chance.randrange(4000))
        made += [
            f"Konto {grouped(account, '4-2-5', '.')}",
            f"Konto {account}",
            f"NO{chance.randrange(10, 99)} {grouped(number('FH-number', chance), '4-4-3', ' ')}",
            f"Org.nr. {grouped(organisation, '3-3-3', ' ')}",
            f"NO{organisation}MVA",
            f"Ring +47 {grouped(land, '2-2-2-2', ' ')}",
            f"Ring {land} eller 800 40 008, 116 117 eller 116 111",
            f"Sak {day.year}/{chance.randrange(10**5):05d}-{chance.randrange(1, 30)}",
            f"KID {chance.randrange(10**13, 10**14)}",
            f"{chance.randrange(1000, 9999)} Fjordvik, gnr. 12/345, bnr. 67",
            f"{day:%d.%m.%Y} {day + timedelta(7):%d.%m.%Y}, {day}, {day:%Y%m%d}",
            f"LOV-{day}-{chance.randrange(1, 200)} § 13-2",
        ]
    made += [f"{chance.randrange(16**40):040x}" for _ in range(20)]
    made += ["ISBN 978-82-02-12345-6", "2026-2027", "08:30–15:00", "12 345 678 901,00 kr", "Uke 33-34-35-36-37-38"]
    return made


def test_two_hundred_numbers_of_other_kinds_raise_nothing():
    made = harmless()
    assert len(made) >= 200
    assert [(text, found) for text in made for found in faults(text, frozenset(), may_name=True)] == []


def test_an_account_number_may_by_chance_be_a_birth_number_and_is_told_how_to_be_an_iban():
    digits = number("birth number", random.Random("both"))
    assert check_digit(digits[:10], SECOND) == int(digits[10]), "the last check digit of both is the same sum"
    (found,) = birth_number_faults(grouped(digits, "4-2-5", "."))
    assert "IBAN" in found.message
    assert not list(birth_number_faults(f"NO12 {grouped(digits, '4-4-3', ' ')}"))


@given(st.text())
def test_any_text_is_seen_plain_with_its_places_in_order(text):
    seen = plain(text)
    assert len(seen.places) == len(seen.text)
    assert list(seen.places) == sorted(seen.places)
    list(faults_of_page(text))


@given(st.integers(0, 10**11 - 1).map("{:011d}".format), st.sampled_from(list(KINDS)), st.randoms())
def test_a_number_that_is_changed_in_one_digit_is_none(digits, kind, chance):
    assert is_birth_number(number(kind, chance))
    made = number(kind, chance)
    place = chance.randrange(11)
    other = str((int(made[place]) + chance.randrange(1, 10)) % 10)
    assert not is_birth_number(made[:place] + other + made[place + 1 :])


# --- telephones, mailboxes, names ---

KNOWN = frozenset({"helsestasjon", "for", "ungdom", "marte", "meo", "barne", "og", "ungdomstelefonen", "familiesenter"})


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Ring 400 00 000", ["private-phone"]),
        ("Ring 90 00 00 00 i dag", ["private-phone"]),
        ("+4790000000", ["private-phone"]),
        ("0047 900 00 000", ["private-phone"]),
        ("Ring 400\u00a000\u00a0000.", ["private-phone"]),
        ("Ring 21 00 00 00 eller 02800", []),
        ("00 00 00 00", []),
        ("Org.nr. 940 000 000", []),
        ("Sum 40 000 000 kr", []),
        ("helsestasjon@fjordvik.example", []),
        ("ungdom.helsestasjon@fjordvik.example", []),
        ("post.marte.meo@fjordvik.example", []),
        ("marte.meo@fjordvik.example", []),
        ("ola.nordmann@fjordvik.example", ["private-email"]),
        ("Anne-Kari.Nordmann@fjordvik.example", ["private-email"]),
        ("familie@hotmail.example", ["private-email"]),
        ("noko@online.example", ["private-email"]),
        ("Ring Kari Nordmann på helsestasjonen", ["personal-name"]),
        ("Kari N. på helsestasjonen", ["personal-name"]),
        ("Ring Abdi Fjordviksen", ["personal-name"]),
        ("Marte Meo", []),
        ("Barne- og ungdomstelefonen", []),
        ("Leiaren ved Helsestasjon for Ungdom", []),
        ("Ring Fjordvik Familiesenter", []),
        ("Kari", []),
    ],
)
def test_what_is_a_persons_and_what_is_a_services(text, codes):
    assert [found.code for found in faults(text, KNOWN)] == codes


def test_a_mobile_number_may_stand_where_it_follows_the_duty(tmp_path):
    folder = put_together(tmp_path)
    edit(folder, "data/services/ppt.yml", "opening:", "contact: {phone: 400 00 000, duty_phone: true}\nopening:")
    handbook, problems = load(folder / "data", "data")
    assert problems + check(handbook, TODAY) == []


# --- the history ---


def git(folder, *arguments):
    who = ["-c", "user.name=Redaksjonen", "-c", "user.email=post@fjordvik.example", "-c", "init.defaultBranch=main"]
    subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True)


def personal_data(*options):
    return CliRunner().invoke(main, ["personal-data", *options])


@pytest.fixture
def repository(tmp_path, monkeypatch):
    put_together(tmp_path)
    shutil.rmtree(tmp_path / ".git", ignore_errors=True)
    git(tmp_path, "init")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-m", "Handboka")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_what_came_and_went_is_found_in_the_history_with_its_commit(repository):
    planted = number("birth number", random.Random("history"))
    page = repository / "content" / "hjelp.nn.md"
    before = page.read_text(encoding="utf-8")
    page.write_text(f"{before}\n-- {planted}\n\nKontakt Kari Nordmann, kari@gmail.example\n", encoding="utf-8")
    (repository / "notat.txt").write_text(f"linje\n-- {planted[:6]} {planted[6:]}\r\n", encoding="utf-8")
    assert personal_data().exit_code == 1, "before it is stored too"
    git(repository, "add", ".")
    git(repository, "commit", "-m", "Legg til")
    page.write_text(before, encoding="utf-8")
    git(repository, "rm", "-f", "notat.txt")
    git(repository, "commit", "-am", f"Ta bort {planted}")

    assert personal_data().exit_code == 0
    for options in (["--history"], ["--range", "HEAD~2..HEAD"]):
        result = personal_data(*options)
        assert result.exit_code == 1
        lines = [line for line in result.output.splitlines() if line.endswith("]")]
        found = sorted((line.split(": ")[0], line.rsplit("[", 1)[1]) for line in lines)
        message = next(place for place, _ in found if place.startswith("commit-melding"))
        assert [(place, code) for place, code in found if place != message] == [
            ("content/hjelp.nn.md:5:4", "birth-number]"),
            ("content/hjelp.nn.md:7:24", "private-email]"),
            ("content/hjelp.nn.md:7:9", "personal-name]"),
            ("notat.txt:2:4", "birth-number]"),
        ]
        assert planted not in result.output, "the report repeats no number"
    assert personal_data("--range", "HEAD~1..HEAD").output.count("birth-number") == 1


def test_what_a_merge_itself_wrote_is_found(repository):
    page = repository / "content" / "hjelp.nn.md"
    for branch, text in (("ein", "Ein.\n"), ("annan", "To.\n")):
        git(repository, "switch", "-c", branch, "main")
        page.write_text(text, encoding="utf-8")
        git(repository, "commit", "-am", branch)
    subprocess.run(["git", "merge", "ein"], cwd=repository, check=False, capture_output=True)
    page.write_text(f"{number('D-number', random.Random('merge'))}\n", encoding="utf-8")
    git(repository, "commit", "-am", "Flett")
    assert personal_data("--history").output.count("[birth-number]") == 1


def test_a_mobile_number_of_a_duty_stands_in_the_history_unreported(repository):
    edit(repository, "data/services/ppt.yml", "opening:", "contact:\n  phone: 400 00 000\n  duty_phone: true\nopening:")
    assert personal_data().exit_code == 0
    edit(repository, "data/services/ppt.yml", "  duty_phone: true\n", "")
    assert personal_data().exit_code == 1


def test_a_case_may_hold_the_fault_it_is_named_after_if_nobody_can_bear_the_number(repository):
    chance = random.Random("case")
    for kind, answer in (("Tenor", 0), ("birth number", 1), ("H-number", 1)):
        planted = number(kind, chance)
        assert is_synthetic(planted) == (answer == 0)
        path = repository / "tests" / "cases" / "birth-number-x" / "data" / "notat.yml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"note: {planted}\n", encoding="utf-8")
        git(repository, "add", ".")
        assert personal_data().exit_code == answer
    other = path.parents[2] / "missing-field-x"
    other.mkdir()
    path.write_text("", encoding="utf-8")
    (other / "notat.yml").write_text(f"note: {number('Tenor', chance)}\n", encoding="utf-8")
    git(repository, "add", ".")
    assert personal_data().exit_code == 1


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--range", "nei..HEAD"], "Git kan ikkje lese endringane"),
        (["--range", "--output=x"], "Vel anten"),
        (["--range", "HEAD", "--history"], "Vel anten"),
    ],
)
def test_what_git_cannot_answer_is_a_sentence(options, said, repository):
    result = personal_data(*options)
    assert result.exit_code == 2
    assert said in result.output


def test_a_history_that_is_not_fetched_whole_is_not_said_to_be_clean(repository, tmp_path_factory, monkeypatch):
    git(repository, "commit", "--allow-empty", "-m", "Meir")
    copy = tmp_path_factory.mktemp("shallow") / "copy"
    git(repository, "clone", "--depth", "1", f"file://{repository}", str(copy))
    monkeypatch.chdir(copy)
    result = personal_data("--history")
    assert result.exit_code == 2
    assert "ikkje henta heil" in result.output
