// The measure bank in the browser: reads the cards, follows the filters, and keeps the address and the list in step.
import { LISTS, chosen, fromQuery, look, noChoice, tidy, toQuery, wholeAge } from "./measure-facets.js";
import { all, filters, focusCount, head, measures, onTheCards, one, show, ticks } from "./measure-view.js";

const youngest = Number(filters.dataset.youngest);
const oldest = Number(filters.dataset.oldest);
const text = one("[data-text]");
const sort = one("[data-sort]");
const ends = all("[data-age-end]");
const values = Object.fromEntries(
  LISTS.map((list) => [list, ticks.filter((tick) => tick.dataset.facet === list).map((tick) => tick.value)]),
);

let choice = noChoice();
let turn = 0;
let typing = 0;
let typed = false; // whether the step one is at in the browser's history came from typing

// --- what the reader chose ---

function readControls() {
  const ticked = ticks.filter((tick) => tick.checked);
  const valuesOf = (list) => ticked.filter((tick) => tick.dataset.facet === list).map((tick) => tick.value);
  return {
    text: tidy(text.value),
    now: valuesOf("now").length > 0,
    age: choice.age,
    sort: sort.value === "relevance" ? "" : sort.value,
    ...Object.fromEntries(LISTS.map((list) => [list, valuesOf(list)])),
  };
}

function setControls() {
  if (tidy(text.value) !== choice.text) text.value = choice.text;
  for (const tick of ticks) {
    const list = tick.dataset.facet;
    tick.checked = list === "now" ? choice.now : choice[list].includes(tick.value);
  }
  const [from, to] = choice.age ?? [youngest, oldest];
  for (const end of ends) end.value = end.dataset.ageEnd === "from" ? from : to;
  const [relevance, byTheme] = [one("[value=relevance]", sort), one("[value='']", sort)];
  relevance.hidden = relevance.disabled = !choice.text;
  byTheme.hidden = byTheme.disabled = Boolean(choice.text);
  sort.value = choice.sort || (choice.text ? "relevance" : "");
}

/** Take a new choice as a step in the browser's history; all that is typed in one go is one step. */
function choose(next, byTyping = false) {
  choice = next;
  history[byTyping && typed ? "replaceState" : "pushState"](null, "", location.pathname + toQuery(choice));
  typed = byTyping;
  return update();
}

function takeBack(name, value) {
  const left = value === undefined ? noChoice()[name] : choice[name].filter((each) => each !== value);
  return choose({ ...choice, [name]: left });
}

/** Ask the search, which is fetched when somebody first writes; without it, the words of the cards. */
async function matches(text) {
  try {
    const { textMatches } = await import("./measure-text.js");
    return await textMatches(text, measures.length);
  } catch {
    return onTheCards(text);
  }
}

/** Make the page what was chosen; of several changes at once only the last is shown. */
async function update() {
  setControls();
  const own = (turn += 1);
  head.ariaBusy = "true";
  const scores = choice.text ? await matches(choice.text) : null;
  if (own !== turn) return;
  head.ariaBusy = "false";
  show(choice, look(measures, choice, scores), scores, takeBack);
  for (const link of all(".languages a")) link.search = toQuery(choice);
}

// --- what the reader does ---

function ageChanged(end) {
  const [from, to] = choice.age ?? [youngest, oldest];
  const own = Number(end.value);
  const pair = end.dataset.ageEnd === "from" ? [own, Math.max(own, to)] : [Math.min(own, from), own];
  return { ...readControls(), age: wholeAge(pair, youngest, oldest) };
}

text.addEventListener("input", () => {
  clearTimeout(typing);
  typing = setTimeout(() => {
    const next = readControls();
    if (next.text !== choice.text) choose(next, true);
  }, 150);
});
for (const control of [...ticks, sort]) control.addEventListener("change", () => choose(readControls()));
for (const end of ends) end.addEventListener("change", () => choose(ageChanged(end)));
for (const end of all("input[data-age-end]")) {
  end.addEventListener("input", () => {
    choice = ageChanged(end);
    update();
  });
}

const fold = one(".filters-button");
const unfold = (open) => fold.setAttribute("aria-expanded", String(open));
fold.addEventListener("click", () => unfold(fold.getAttribute("aria-expanded") !== "true"));
one(".filters-show button").addEventListener("click", () => {
  unfold(false);
  focusCount();
});
one(".chosen-none").addEventListener("click", () => choose({ ...noChoice(), sort: choice.sort }).then(focusCount));
one(".bank-print").addEventListener("click", () => window.print());

const readAddress = () => {
  clearTimeout(typing);
  typed = false;
  choice = fromQuery(location.search, values, youngest, oldest);
  text.value = choice.text;
  update();
};
window.addEventListener("popstate", readAddress);

for (const part of [filters, head]) part.hidden = false;
readAddress();
for (const facet of all(".facet[data-of]")) {
  if (chosen(choice).includes(facet.dataset.of)) facet.open = true;
}
