// What a reader sees of the measure bank: the cards, the counts, what is chosen in words, and where nothing fits.
// Changes the page, and hears what is taken back; what is chosen is kept by measures.js.
import { LISTS, chosen, inOrder } from "./measure-facets.js";

export const one = (selector, within = document) => within.querySelector(selector);
export const all = (selector, within = document) => [...within.querySelectorAll(selector)];

export const filters = one(".filters");
export const head = one(".bank-head");
export const ticks = all("[data-facet]");
const nothing = one(".nothing");
const flat = one(".bank-flat");

const cards = new Map(all(".bank-groups [data-id]").map((card) => [card.dataset.id, card]));
const homes = new Map([...cards].map(([id, card]) => [id, card.parentElement]));
export const measures = [...cards].map(([id, card]) => ({
  id,
  name: one(".card-title", card).textContent,
  ease: Number(card.dataset.ease),
  now: "now" in card.dataset,
  age: card.dataset.age.split(" ").map((span) => span.split("/").map(Number)),
  ...Object.fromEntries(LISTS.map((list) => [list, card.dataset[list]?.split(" ") ?? []])),
}));

const words = (text) => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

/** Give a Map of id → 1 of the cards where every word of a text begins a word. */
export function onTheCards(text) {
  const wanted = words(text);
  const fits = (card) => {
    const own = words(card.textContent);
    return wanted.length && wanted.every((word) => own.some((each) => each.startsWith(word)));
  };
  return new Map([...cards].filter(([, card]) => fits(card)).map(([id]) => [id, 1]));
}

let arranged = "groups";

/** Show what `look` found for a choice. `takeBack(name, value)` is called when a reader takes a choice back. */
export function show(choice, seen, scores, takeBack) {
  const said = inWords(choice);
  showCards(choice, seen.found, scores);
  showCounts(seen);
  showChosen(said, takeBack);
  showNothing(said, seen, takeBack);
}

function showCards(choice, found, scores) {
  const grouped = !choice.text && !choice.sort && !choice.theme.length;
  arrange(choice, grouped, scores);
  const shown = new Set(found);
  for (const [id, card] of cards) card.hidden = !shown.has(id);
  flat.hidden = grouped;
  one(".bank-groups").hidden = !grouped;
  for (const group of all(".bank-groups section")) group.hidden = !one("[data-id]:not([hidden])", group);
}

/** Put all cards where they belong, the hidden ones too: then most choices need not move a single one. */
function arrange(choice, grouped, scores) {
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
function inWords(choice) {
  const title = (name) => one(`#facet-${name}`).textContent;
  const nameOf = (tick) => one(".tick-name", tick.parentElement).textContent;
  return chosen(choice).flatMap((name) => {
    if (name === "text") return [[name, undefined, `«${choice.text}»`]];
    if (name === "age") return [[name, undefined, `${title("age")}: ${ageInWords(choice.age)}`]];
    const ticked = ticks.filter((tick) => tick.dataset.facet === name && tick.checked);
    if (name === "now") return [[name, undefined, nameOf(ticked[0])]];
    return ticked.map((tick) => [name, tick.value, `${title(name)}: ${nameOf(tick)}`]);
  });
}

function ageInWords(ends) {
  const [from, to] = ends.map((age) => one(`select [value="${age}"]`, filters).textContent);
  return from === to ? from : `${from} – ${to}`;
}

/** What a whole name stands for, in words. */
const wordsOf = (said, name) => said.filter(([each]) => each === name).map(([, , words]) => words).join(", ");

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

function showChosen(said, takeBack) {
  one(".chosen-list").replaceChildren(
    ...said.map(([name, value, words], index) =>
      button(".chosen-row", { name: words }, () => takeBack(name, value).then(() => keepFocus(index))),
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

export const focusCount = () => one(".bank-count").focus();

/** When a button that had the focus is gone, the focus goes to the next one, or to the count. */
function keepFocus(index) {
  const left = all(".chosen-list button");
  (left[Math.min(index, left.length - 1)] ?? one(".bank-count")).focus();
}

function showNothing(said, { found, kept, near }, takeBack) {
  nothing.hidden = found.length > 0;
  if (found.length) return;
  one(".nothing-most").hidden = !kept.length;
  one(".nothing-several").hidden = kept.length > 0;
  if (kept.length) one(".nothing-most [data-name]").textContent = wordsOf(said, kept[0][0]);
  one(".nothing-remove").replaceChildren(
    ...kept.map(([name, number]) =>
      button(".nothing-row", { name: wordsOf(said, name), shown: number }, () => takeBack(name).then(focusCount)),
    ),
  );
  one(".near").hidden = !near.length;
  one(".near .cards").replaceChildren(...near.map((each) => nearCard(said, each)));
}

function nearCard(said, { id, fails }) {
  const card = cards.get(id).cloneNode(true);
  card.hidden = false;
  delete card.dataset.id;
  one(".card-title", card).after(row(".near-row", { name: fails.map((name) => wordsOf(said, name)).join("; ") }));
  return card;
}
