// The measure bank in the browser: reads the cards, follows the filters, and keeps the address and the list in step.
import { LISTS, chosen, fromQuery, inOrder, look, noChoice, tidy, toQuery, wholeAge } from "./measure-facets.js";
import { textMatches } from "./measure-text.js";

const one = (selector, within = document) => within.querySelector(selector);
const all = (selector, within = document) => [...within.querySelectorAll(selector)];

const filters = one(".filters");
const head = one(".bank-head");
const nothing = one(".nothing");
const flat = one(".bank-flat");
const youngest = Number(filters.dataset.youngest);
const oldest = Number(filters.dataset.oldest);

const cards = new Map(all(".bank-groups [data-id]").map((card) => [card.dataset.id, card]));
const homes = new Map([...cards].map(([id, card]) => [id, card.parentElement]));
const measures = [...cards].map(([id, card]) => ({
  id,
  name: one(".card-title", card).textContent,
  ease: Number(card.dataset.ease),
  now: "now" in card.dataset,
  age: card.dataset.age.split(" ").map((span) => span.split("/").map(Number)),
  ...Object.fromEntries(LISTS.map((list) => [list, card.dataset[list]?.split(" ") ?? []])),
}));

const text = one("[data-text]");
const sort = one("[data-sort]");
const ticks = all("[data-facet]");
const ends = all("[data-age-end]");
const values = Object.fromEntries(
  LISTS.map((list) => [list, ticks.filter((tick) => tick.dataset.facet === list).map((tick) => tick.value)]),
);

let choice = noChoice();
let arranged = "groups";
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
    sort: sort.value,
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
  if (choice.sort === "relevance") choice.sort = "";
  history[byTyping && typed ? "replaceState" : "pushState"](null, "", location.pathname + toQuery(choice));
  typed = byTyping;
  show();
}

function without(name, value) {
  const left = { ...choice };
  if (value !== undefined) left[name] = left[name].filter((each) => each !== value);
  else left[name] = noChoice()[name];
  return left;
}

// --- what the reader sees ---

async function show() {
  setControls();
  const now = (turn += 1);
  const scores = choice.text ? await textMatches(choice.text, [...cards.keys()]) : null;
  if (now !== turn) return;
  const seen = look(measures, choice, scores);
  showCards(seen.found, scores);
  showCounts(seen);
  showChosen();
  showNothing(seen);
  for (const link of all(".languages a")) link.search = toQuery(choice);
}

function showCards(found, scores) {
  const grouped = !choice.text && !choice.sort && !choice.theme.length;
  arrange(grouped, scores);
  const shown = new Set(found);
  for (const [id, card] of cards) card.hidden = !shown.has(id);
  flat.hidden = grouped;
  one(".bank-groups").hidden = !grouped;
  for (const group of all(".bank-groups section")) group.hidden = !one("[data-id]:not([hidden])", group);
}

/** Put all cards where they belong, the hidden ones too: then most choices need not move a single one. */
function arrange(grouped, scores) {
  const wanted = grouped ? "groups" : choice.text && !choice.sort ? `text ${choice.text}` : `sort ${choice.sort}`;
  if (wanted === arranged) return;
  arranged = wanted;
  const order = grouped ? measures : inOrder(measures, choice, scores);
  for (const { id } of order) (grouped ? homes.get(id) : flat).append(cards.get(id));
}

function showCounts({ found, counts }) {
  for (const tick of ticks) {
    const list = tick.dataset.facet;
    const number = list === "now" ? counts.now : (counts[list][tick.value] ?? 0);
    one("[data-count]", tick.parentElement).textContent = number;
    tick.parentElement.classList.toggle("tick-empty", !number);
  }
  for (const slot of [...all("[data-shown]", filters), one("[data-shown]", head)]) slot.textContent = found.length;
  one(".bank-count-none").hidden = found.length > 0;
}

/** What is chosen, in words: [name, value, words]; the value is undefined where all of a name goes at once. */
function inWords() {
  const title = (name) => one(`#facet-${name}`).textContent;
  const nameOf = (tick) => one(".tick-name", tick.parentElement).textContent;
  return chosen(choice).flatMap((name) => {
    if (name === "text") return [[name, undefined, `«${choice.text}»`]];
    if (name === "age") return [[name, undefined, `${title("age")}: ${ageInWords()}`]];
    const ticked = ticks.filter((tick) => tick.dataset.facet === name && tick.checked);
    if (name === "now") return [[name, undefined, nameOf(ticked[0])]];
    return ticked.map((tick) => [name, tick.value, `${title(name)}: ${nameOf(tick)}`]);
  });
}

function ageInWords() {
  const [from, to] = choice.age.map((age) => one(`select [value="${age}"]`, filters).textContent);
  return from === to ? from : `${from} – ${to}`;
}

/** What a whole name stands for, in words. */
const wordsOf = (name) => inWords().filter(([each]) => each === name).map(([, , words]) => words).join(", ");

function row(template, fill) {
  const made = one(template).content.firstElementChild.cloneNode(true);
  for (const [slot, words] of Object.entries(fill)) one(`[data-${slot}]`, made).textContent = words;
  return made;
}

function button(template, fill, then) {
  const made = row(template, fill);
  one("button", made).addEventListener("click", then);
  return made;
}

function showChosen() {
  const said = inWords();
  one(".chosen-list").replaceChildren(
    ...said.map(([name, value, words], index) =>
      button(".chosen-row", { name: words }, () => {
        choose(without(name, value));
        keepFocus(index);
      }),
    ),
  );
  one(".chosen").hidden = !said.length;
  for (const facet of all(".facet[data-of]")) {
    mark(facet, said.filter(([name]) => name === facet.dataset.of).length);
  }
  mark(one(".filters-button"), said.length);
}

function mark(part, number) {
  const slot = one(".facet-chosen", part);
  slot.textContent = number;
  slot.hidden = !number;
}

/** When a button that had the focus is gone, the focus goes to the next one, or to the count. */
function keepFocus(index) {
  const left = all(".chosen-list button");
  (left[Math.min(index, left.length - 1)] ?? one(".bank-count")).focus();
}

function showNothing({ found, kept, near }) {
  nothing.hidden = found.length > 0;
  if (found.length) return;
  one(".nothing-most").hidden = !kept.length;
  one(".nothing-several").hidden = kept.length > 0;
  if (kept.length) one(".nothing-most [data-name]").textContent = wordsOf(kept[0][0]);
  one(".nothing-remove").replaceChildren(
    ...kept.map(([name, number]) =>
      button(".nothing-row", { name: wordsOf(name), shown: number }, () => {
        choose(without(name));
        one(".bank-count").focus();
      }),
    ),
  );
  one(".near").hidden = !near.length;
  one(".near .cards").replaceChildren(...near.map(nearCard));
}

function nearCard({ id, fails }) {
  const card = cards.get(id).cloneNode(true);
  card.hidden = false;
  delete card.dataset.id;
  one(".card-title", card).after(row(".near-row", { name: fails.map(wordsOf).join("; ") }));
  return card;
}

// --- what the reader does ---

function ageChanged(end) {
  const [from, to] = choice.age ?? [youngest, oldest];
  const own = Number(end.value);
  const pair = end.dataset.ageEnd === "from" ? [own, Math.max(own, to)] : [Math.min(own, from), own];
  return { ...choice, age: wholeAge(pair, youngest, oldest) };
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
    show();
  });
}

const fold = one(".filters-button");
const unfold = (open) => fold.setAttribute("aria-expanded", String(open));
fold.addEventListener("click", () => unfold(fold.getAttribute("aria-expanded") !== "true"));
one(".filters-show button").addEventListener("click", () => {
  unfold(false);
  one(".bank-count").focus();
});
one(".chosen-none").addEventListener("click", () => {
  choose({ ...noChoice(), sort: choice.sort });
  one(".bank-count").focus();
});
one(".bank-print").addEventListener("click", () => window.print());

const readAddress = () => {
  clearTimeout(typing);
  typed = false;
  choice = fromQuery(location.search, values, youngest, oldest);
  text.value = choice.text;
  show();
};
window.addEventListener("popstate", readAddress);

for (const part of [filters, head]) part.hidden = false;
readAddress();
for (const facet of all(".facet[data-of]")) {
  if (chosen(choice).includes(facet.dataset.of)) facet.open = true;
}
