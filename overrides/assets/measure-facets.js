// Which measures fit what a reader has chosen, how many each choice leaves, and why nothing was found.
// Knows no page: it runs in a browser and under node.

export const LISTS = ["access", "audience", "theme", "service", "arena", "level", "prevention"];
const SORTS = ["relevance", "ease", "name", "age"];
const LONGEST_TEXT = 200;

// A measure is { id, name, ease, now, age: [[from, to], …] } and a list of values for each of LISTS.
// A choice is { text, now, age: null or [from, to], sort } and a list of values for each of LISTS.
// `scores` is a Map of what the text found, or null where there is no text.

export const noChoice = () => ({ text: "", now: false, age: null, sort: "", ...Object.fromEntries(LISTS.map((list) => [list, []])) });

/** Give the names of what is chosen: "text", "now", "age" and lists. */
export function chosen(choice) {
  return [
    ...(choice.text ? ["text"] : []),
    ...(choice.now ? ["now"] : []),
    ...(choice.age ? ["age"] : []),
    ...LISTS.filter((list) => choice[list].length),
  ];
}

function fits(measure, choice, scores, name) {
  if (name === "text") return !scores || scores.has(measure.id);
  if (name === "now") return measure.now;
  if (name === "age") return measure.age.some(([from, to]) => from <= choice.age[1] && to >= choice.age[0]);
  return choice[name].some((value) => measure[name].includes(value));
}

/** Give for each measure the names of what it does not fit. */
function failures(measures, choice, scores) {
  const names = chosen(choice);
  return measures.map((measure) => names.filter((name) => !fits(measure, choice, scores, name)));
}

/** Give all there is to show: the ids that fit, in order; the counts of every value; what each choice keeps away. */
export function look(measures, choice, scores = null) {
  const failed = failures(measures, choice, scores);
  const found = measures.filter((_, index) => !failed[index].length);
  return {
    found: inOrder(found, choice, scores).map((measure) => measure.id),
    counts: counts(measures, failed),
    kept: keptAway(failed),
    near: found.length ? [] : near(measures, failed, chosen(choice).length),
  };
}

/** A value's count is what choosing it alone in its list would show, all other lists as they are. */
function counts(measures, failed) {
  const numbers = { now: 0, ...Object.fromEntries(LISTS.map((list) => [list, {}])) };
  measures.forEach((measure, index) => {
    const fitsAllBut = (name) => failed[index].every((each) => each === name);
    if (measure.now && fitsAllBut("now")) numbers.now += 1;
    for (const list of LISTS.filter(fitsAllBut)) {
      for (const value of new Set(measure[list])) numbers[list][value] = (numbers[list][value] ?? 0) + 1;
    }
  });
  return numbers;
}

/** For each choice how many measures it alone keeps away, the most first. */
function keptAway(failed) {
  const numbers = new Map();
  for (const [name, ...more] of failed) if (name && !more.length) numbers.set(name, (numbers.get(name) ?? 0) + 1);
  return [...numbers].sort(([, one], [, other]) => other - one);
}

/** The few measures that fail least, and fit something of what was chosen. */
function near(measures, failed, all, most = 3) {
  return measures
    .map((measure, index) => ({ id: measure.id, fails: failed[index] }))
    .filter(({ fails }) => fails.length < all)
    .sort((one, other) => one.fails.length - other.fails.length)
    .slice(0, most);
}

const alphabet = new Intl.Collator("nb");
const youngest = (measure) => Math.min(...measure.age.map(([from]) => from));
const oldest = (measure) => Math.max(...measure.age.map(([, to]) => to));

/** Give measures in the order that was asked for; the page's own between equals. */
export function inOrder(measures, choice, scores = null) {
  const orders = {
    relevance: (one, other) => (scores?.get(other.id) ?? 0) - (scores?.get(one.id) ?? 0),
    ease: (one, other) => one.ease - other.ease,
    name: (one, other) => alphabet.compare(one.name, other.name),
    age: (one, other) => youngest(one) - youngest(other) || oldest(one) - oldest(other),
  };
  const order = orders[choice.sort || (scores ? "relevance" : "")];
  return order ? [...measures].sort(order) : measures;
}

// --- the address ---

/** Give a choice as the query of an address: "?theme=rus&age=13-18", or "". */
export function toQuery(choice) {
  const query = new URLSearchParams();
  if (choice.text) query.set("q", choice.text);
  if (choice.now) query.set("now", "1");
  if (choice.age) query.set("age", choice.age.join("-"));
  for (const list of LISTS) for (const value of choice[list]) query.append(list, value);
  if (choice.sort) query.set("sort", choice.sort);
  return `?${query}`.replace(/\?$/, "");
}

/** Read a choice from an address. What nobody could have chosen is left out. `values` are the values of each list. */
export function fromQuery(search, values, youngest, oldest) {
  const query = new URLSearchParams(search);
  const choice = noChoice();
  choice.text = tidy(query.get("q") ?? "");
  choice.now = query.get("now") === "1";
  choice.age = readAge(query.get("age") ?? "", youngest, oldest);
  for (const list of LISTS) {
    choice[list] = [...new Set(query.getAll(list))].filter((value) => values[list]?.includes(value));
  }
  const sort = query.get("sort");
  choice.sort = SORTS.includes(sort) && (sort !== "relevance" || choice.text) ? sort : "";
  return choice;
}

/** Give what was typed without control characters and needless space, and not endless. */
export function tidy(text) {
  const plain = text.replace(/[\p{C}\s]+/gu, " ").trim();
  return [...plain].slice(0, LONGEST_TEXT).join("").trim();
}

function readAge(written, youngest, oldest) {
  const [, from, to] = /^(-?\d{1,3})-(-?\d{1,3})$/.exec(written) ?? [];
  return from === undefined ? null : wholeAge([+from, +to], youngest, oldest);
}

/** Give two ages the right way round and on the axis; null where they are the whole axis. */
export function wholeAge(ends, youngest, oldest) {
  const [from, to] = ends.map((age) => Math.min(Math.max(age, youngest), oldest)).sort((one, other) => one - other);
  return from === youngest && to === oldest ? null : [from, to];
}
