"""Guards the questions about the law: each is answered by sections that apply, complete, and usable anywhere."""

import pytest

from handbook.models.references import references
from handbook.views.law import names_section
from handbook.views.law_question import law_question_page

UNASKED = {"ppt", "website"}
"""Topics of sections that no duty of people who work with children hangs on."""


@pytest.fixture(scope="module")
def questions(fjordvik):
    return fjordvik.all("law_question")


@pytest.fixture(scope="module", params=["nn", "nb"])
def shown(request, fjordvik, edition, questions):
    """Every page, with the question it answers."""
    made = edition(fjordvik, request.param)
    return [(one, law_question_page(made, one)) for one in questions]


def block(page, form):
    return next(each.content for each in page.blocks if each.form == form)


def test_every_topic_of_a_section_is_asked_about(fjordvik, questions):
    topics = {topic for law in fjordvik.all("law") for section in law.sections for topic in section.topics}
    assert topics - {topic for one in questions for topic in one.topics} == UNASKED


def test_the_questions_stand_in_an_order_without_gaps(questions):
    assert sorted(one.order for one in questions) == list(range(1, len(questions) + 1))


def test_a_question_names_nothing_local(questions):
    for one in questions:
        assert {each.kind for each in references(one)} == {"law", "law_topic"}, one.id


def test_a_question_leads_with_sections_that_apply_and_are_among_its_topics(fjordvik, questions):
    for one in questions:
        for written in one.laws:
            law, number = written.split(" ")
            (section,) = (each for each in fjordvik.get("law", law).sections if each.number == number)
            assert fjordvik.get("law", law).state not in ("repealed", "adopted")
            assert {*section.topics} & {*one.topics} or one.id == "meldeplikt", written


def test_a_page_says_who_what_and_which_law_and_that_it_is_no_advice(shown, fjordvik):
    for question, page in shown:
        assert [each.form for each in page.blocks[-2:]] == ["laws", "acts"]
        assert len(page.blocks) == 5, question.id
        assert page.safety
        assert page.more["disclaimer"] in {
            fjordvik.interface["not_legal_advice"].nn,
            fjordvik.interface["not_legal_advice"].nb,
        }


def test_a_page_holds_every_act_on_its_topics_with_its_state_and_check_date(shown, fjordvik):
    for question, page in shown:
        wanted = {
            law.id: [one.number for one in law.sections if {*one.topics} & {*question.topics} and not one.repealed]
            for law in fjordvik.all("law")
        }
        found = {each["law"].path.split("/")[1]: each for each in block(page, "acts")}
        assert found.keys() == {law for law, numbers in wanted.items() if numbers}
        for law, each in found.items():
            assert len(each["sections"]) == len(wanted[law])
            assert each["law"].state_text
            assert each["law"].checked


def test_a_page_leads_to_every_step_and_group_that_rests_on_its_sections(shown, fjordvik):
    for question, page in shown:
        linked = {link.path for each in page.joined for link in each.content}
        numbers = [
            (law.id, one.number)
            for law in fjordvik.all("law")
            for one in law.sections
            if {*one.topics} & {*question.topics}
        ]
        for kind, address in (("group", "grupper/{}/"), ("form", "skjema/{}/"), ("measure", "tiltak/{}/")):
            for record in fjordvik.all(kind):
                rests = any(
                    names_section(ref, number)
                    for ref in record.laws
                    for law, number in numbers
                    if ref.startswith(f"{law} ")
                )
                assert (address.format(record.id) in linked) >= rests, (question.id, record.id)
        for level in fjordvik.all("level"):
            for step in level.steps:
                rests = any(
                    names_section(ref, number)
                    for ref in step.laws
                    for law, number in numbers
                    if ref.startswith(f"{law} ")
                )
                assert (f"niva/{level.id}/{step.id}/" in linked) >= rests, (question.id, step.id)
