"""Guards citations of the law: what people write is read, and told from what applies today. Acts are Fjordvik's own."""

import json
import re
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import example, given, settings
from hypothesis import strategies as st

from handbook.__main__ import main
from handbook.law.citation import citations
from handbook.law.registry import Registry
from handbook.law.sentences import sentence
from handbook.law.titles import Titles
from handbook.load import load
from handbook.models.references import LAW_REFERENCE

ROOT = Path(__file__).parents[1]
TODAY = date(2026, 11, 22)
BVL, HOL, PBRL, HPL = (
    "barnevernsloven", "helse-og-omsorgstjenesteloven", "pasient-og-brukerrettighetsloven", "helsepersonelloven",
)  # fmt: skip
OLD_BVL, FVL, NEW_FVL, OPPL, OLD_OPPL = (
    "barnevernloven-1992", "forvaltningsloven", "forvaltningsloven-2025", "opplaeringslova", "opplaeringslova-1998",
)  # fmt: skip
BHL = "barnehageloven"


@pytest.fixture(scope="session")
def registry(fjordvik) -> Registry:
    return Registry(fjordvik.all("law"), TODAY)


def judged(registry: Registry, text: str) -> list[tuple[str, str, str]]:
    """Each place in a text as (act, place, verdict)."""
    return [
        (one.law.id if one.law else "", str(one.place or ""), one.verdict)
        for _, judgements in registry.read(text)
        for one in judgements
    ]


# --- the citations of two public plans, as they were written ---

PLANS = [
    # what was written, verdict, what applies today, what it becomes, words of the trap
    ("forvaltningslova sin §§ 18 og 19", "change-pending", [f"{FVL} §18", f"{FVL} §19"], [f"{NEW_FVL} §§46–53"], ""),
    ("Lov om behandlingsmåten i forvaltingssaker § 13-13 f).", "change-pending", [f"{FVL} §§13–13f"],
     [f"{NEW_FVL} §§30–39"], "Ingen paragraf heiter 13-13f. § 13 g høyrer òg med i dag."),
    ("Lov om helsetjenesten i kommunene § 6-6.", "repealed-act", [f"{HOL} §12-1"], [], "samarbeid mellom kommunar"),
    ("Lov om pasientrettigheter kap. 3.", "fine",
     [f"{PBRL} kap.3", f"{PBRL} §3-3", f"{PBRL} §3-4", f"{PBRL} §3-6"], [], ""),
    ("Lov om helsepersonell kap. 5.", "fine",
     [f"{HPL} kap.5", f"{HPL} §21", f"{HPL} §22", f"{HPL} §23", f"{HPL} §25"], [], ""),
    ("Lov om barneverntjenester § 6-7.", "repealed-act", [f"{BVL} §13-1"], [], "§ 6-7 finst ikkje"),
    ("Lov om opplæring, kap.15", "ambiguous-title",
     [f"{OPPL} §24-3", f"{OPPL} §24-2", f"{OPPL} §24-1", f"{FVL} §13", f"{OPPL} §22-4"], [], "opplæringsspråk"),
    ("Lov om barnehager", "fine", [BHL, f"{BHL} §44", f"{BHL} §45", f"{BHL} §46", f"{BHL} §2b"], [], ""),
    ("Politiregisterlova", "fine",
     ["politiregisterloven", "politiregisterloven §27", "politiregisterloven §30"], [], ""),
    ("krav som kommer fram i barnevernloven § 3-1 annet ledd.", "repealed-act", [f"{BVL} §15-1"], [],
     "frivillig hjelpetiltak"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "verdict", "today", "becomes", "trap"), PLANS, ids=[row[0] for row in PLANS])
def test_what_the_plans_wrote_and_what_it_must_say_now(text, verdict, today, becomes, trap, registry):
    ((_, judgements),) = registry.read(text)
    assert {one.verdict for one in judgements} == {verdict}
    assert [ref for one in judgements for ref in one.today] == today
    assert list(dict.fromkeys(ref for one in judgements for ref in one.becomes)) == becomes
    said = " ".join(one.trap.nn for one in judgements if one.trap)
    assert (trap in said) if trap else not said


def test_what_the_plans_wrote_leads_where_the_examples_lead(registry):
    """The examples hold the same citations with what applies today, written by hand: both must agree."""
    seen = 0
    for folder in ("vindafjord", "strand"):
        handbook, _ = load(ROOT / "examples" / folder / "data", folder)
        for _, record, _ in handbook.entries():
            for each in getattr(record, "citations", ()):
                found = [one for _, judgements in registry.read(each.as_written) for one in judgements]
                if not found:
                    continue
                acts = {ref.split(" ")[0] for one in found for ref in one.today}
                assert acts & {ref.split(" ")[0] for ref in each.today}, each.as_written
                if found[0].verdict == "repealed-act":
                    assert {ref for one in found for ref in one.today} == set(each.today), each.as_written
                seen += 1
    assert seen >= 10


# --- what else people write, in both forms ---

WRITTEN = [
    ("bvl. § 13-2 andre ledd bokstav a", [(BVL, "§13-2", "change-pending")]),
    ("bvl § 13-4", [(BVL, "§13-4", "fine")]),
    ("barnevernsloven §13-1", [(BVL, "§13-1", "fine")]),
    ("barnevernslova § 13-1", [(BVL, "§13-1", "fine")]),
    ("Barnevernslovens § 13-1", [(BVL, "§13-1", "fine")]),
    ("barnevernslovas § 13–1", [(BVL, "§13-1", "fine")]),
    ("barnevernsloven § 13‑1", [(BVL, "§13-1", "fine")]),
    ("barnevernsloven (2021) § 13-1", [(BVL, "§13-1", "fine")]),
    ("barnevernsloven av 2021 § 13-1", [(BVL, "§13-1", "fine")]),
    ("barnevernsloven fra 2021 § 13-1 annet ledd", [(BVL, "§13-1", "fine")]),
    ("barnevernsloven 2021 § 13-1", [(BVL, "§13-1", "fine")]),
    ("barnevernsloven (2023) § 13-1", [(BVL, "§13-1", "fine")]),
    ("Lov om barnevern (barnevernsloven) § 13-1", [(BVL, "§13-1", "fine")]),
    ("barnevernsloven (bvl.) § 13-1", [(BVL, "§13-1", "fine")]),
    ("lov 18. juni 2021 nr. 97 om barnevern (barnevernsloven) § 13-1", [(BVL, "§13-1", "fine")]),
    ("lov av 18.6.2021 nr 97 § 13-1", [(BVL, "§13-1", "fine")]),
    ("LOV-2021-06-18-97 § 13-1", [(BVL, "§13-1", "fine")]),
    ("https://lovdata.no/lov/2021-06-18-97/§13-1", [(BVL, "§13-1", "fine")]),
    ("https://lovdata.no/dokument/NL/lov/2021-06-18-97/§13-1", [(BVL, "§13-1", "fine")]),
    ("§ 13-1 i barnevernsloven", [(BVL, "§13-1", "fine")]),
    ("barnevernsloven §§ 13-1, 13-3 og 13-4", [(BVL, "§13-1", "fine"), (BVL, "§13-3", "fine"), (BVL, "§13-4", "fine")]),
    ("barnevernsloven § 13-1, jf. § 13-4", [(BVL, "§13-1", "fine"), (BVL, "§13-4", "fine")]),
    ("barnevernsloven § 13-1 og § 33 i helsepersonelloven", [(BVL, "§13-1", "fine"), (HPL, "§33", "fine")]),
    ("barnevernsloven kap. 13", [(BVL, "kap.13", "fine")]),
    ("barnevernsloven § 3-1 «Plan for førebyggjande arbeid»", [(BVL, "§3-1", "wrong-heading")]),
    ("barnevernsloven § 3-1 «Frivillig hjelpetiltak»", [(BVL, "§3-1", "fine")]),
    ("barnevernsloven § 99-1", [(BVL, "§99-1", "unknown-section")]),
    ("barnevernloven (1992) § 6-4", [(OLD_BVL, "§6-4", "repealed-act")]),
    ("barnevernlova § 6-4", [(OLD_BVL, "§6-4", "repealed-act")]),
    ("barnevernlovens kapittel 4", [(OLD_BVL, "kap.4", "repealed-act")]),
    ("lov om barneverntjenester (barnevernloven) § 6-7 a", [(OLD_BVL, "§6-7a", "repealed-act")]),
    ("lov 17. juli 1992 nr. 100 § 3-2 a", [(OLD_BVL, "§3-2a", "repealed-act")]),
    ("LOV-1992-07-17-100", [(OLD_BVL, "", "repealed-act")]),
    ("kommunehelsetjenesteloven § 6-6", [("kommunehelsetjenesteloven", "§6-6", "repealed-act")]),
    ("kommunehelsetenestelova § 6-6", [("kommunehelsetjenesteloven", "§6-6", "repealed-act")]),
    ("opplæringslova (1998) § 9 A-3", [(OLD_OPPL, "§9A-3", "repealed-act")]),
    ("opplæringsloven av 1998 § 9A-3", [(OLD_OPPL, "§9A-3", "repealed-act")]),
    ("opplæringslova frå 1998 § 15-3", [(OLD_OPPL, "§15-3", "repealed-act")]),
    ("opplæringslova § 24-3", [(OPPL, "§24-3", "fine")]),
    ("opplæringsloven § 24-3", [(OPPL, "§24-3", "fine")]),
    ("opplæringslova (2023) § 24-3", [(OPPL, "§24-3", "fine")]),
    ("opplæringslova kap. 24", [(OPPL, "kap.24", "fine")]),
    ("kapittel 24 i opplæringslova", [(OPPL, "kap.24", "fine")]),
    ("opplæringslova § 15-3", [("", "§15-3", "ambiguous-title")]),
    ("opplæringslova § 15-8 fyrste ledd", [("", "§15-8", "ambiguous-title")]),
    ("opplæringslova kapittel 15", [("", "kap.15", "ambiguous-title")]),
    ("forvaltningsloven § 13", [(FVL, "§13", "change-pending")]),
    ("forvaltningslova § 13 a", [(FVL, "§13a", "change-pending")]),
    ("fvl. § 13 b første ledd nr. 7", [(FVL, "§13b", "change-pending")]),
    ("forvaltningsloven §§ 13 til 13 f", [(FVL, "§§13–13f", "change-pending")]),
    ("forvaltningsloven §§ 13–13 f", [(FVL, "§§13–13f", "change-pending")]),
    ("forvaltningsloven §§ 13 t.o.m. 13 f", [(FVL, "§§13–13f", "change-pending")]),
    ("§§ 18 og 19 i forvaltningsloven", [(FVL, "§18", "change-pending"), (FVL, "§19", "change-pending")]),
    ("forvaltningsloven §§ 13 a og b", [(FVL, "§13a", "change-pending"), (FVL, "§13b", "change-pending")]),
    ("forvaltningsloven (1967) § 13", [(FVL, "§13", "change-pending")]),
    ("forvaltningsloven (2025) § 31", [(NEW_FVL, "§31", "not-in-force")]),
    ("forvaltningslova § 31", [("", "§31", "ambiguous-title")]),
    ("barnelova § 33", [("barnelova", "§33", "change-pending")]),
    ("barneloven av 1981 § 31", [("barnelova", "§31", "change-pending")]),
    ("barnelova 2025 § 1-2", [("barnelova-2025", "§1-2", "not-in-force")]),
    ("barnelova § 1-2", [("", "§1-2", "ambiguous-title")]),
    ("hol § 7-2 a", [(HOL, "§7-2a", "fine")]),
    ("Helse- og omsorgstenestelova § 7-2 a", [(HOL, "§7-2a", "fine")]),
    ("helse- og omsorgstjenesteloven § 6-6", [(HOL, "§6-6", "fine")]),
    ("helse- og omsorgstjenesteloven § 3-7", [(HOL, "§3-7", "repealed-section")]),
    ("pasient- og brukarrettslova § 4-3", [(PBRL, "§4-3", "fine")]),
    ("pasientrettighetsloven § 3-4", [(PBRL, "§3-4", "fine")]),
    ("pbrl. kap. 3", [(PBRL, "kap.3", "fine")]),
    ("helsepersonellova §§ 10 a og 33", [(HPL, "§10a", "fine"), (HPL, "§33", "fine")]),
    ("lov om helsepersonell m.v. § 33", [(HPL, "§33", "fine")]),
    ("hpl. § 21 første punktum", [(HPL, "§21", "not-checked")]),
    ("barnehagelova §§ 44-46", [(BHL, "§§44–46", "fine")]),
    ("barnehageloven § 2 b", [(BHL, "§2b", "fine")]),
    ("loven om barnehager § 44", [(BHL, "§44", "fine")]),
    ("lov 18. jun. 2021 nr. 97 § 13-1", [(BVL, "§13-1", "fine")]),
    ("lov 18. j 2021 nr. 97 § 13-1", [("", "§13-1", "no-act")]),
    ("barnehageloven § 20", [(BHL, "§20", "fine")]),
    ("politiregisterlova §§ 23 til 31", [("politiregisterloven", "§§23–31", "fine")]),
    ("lov om sosiale tjenester i arbeids- og velferdsforvaltningen § 45", [("sosialtjenesteloven", "§45", "fine")]),
    ("Nav-lova § 15", [("nav-loven", "§15", "fine")]),
    ("nummerforskriften § 20 i (FOR-2004-02-16-426)", [("nummerforskriften", "§20i", "fine"),
     ("nummerforskriften", "", "fine")]),
    ("arkivlova § 5", [("arkivlova", "§5", "fine")]),
    ("jordlova § 3", [("", "§3", "unknown-act")]),
    ("lov om fjellvett § 2", [("", "§2", "unknown-act")]),
    ("LOV-2001-01-01-1 § 2", [("", "§2", "unknown-act")]),
    ("barnevernsloven av 1992 § 6-4", [("", "§6-4", "unknown-act")]),
    ("loven § 5", [("", "§5", "no-act")]),
    ("jf. § 13-2", [("", "§13-2", "no-act")]),
    ("Det var eit hol i veggen, og bl.a. to lover om dette.", []),
    ("Vi har 13-2 = 11 plassar, kapasitet 5 og kap. er ikkje eit tal.", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "found"), WRITTEN, ids=[row[0] for row in WRITTEN])
def test_what_people_write(text, found, registry):
    assert judged(registry, text) == found


def test_the_table_is_large_enough():
    assert len(WRITTEN) >= 60
    assert len(WRITTEN) == len(dict(WRITTEN))


def test_the_place_in_a_section_is_kept_as_written(registry):
    ((citation, _),) = registry.read("Sjå bvl. § 13-2 andre ledd bokstav a og b.")
    assert citation.places[0].part == "andre ledd bokstav a og b"
    assert citation.text == "bvl. § 13-2 andre ledd bokstav a og b"


@pytest.mark.parametrize(
    "text",
    [
        "barnevernloven (1992, oppheva) § 6-4",
        "barnevernloven (1992, nå opphevet) § 6-4",
        "den tidlegare barnevernloven § 6-4",
        "den gamle barnevernloven § 6-4",
        "den opphevede barnevernloven § 6-4",
        "barnevernloven, som er oppheva",
        "barnevernloven vart oppheva i 2023",
    ],
)
def test_a_text_may_tell_of_an_act_that_was(text, registry):
    ((citation, (judgement,)),) = registry.read(text)
    assert judgement.verdict == "repealed-act"
    assert citation.says_repealed


def test_every_repealed_section_has_a_target_that_is_known_and_a_trap_that_is_none(fjordvik, registry):
    for law in fjordvik.all("law"):
        for former in law.former_sections:
            for ref in former.today:
                assert registry.judge_reference(ref).verdict in ("fine", "change-pending"), (law.id, former.number)
            swapped = f"{law.replaced_by} {former.number}"
            assert swapped not in former.today


def test_the_same_number_in_the_new_act_is_named_as_the_trap(registry):
    ((_, (judgement,)),) = registry.read("kommunehelsetjenesteloven § 3-1")
    assert judgement.verdict == "repealed-act"
    assert judgement.trap.nn.startswith("§ 3-1 i helse- og omsorgstjenesteloven")
    assert judgement.trap.nb.endswith(
        "er en annen regel: «Kommunens overordnede ansvar for helse- og omsorgstjenester»."
    )


def test_an_act_that_nobody_has_looked_at_for_a_year_is_no_longer_fine(fjordvik):
    later = Registry(fjordvik.all("law"), date(2027, 11, 23))
    assert judged(later, "barnevernsloven § 13-1") == [(BVL, "§13-1", "not-checked")]
    assert judged(later, "forvaltningsloven § 13") == [(FVL, "§13", "change-pending")]


def test_the_address_is_that_of_the_section_never_of_a_chapter(registry):
    said = {text: registry.read(text)[0][1][0].address for text, *_ in WRITTEN if registry.read(text)}
    assert said["barnevernsloven §13-1"] == "https://lovdata.no/lov/2021-06-18-97/%C2%A713-1"
    assert said["hol § 7-2 a"] == "https://lovdata.no/lov/2011-06-24-30/%C2%A77-2a"
    assert said["opplæringslova kap. 24"] == "https://lovdata.no/lov/2023-06-09-30"
    assert said["barnevernloven (1992) § 6-4"] == "https://lovdata.no/lov/1992-07-17-100"
    assert said["jordlova § 3"] == ""


@pytest.mark.parametrize(("text", "found"), WRITTEN, ids=[row[0] for row in WRITTEN])
def test_every_verdict_but_fine_can_be_told(text, found, registry):
    for citation, judgements in registry.read(text):
        for one in judgements:
            assert bool(sentence(one, citation)) or one.verdict == "fine"
            assert "None" not in sentence(one, citation)


def test_whatever_is_suggested_is_a_reference_an_editor_can_paste(registry):
    for text, *_ in [*PLANS, *WRITTEN]:
        for _, judgements in registry.read(text):
            for one in judgements:
                for ref in (*one.today, *one.becomes):
                    assert LAW_REFERENCE.fullmatch(ref)


# --- the command ---


def test_the_command_prints_what_holds_for_each_citation_and_says_whether_all_is_well():
    data = ["--data", str(ROOT / "data")]
    done = CliRunner().invoke(main, ["cite", "barnevernloven § 3-1 annet ledd, bvl. § 13-1", "--format", "json", *data])
    old, new = json.loads(done.stdout)
    assert done.exit_code == 1
    assert (old["act"], old["section"], old["part"]) == (OLD_BVL, "§3-1", "annet ledd")
    assert (old["verdict"], old["today"]) == ("repealed-act", [f"{BVL} §15-1"])
    assert old["trap"]["nb"] == "§ 3-1 i loven av 2021 handler om frivillig hjelpetiltak."
    assert new["address"] == "https://lovdata.no/lov/2021-06-18-97/%C2%A713-1"
    done = CliRunner().invoke(main, ["cite", "-", *data], input="Sjå lov om barneverntjenester § 6-7.")
    assert done.exit_code == 1
    for words in ("oppheva lov [repealed-act]", "i dag: barnevernsloven §13-1", "felle: § 6-7 finst ikkje i lova"):
        assert words in done.stdout


@pytest.mark.parametrize(
    ("text", "code"), [("bvl. § 13-1", 0), ("god dag", 0), ("bvl. § 99-9", 1), ("jordlova § 1", 1)]
)
def test_the_command_answers_0_where_nothing_needs_mending(text, code):
    assert CliRunner().invoke(main, ["cite", text, "--data", str(ROOT / "data")]).exit_code == code


def test_the_command_without_laws_says_so(tmp_path):
    done = CliRunner().invoke(main, ["cite", "bvl. § 13-1", "--data", str(tmp_path)])
    assert done.exit_code == 2
    assert "Mappa er tom" in done.stderr


# --- what nobody thought of ---

_PIECES = [
    "barnevernsloven", "barnevernloven", "opplæringslova", "forvaltningsloven", "Lov om ", "bvl.", "hol", "m.v.",
    "helse- og omsorgstjenesteloven", "§", "§§", "§ ", "kap. ", "kapittel ", "paragraf ", "13", "-", "–", "13-2",
    "13 f", "9 A-3", " a", "i", " og ", ", ", " til ", " jf. ", "(1998)", "(", ")", " av 2021", "«", "»", "\n",
    " andre ledd", " bokstav ", "nr. 2", "lov 18. juni 2021 nr. 97", "lov/2021-06-18-97/", "LOV-",
    "FOR-2004-02-16-426", "ſ", "\u212a", "١٢", "Ⅷ", "İ", "\u00a0",
]  # fmt: skip
_texts = st.lists(st.sampled_from(_PIECES) | st.text(max_size=4), max_size=25).map("".join)


@given(_texts)
@example("§ 13-ſ barnevernsloven § 1 K")
@settings(max_examples=3000, derandomize=True, database=None, deadline=None)
def test_no_text_is_too_strange_and_no_act_is_guessed(text):
    registry = _registry()
    named = text.casefold()
    for citation, judgements in registry.read(text):
        assert text[citation.start : citation.end] == citation.text
        for id in citation.acts:
            assert _names(registry.titles.laws[id], named)
        for one in judgements:
            sentence(one, citation)
            assert re.fullmatch(r"(https://lovdata\.no/[ -~]*)?", one.address)


@given(_texts)
@settings(max_examples=300, derandomize=True, database=None, deadline=None)
def test_a_parser_without_acts_names_none(text):
    assert not any(each.acts for each in citations(text, Titles(())))


def _registry(made=[]) -> Registry:  # noqa: B006 - read once for all tries
    if not made:
        handbook, _ = load(ROOT / "data", "data")
        made.append(Registry(handbook.all("law"), TODAY))
    return made[0]


def _names(law, text: str) -> bool:
    """Say whether a text holds the first word of any title of an act, or the year of its date."""
    titles = (law.short_title, law.full_title, *law.aliases, *law.former_titles, *law.abbreviations)
    first = {re.match(r"\w[\w-]*", title.casefold()).group() for title in titles}
    stems = {re.sub(r"(lov|lova|loven)$", "lov", word) for word in first}
    return any(stem in text for stem in stems) or law.lovdata[4:8] in text


def test_a_title_without_words_is_no_title(fjordvik):
    law = fjordvik.get("law", BVL).model_copy(update={"full_title": "«»", "aliases": ("?",)})
    assert [each.acts for each in citations("«» barnevernsloven § 1-3", Titles([law]))] == [(BVL,)]


@pytest.mark.parametrize(
    "text",
    ["§" * 20_000, "barnevernsloven" + " " * 20_000 + "x", "§ 1" + " " * 20_000 + "x", "§§ " + "1, " * 20_000,
     "bvl § 1-3 «" * 2_000, "lov om " * 20_000 + "§ 1", "§ 1 og " * 20_000 + "§ 2 i barnevernsloven"],
    ids=range(7),
)  # fmt: skip
def test_long_runs_of_the_same_come_to_an_end(text, registry):
    assert isinstance(citations(text, registry.titles), list)
