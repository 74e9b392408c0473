/* Reads a calendar file with libical and prints its events: fields end with US (0x1f), events with RS (0x1e).
   Times are resolved with the VTIMEZONE of the file. Answers 1 with a reason where libical finds a fault. */
#include <libical/ical.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int failed(const char *reason)
{
    fprintf(stderr, "%s\n", reason);
    return 1;
}

static char *slurp(FILE *file)
{
    size_t size = 0, room = 1 << 20;
    char *text = malloc(room + 1);
    for (size_t got; (got = fread(text + size, 1, room - size, file)) > 0;) {
        size += got;
        if (size == room)
            text = realloc(text, (room *= 2) + 1);
    }
    text[size] = '\0';
    return text;
}

static void print_text(const char *text)
{
    printf("%s\x1f", text ? text : "");
}

static void print_time(struct icaltimetype time, icaltimezone *zone)
{
    if (time.is_date)
        printf("%04d-%02d-%02d\x1f\x1f", time.year, time.month, time.day);
    else
        printf("%04d-%02d-%02dT%02d:%02d\x1f%lld\x1f", time.year, time.month, time.day, time.hour, time.minute,
               (long long)icaltime_as_timet_with_zone(time, zone));
}

int main(int count, char **arguments)
{
    FILE *file = count == 2 ? fopen(arguments[1], "rb") : NULL;
    if (!file)
        return failed("no file");
    icalcomponent *calendar = icalparser_parse_string(slurp(file));
    if (!calendar || icalcomponent_isa(calendar) != ICAL_VCALENDAR_COMPONENT)
        return failed("not a calendar");
    if (!icalrestriction_check(calendar) || icalcomponent_count_errors(calendar))
        return failed(strstr(icalcomponent_as_ical_string(calendar), "X-LIC-ERROR"));
    icaltimezone *zone = icalcomponent_get_timezone(calendar, "Europe/Oslo");
    if (!zone || !icaltimezone_get_component(zone))
        return failed("no VTIMEZONE");
    for (icalcomponent *event = icalcomponent_get_first_component(calendar, ICAL_VEVENT_COMPONENT); event;
         event = icalcomponent_get_next_component(calendar, ICAL_VEVENT_COMPONENT)) {
        print_text(icalcomponent_get_uid(event));
        print_text(icalcomponent_get_summary(event));
        print_text(icalcomponent_get_description(event));
        print_text(icalcomponent_get_location(event));
        print_text(icalproperty_status_to_string(icalcomponent_get_status(event)));
        printf("%d\x1f", icalcomponent_get_sequence(event));
        print_time(icalcomponent_get_dtstart(event), zone);
        print_time(icalcomponent_get_dtend(event), zone);
        printf("\x1e");
    }
    return 0;
}
