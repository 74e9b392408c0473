"""Guards the calendar feeds: what RFC 5545 asks of each line and event, what calendars know an event by, and that three
independent readers find in a feed what the timetable holds, summer and winter."""

import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import icalendar
import pytest
from calendar_readers import Event, with_ical_js, with_icalendar, with_libical
from hypothesis import given
from hypothesis import strategies as st
from made_calendar import hard_text, many_meetings, meeting, text, with_meetings

from handbook.addresses import Addresses
from handbook.calendar.timetable import Occurrence
from handbook.feeds import ics
from handbook.views.subscriptions import subscriptions

TODAY = date(2026, 11, 22)
ADDRESSES = Addresses("https://handbok.fjordvik.example/", "nn")
OSLO = ZoneInfo("Europe/Oslo")
WHY = text("Salen er oppteken.")
"""The reason a moved or cancelled meeting must give."""


@pytest.fixture
def feed(fjordvik, edition):
    """Give `feed(*meetings, language="nn", today=TODAY, addresses=ADDRESSES)`: the feed of everything, as bytes."""

    def make(*meetings, language="nn", today=TODAY, addresses=ADDRESSES) -> bytes:
        made = edition(with_meetings(fjordvik, meetings), language, today)
        return ics.Feeds(made, addresses).feed(next(subscriptions(made)))

    return make


def unfolded(data: bytes) -> list[str]:
    return data.replace(b"\r\n ", b"").decode().removesuffix("\r\n").split("\r\n")


def events(data: bytes) -> list[dict[str, str]]:
    """The events of a feed: the value of each property, by its name with parameters left out."""
    found = []
    for block in "\n".join(unfolded(data)).split("BEGIN:VEVENT\n")[1:]:
        lines = block.split("\nEND:VEVENT")[0].split("\n")
        found.append({line.split(":")[0].split(";")[0]: line.partition(":")[2] for line in lines})
    return found


def one_event(data: bytes) -> dict[str, str]:
    (found,) = events(data)
    return found


# --- lines ---


@given(st.text(st.characters(codec="utf-8"), max_size=300))
def test_a_line_is_folded_at_75_octets_and_no_letter_is_cut(line):
    folded = ics._folded(line)
    assert folded.endswith(b"\r\n")
    pieces = folded.removesuffix(b"\r\n").split(b"\r\n ") if "\r" not in line else []
    for place, piece in enumerate(pieces):
        assert len(piece) <= (75 if place == 0 else 74)
        piece.decode()
    assert folded.removesuffix(b"\r\n").replace(b"\r\n ", b"").decode() == line or "\r\n " in line


@given(st.text(st.characters(codec="utf-8", exclude_characters="\r")))
def test_a_text_that_is_escaped_is_one_line_and_is_read_as_it_was_written(words):
    escaped = ics._escaped(words)
    assert "\n" not in escaped
    assert not re.search(r"(?<!\\)(\\\\)*[;,]", escaped)
    assert re.sub(r"\\(.)", lambda found: "\n" if found[1] == "n" else found[1], escaped, flags=re.DOTALL) == words


def test_every_line_of_a_feed_ends_as_it_must_and_none_is_too_long(feed):
    data = feed(*many_meetings())
    assert data.endswith(b"END:VCALENDAR\r\n")
    lines = data.removesuffix(b"\r\n").split(b"\r\n")
    assert not [line for line in lines if b"\n" in line or b"\r" in line or len(line) > 75 or not line.strip()]
    for line in lines:
        line.decode()
    assert any(line.startswith(b" ") for line in lines)


# --- the feed ---


def test_a_feed_begins_with_what_calendars_ask_for_and_has_no_method(feed):
    lines = unfolded(feed(meeting(dates=[{"day": "2026-12-01"}])))
    assert lines[:2] == ["BEGIN:VCALENDAR", "VERSION:2.0"]
    names = [line.split(":")[0].split(";")[0] for line in lines]
    assert names.count("PRODID") == names.count("X-WR-CALNAME") == names.count("REFRESH-INTERVAL") == 1
    assert "METHOD" not in names
    assert lines.count("BEGIN:VTIMEZONE") == 1


def test_an_event_has_all_that_must_be_there_once(feed):
    for block in feed(*many_meetings()).replace(b"\r\n ", b"").decode().split("BEGIN:VEVENT\r\n")[1:]:
        names = re.findall(r"^([A-Z-]+)[;:]", block.split("END:VEVENT")[0], re.MULTILINE)
        assert len(set(names)) == len(names)
        required = {"UID", "DTSTAMP", "LAST-MODIFIED", "SEQUENCE", "DTSTART", "SUMMARY", "STATUS", "URL"}
        assert required <= set(names)
        assert len({"DTEND", "DURATION"} & set(names)) == 1


def test_the_same_data_on_the_same_day_gives_the_same_bytes(feed):
    assert feed(*many_meetings()) == feed(*many_meetings())


def test_the_day_of_the_build_leaves_no_trace_in_what_is_listed(feed):
    listed = meeting(dates=[{"day": "2026-12-01"}, {"day": "2027-05-04", "starts": "10:00"}])
    assert feed(listed) == feed(listed, today=date(2026, 12, 24)) == feed(listed, today=date(2031, 1, 1))


def test_a_proposal_has_no_day_of_the_build_in_it_either(feed):
    tuesdays = meeting(cadence={"kind": "weekly", "weekdays": ["tuesday"]}, reviewed="2026-10-05")
    before, after = (events(feed(tuesdays, today=day)) for day in (TODAY, TODAY + timedelta(days=7)))
    assert before[1:] == after


def test_stamps_come_from_the_latest_change_the_data_tells_of(feed):
    def stamp(**fields):
        return one_event(feed(meeting(dates=[{"day": "2026-12-01", **fields.pop("date", {})}], **fields)))

    assert stamp(reviewed="2026-09-01")["DTSTAMP"] == "20260901T000000Z"
    changes = [{"day": "2026-10-02", "text": text("Ny stad.")}]
    assert stamp(reviewed="2026-09-01", changes=changes)["DTSTAMP"] == "20261002T000000Z"
    found = stamp(reviewed="2026-09-01", changes=changes, date={"changed": "2026-11-03"})
    assert found["DTSTAMP"] == found["LAST-MODIFIED"] == "20261103T000000Z"


@pytest.mark.parametrize("cadence", ["on_demand", "quarterly", "yearly", "continuous", "regularly", "unknown"])
def test_what_has_no_day_is_never_in_a_feed(cadence, feed):
    assert events(feed(meeting(cadence=cadence))) == []


def test_what_nobody_has_chosen_is_never_in_a_feed(feed):
    easter = {"kind": "relative_to_easter", "weekday": "wednesday"}
    assert events(feed(meeting(cadence=easter))) == []
    assert events(feed(meeting(cadence=easter | {"reading": "literal"})))


def test_a_language_has_a_feed_of_its_own(feed):
    one = meeting(name={"nn": "Møte i skuleteamet", "nb": "Møte i skoleteamet"}, dates=[{"day": "2026-12-01"}])
    nn, nb = feed(one), feed(one, language="nb")
    assert one_event(nn)["SUMMARY"] == "Møte i skuleteamet"
    assert one_event(nb)["SUMMARY"] == "Møte i skoleteamet"
    assert b"LANGUAGE=nb" not in nn
    assert b"LANGUAGE=nn" not in nb
    assert one_event(nb)["URL"] == "https://handbok.fjordvik.example/nb/kalender/mote/"


# --- what an event is known by ---


def test_the_id_of_an_event_stays_when_its_titles_time_and_place_change(feed):
    before = meeting(dates=[{"day": "2026-12-01", "starts": "10:00"}])
    after = meeting(
        name=text("Heilt nytt namn"),
        location=text("Ny stad"),
        dates=[{"day": "2026-12-01", "starts": "14:00", "revision": 1}],
    )
    assert one_event(feed(before))["UID"] == one_event(feed(after))["UID"]
    assert one_event(feed(before, language="nb"))["UID"] == one_event(feed(before))["UID"]


def test_the_id_of_an_event_stays_when_it_is_moved_and_the_others_keep_theirs(feed):
    before = events(feed(meeting(dates=[{"day": "2026-12-01"}, {"day": "2026-12-15"}])))
    moved = {"day": "2026-12-08", "status": "moved", "moved_from": "2026-12-01", "reason": WHY}
    after = events(feed(meeting(dates=[moved, {"day": "2026-12-15"}])))
    assert [one["UID"] for one in before] == [one["UID"] for one in after]
    assert after[0]["DTSTART"] == "20261208"


def test_the_id_of_an_event_stays_when_what_was_moved_is_cancelled(feed):
    moved = {"day": "2026-12-08", "status": "moved", "moved_from": "2026-12-01", "reason": WHY}
    before, after = (one_event(feed(meeting(dates=[one]))) for one in (moved, moved | {"status": "cancelled"}))
    assert before["UID"] == after["UID"]
    assert int(before["SEQUENCE"]) < int(after["SEQUENCE"])


def test_a_proposal_that_is_decided_keeps_its_id_and_is_told_as_changed(feed):
    cadence = {"kind": "weekly", "weekdays": ["tuesday"]}
    proposed = events(feed(meeting(cadence=cadence)))[0]
    pasted = events(feed(meeting(cadence=cadence, dates=[{"day": "2026-11-24", "status": "proposed"}])))[0]
    decided = events(feed(meeting(cadence=cadence, dates=[{"day": "2026-11-24"}])))[0]
    assert proposed["DTSTART"] == decided["DTSTART"] == "20261124"
    assert proposed["UID"] == pasted["UID"] == decided["UID"]
    assert (proposed["STATUS"], pasted["STATUS"], decided["STATUS"]) == ("TENTATIVE", "TENTATIVE", "CONFIRMED")
    assert int(proposed["SEQUENCE"]) == int(pasted["SEQUENCE"]) < int(decided["SEQUENCE"])


def test_the_sequence_rises_with_every_change_that_is_told(feed):
    day = {"day": "2026-12-08", "reason": WHY}
    steps = [
        {"status": "proposed"},
        {},
        {"revision": 1},
        {"revision": 1, "status": "moved", "moved_from": "2026-12-01"},
        {"revision": 2, "status": "moved", "moved_from": "2026-12-01"},
        {"revision": 2, "status": "cancelled", "moved_from": "2026-12-01"},
    ]
    found = [int(one_event(feed(meeting(dates=[day | step])))["SEQUENCE"]) for step in steps]
    assert found == sorted(set(found))
    plain = int(one_event(feed(meeting(dates=[day])))["SEQUENCE"])
    assert int(one_event(feed(meeting(dates=[day | {"status": "cancelled"}])))["SEQUENCE"]) > plain


def test_two_on_the_same_day_have_each_their_own_id(feed):
    found = events(feed(meeting(dates=[{"day": "2026-12-01", "starts": time} for time in ("09:00", "13:00")])))
    assert len({one["UID"] for one in found}) == 2


def test_ids_are_unique_across_a_whole_handbook_and_differ_between_sites(feed):
    data = [one["UID"] for one in events(feed(*many_meetings()))]
    assert len(set(data)) == len(data) >= 500
    elsewhere = feed(*many_meetings(), addresses=Addresses("https://annan.example/", "nn"))
    assert not set(data) & {one["UID"] for one in events(elsewhere)}
    assert not [id for id in data if not re.fullmatch(r"[0-9a-f-]{36}", id)]


def test_an_event_is_the_same_in_every_feed_that_holds_it(fjordvik, edition):
    made = edition(fjordvik)
    everything, *others = subscriptions(made)
    feeds = ics.Feeds(made, ADDRESSES)
    all_events = {one["UID"]: one for one in events(feeds.feed(everything))}
    assert len(others) > 30
    for one in others:
        for event in events(feeds.feed(one)):
            assert all_events[event["UID"]] == event


# --- states and times ---


def test_a_proposal_says_so_and_takes_nobodys_time(feed):
    found = one_event(feed(meeting(dates=[{"day": "2026-12-01", "starts": "10:00", "status": "proposed"}])))
    assert (found["STATUS"], found["TRANSP"]) == ("TENTATIVE", "TRANSPARENT")
    assert found["SUMMARY"].startswith("Forslag: ")


def test_what_is_called_off_stays_and_says_why(feed):
    found = one_event(feed(meeting(dates=[{"day": "2026-12-01", "status": "cancelled", "reason": WHY}])))
    assert (found["STATUS"], found["TRANSP"]) == ("CANCELLED", "TRANSPARENT")
    assert WHY["nn"] in found["DESCRIPTION"]


def test_a_week_is_whole_days_and_ends_with_the_day_after(feed):
    found = events(feed(meeting(cadence={"kind": "yearly_week", "week": 9}, starts="10:00")))
    assert [(one["DTSTART"], one["DTEND"]) for one in found] == [("20270301", "20270308"), ("20280228", "20280306")]
    assert {one["TRANSP"] for one in found} == {"TRANSPARENT"}


def test_a_day_without_a_time_is_a_whole_day(feed):
    data = feed(meeting(dates=[{"day": "2026-12-31"}]))
    assert b"DTSTART;VALUE=DATE:20261231\r\nDTEND;VALUE=DATE:20270101\r\n" in data


@pytest.mark.parametrize(
    ("fields", "end"),
    [
        ({"ends": "11:30"}, "DTEND;TZID=Europe/Oslo:20261201T113000"),
        ({"duration_minutes": 90}, "DURATION:PT90M"),
        ({}, "DURATION:PT60M"),
    ],
)
def test_an_end_is_the_stated_one_else_the_duration_else_an_hour(fields, end, feed):
    data = feed(meeting(starts="10:00", dates=[{"day": "2026-12-01"}], **fields))
    assert f"DTSTART;TZID=Europe/Oslo:20261201T100000\r\n{end}\r\n".encode() in data


# --- on the site ---


@pytest.mark.parametrize("folder", ["", "nb/"])
def test_the_page_leads_to_every_feed_over_https_and_webcal(folder, site):
    page = site / folder / "kalender/abonner/index.html"
    assert page.is_file(), sorted(path.name for path in (site / folder / "kalender").iterdir())
    html = page.read_text(encoding="utf-8")
    plain = {(page.parent / path).resolve() for path in re.findall(r'href="([^":]+\.ics)" download', html)}
    webcal = re.findall(r'href="webcal://([^"]+\.ics)"', html)
    written = {path.resolve() for path in (site / folder).rglob("kalender.ics")}
    written -= {path.resolve() for path in (site / "nb").rglob("*.ics")} if not folder else set()
    assert plain == written
    assert len(written) > 30
    assert {(site / re.sub(r"^[^/]+/(\w+\.github\.io/)?", "", path)).resolve() for path in webcal} == written


# --- three readers ---

READERS = {"icalendar": with_icalendar, "ical.js": with_ical_js, "libical": with_libical}


@pytest.fixture(scope="module")
def many(fjordvik, edition, tmp_path_factory) -> dict[str, tuple[Path, list[Event]]]:
    """For each language the file of a feed with more than 500 events, and what must be found in it."""
    handbook = with_meetings(fjordvik, many_meetings())
    made = {}
    for language in ("nn", "nb"):
        one = edition(handbook, language, TODAY)
        path = tmp_path_factory.mktemp("feeds") / f"{language}.ics"
        path.write_bytes(ics.Feeds(one, ADDRESSES).feed(next(subscriptions(one))))
        found = [each for each in one.timetable.all if each.state != "undecided"]
        made[language] = path, [expected(one, each) for each in found]
    return made


def expected(made, one: Occurrence) -> Event:
    """What a reader must find: local times as the data says, and the instants that the time zone database gives."""
    feeds = ics.Feeds(made, ADDRESSES)
    prefix = {"proposed": "Forslag: ", "cancelled": f"{made.word('date_cancelled')}: "}.get(one.state, "")
    place = one.meeting.location.nn if one.meeting.location else ""
    if not one.starts or one.span.first != one.span.last:
        times = (one.span.first.isoformat(), (one.span.last + timedelta(days=1)).isoformat(), None, None)
    else:
        start = datetime.combine(one.span.first, datetime.strptime(one.starts, "%H:%M").time(), OSLO)
        end = start + timedelta(minutes=one.meeting.duration_minutes or 60)
        if one.ends:
            end = datetime.combine(one.span.first, datetime.strptime(one.ends, "%H:%M").time(), OSLO)
        times = (*(f"{each:%Y-%m-%dT%H:%M}" for each in (start, end)),)
        times += (*(f"{each.astimezone(UTC):%Y-%m-%dT%H:%M}" for each in (start, end)),)
    status = {"proposed": "TENTATIVE", "cancelled": "CANCELLED"}.get(one.state, "CONFIRMED")
    title = prefix + one.meeting.name.nn
    return Event(ics.uid(ADDRESSES, one), title, feeds._description(one), place, status, ics.sequence(one), *times)


def test_the_feed_that_is_read_holds_what_is_hard(many):
    _, found = many["nn"]
    assert len(found) >= 500
    offsets = {
        datetime.fromisoformat(one.starts) - datetime.fromisoformat(one.starts_utc) for one in found if one.starts_utc
    }
    assert offsets == {timedelta(hours=1), timedelta(hours=2)}
    assert {one.status for one in found} == {"CONFIRMED", "TENTATIVE", "CANCELLED"}
    assert [one for one in found if not one.starts_utc]
    days = {one.starts[:10] for one in found if one.starts_utc}
    assert {"2026-10-24", "2026-10-25", "2027-03-27", "2027-03-28", "2027-10-31"} <= days
    assert {hard_text(number) for number in range(8)} <= {one.summary.split(": ", 1)[-1] for one in found} | {
        one.summary for one in found
    }


@pytest.mark.parametrize("reader", READERS)
def test_an_independent_reader_finds_what_the_timetable_holds(reader, many):
    files = [path for path, _ in many.values()]
    for found, (_, wanted) in zip(READERS[reader](*files), many.values(), strict=True):
        assert sorted(found, key=lambda one: one.uid) == sorted(wanted, key=lambda one: one.uid)


@pytest.mark.parametrize("reader", READERS)
def test_an_independent_reader_reads_the_real_feeds(reader, fjordvik, vindafjord, edition, tmp_path):
    files = []
    for handbook in (fjordvik, vindafjord):
        for language in ("nn", "nb"):
            made = edition(handbook, language)
            files.append(tmp_path / f"{len(files)}.ics")
            files[-1].write_bytes(ics.Feeds(made, ADDRESSES).feed(next(subscriptions(made))))
    sizes = [len(found) for found in READERS[reader](*files)]
    assert sizes == [len(events(path.read_bytes())) for path in files]
    assert sizes[0] > 50


def test_a_time_zone_written_as_lists_of_days_is_still_read_wrong(tmp_path):
    """Why ours is written by hand: icalendar writes lists of days for the zone, and by them ical.js takes every summer
    for winter. When this no longer holds, icalendar may write the feeds."""
    calendar, event = (
        icalendar.Calendar.new(),
        icalendar.Event.new(uid="1", start=datetime(2027, 6, 1, 12, tzinfo=OSLO)),
    )
    calendar.add_component(event)
    calendar.add_missing_timezones()
    path = tmp_path / "theirs.ics"
    path.write_bytes(calendar.to_ical())
    assert b"RDATE" in path.read_bytes()
    (found,) = with_ical_js(path)[0]
    assert (found.starts, found.starts_utc) == ("2027-06-01T12:00", "2027-06-01T11:00")  # 10:00 is right
