// Reads calendars (a JSON object: name to text and end) and prints when each event rings, by ical.js:
// local wall time, or UTC with a Z.
const ICAL = require('ical.js').default ?? require('ical.js');
const found = {};
for (const [name, { text, end }] of Object.entries(JSON.parse(require('fs').readFileSync(0, 'utf8')))) {
  const last = ICAL.Time.fromString(end);
  const rings = [];
  for (const part of new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent')) {
    const event = new ICAL.Event(part);
    if (part.getFirstPropertyValue('status') === 'CANCELLED' || event.startDate.isDate) continue;
    const iterator = event.iterator();
    for (let at = iterator.next(); at && at.compare(last) < 0; at = iterator.next()) rings.push(at.toString());
  }
  found[name] = rings.sort();
}
console.log(JSON.stringify(found));
