// Reads a calendar file with ical.js and says what it understood, as JSON: a second reader for tests.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { join } from "node:path";

const [library, file, most] = process.argv.slice(2);
const ICAL = (await import(pathToFileURL(join(library, "dist", "ical.js")))).default;
const calendar = new ICAL.Component(ICAL.parse(readFileSync(file, "utf8")));
for (const zone of calendar.getAllSubcomponents("vtimezone")) {
  ICAL.TimezoneService.register(zone);
}
const instant = (time) => (time.isDate ? time.toString() : time.toJSDate().toISOString());
const value = (component, name) => {
  const found = component.getFirstPropertyValue(name);
  return found === null ? null : String(found);
};

const components = calendar.getAllSubcomponents("vevent");
const overrides = components.filter((each) => each.hasProperty("recurrence-id"));
const events = components.filter((each) => !each.hasProperty("recurrence-id")).map((component) => {
  const event = new ICAL.Event(component);
  const mine = overrides.filter((each) => value(each, "uid") === event.uid);
  mine.forEach((each) => event.relateException(new ICAL.Event(each)));
  const times = [];
  if (event.isRecurring()) {
    const days = event.iterator();
    for (let next = days.next(); next && times.length < Number(most ?? 500); next = days.next()) {
      const found = event.getOccurrenceDetails(next);
      times.push([instant(found.startDate), instant(found.endDate), found.item.summary]);
    }
  } else if (event.startDate) {
    times.push([instant(event.startDate), instant(event.endDate), event.summary]);
  }
  const guests = component.getAllProperties("attendee").map((each) => ({
    mail: each.getFirstValue(), name: each.getFirstParameter("cn") ?? null,
    role: each.getFirstParameter("role") ?? null, kind: each.getFirstParameter("cutype") ?? null,
    partstat: each.getFirstParameter("partstat") ?? null, rsvp: each.getFirstParameter("rsvp") ?? null,
  }));
  const named = ["uid", "summary", "description", "location", "url", "status", "sequence", "dtstamp", "organizer",
    "transp", "conference", "categories"];
  return {
    ...Object.fromEntries(named.map((name) => [name, value(component, name)])), times, guests,
    alarms: component.getAllSubcomponents("valarm").map((each) => value(each, "trigger")),
  };
});
console.log(JSON.stringify({ method: value(calendar, "method"), events }));
