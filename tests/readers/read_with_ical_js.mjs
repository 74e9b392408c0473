// Reads calendar files with ical.js and prints their events as JSON: one list for each file.
import { readFileSync } from "node:fs";
import ICAL from "./vendor/ical.min.mjs";

const two = (number) => String(number).padStart(2, "0");
const day = (time) => `${time.year}-${two(time.month)}-${two(time.day)}`;
const local = (time) => (time.isDate ? day(time) : `${day(time)}T${two(time.hour)}:${two(time.minute)}`);
const instant = (time) => (time.isDate ? null : time.toJSDate().toISOString().slice(0, 16));

const read = (path) => {
  const calendar = new ICAL.Component(ICAL.parse(readFileSync(path, "utf-8")));
  ICAL.TimezoneService.reset();
  for (const zone of calendar.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(zone);
  return calendar.getAllSubcomponents("vevent").map((component) => {
    const event = new ICAL.Event(component);
    return {
      uid: event.uid,
      summary: event.summary,
      description: event.description ?? "",
      location: event.location ?? "",
      status: component.getFirstPropertyValue("status"),
      sequence: event.sequence,
      starts: local(event.startDate),
      ends: local(event.endDate),
      starts_utc: instant(event.startDate),
      ends_utc: instant(event.endDate),
    };
  });
};

console.log(JSON.stringify(process.argv.slice(2).map(read)));
