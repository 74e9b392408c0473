// Finds what a query means in an index that hooks/handbook/search/ has made. Knows no page: it runs in a browser, in a
// worker and in node. loadIndex(address) → index; search(index, query, { kinds, limit }) → results, the best first.
import { makeRanking } from "./ranking.js";
import { speller } from "./spelling.js";
import { parts, stem, words } from "./terms.js";
import { makeThesaurus } from "./thesaurus.js";
import { LIGHT, meet } from "./ways.js";

const LONGEST_QUERY = 200;
const MOST_WORDS = 24;
const BOOST = { title: 4, tags: 2.5, text: 1.5, body: 0.5 };
// Who does not say otherwise, looks for help before paragraphs and words.
const KIND = { law: 0.5, role: 0.7, meeting: 0.8, glossary_term: 0.8 };
const STRONG = 0.5;
const STRONG_BY_GLOSSARY = 0.44;
const COMMON = 0.12;
const HALF = 0.5;
const ALL_WORDS = 0.8;
const SURE = 1.2;

// Fetches an index, if it was not asked for already, and makes it ready; fails where it is missing or broken.
export async function loadIndex(address, asked = fetch(address)) {
  const answer = await asked;
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return readIndex(await answer.json());
}

// Makes an index ready that has been read already.
export function readIndex(made) {
  const terms = made.terms.split(" ");
  const thesaurus = makeThesaurus(made.concepts, made.negation);
  const light = new Set(made.light.map(stem));
  const short = new Set(made.short);
  const texts = terms.filter((term) => term[0] !== "=" && term.length > 2);
  const known = new Set([...texts, ...thesaurus.stems, ...light]);
  return {
    language: made.language,
    shown: made.shown,
    kinds: made.kinds ?? {},
    said: made.said ?? {},
    acute: made.acute ?? [],
    stop: new Set(made.stop),
    light,
    thesaurus,
    words: known,
    split: remembered((word) => parts(word, (each) => known.has(each), short)),
    nearest: remembered(speller(known)),
    look: makeRanking(made, terms, BOOST),
  };
}

// What a function gives for each word, found once.
function remembered(find) {
  const known = new Map();
  return (word) => {
    if (!known.has(word)) known.set(word, find(word));
    return known.get(word);
  };
}

// Gives what the index has for a query: [{ kind, id, path, title, other, note, score, strong, matched, via }].
// `matched` are the terms that met the query; `via` says what was looked for beside the words as they were written.
export function search(index, query, { kinds = null, limit = 50 } = {}) {
  const asked = analyse(index, query);
  const found = new Map();
  const most = asked.words.reduce((sum, word) => sum + collect(found, word, meet(index, word), index.shown.length), 0);
  return [...found]
    .map(([number, met]) => result(index, number, met, most))
    .filter((each) => !kinds || kinds.includes(each.kind))
    .sort((one, other) => other.score - one.score || (one.path < other.path ? -1 : 1))
    .slice(0, limit);
}

// Gives the words of a query that say something, each with what it may mean: { word, stem, last, weight,
// phrases }; and the concepts that they name together.
export function analyse(index, query) {
  const all = words(String(query).slice(0, LONGEST_QUERY)).slice(0, MOST_WORDS).map(([word]) => word);
  const telling = all.filter((word) => !index.stop.has(word));
  const said = telling.length ? telling : all.slice(-1); // «for» may become «foreldre»
  const { thesaurus } = index;
  const phrases = thesaurus.within(said.map((word) => thesaurus.phraseStem(word)));
  const asked = said.map((word, at) => ({
    word,
    stem: stem(word),
    last: at === said.length - 1,
    phrases: phrases.filter(([, places]) => places.includes(at)).map(([number]) => number),
  }));
  const concepts = [...phrases.map(([number]) => number), ...asked.flatMap((each) => thesaurus.of(each.stem))];
  for (const each of asked) each.weight = index.light.has(each.stem) && !each.phrases.length ? LIGHT : 1;
  const kept = asked.filter((each) => !thesaurus.isNegation(each.word) || each.phrases.length);
  return { words: kept, concepts: [...new Set(concepts)] };
}

// --- all words together ---

// Keeps, for each record, the best of the ways in which one word meets it. Gives what the word says: what meets many
// records says less of what was meant.
function collect(found, asked, met, count) {
  const best = new Map();
  for (const { way, weight, trust, hits, word } of met) {
    for (const [number, hit] of hits) {
      const known = best.get(number) ?? { score: 0, trust: 0, terms: new Set(), ways: [] };
      known.score = Math.max(known.score, hit.score * weight);
      known.trust = Math.max(known.trust, trust * (hit.share ?? 1));
      for (const term of hit.terms) known.terms.add(term);
      known.ways.push({ way, word, asked: asked.word });
      best.set(number, known);
    }
  }
  const sure = [...best.values()].filter(({ trust }) => trust > STRONG).length;
  const says = asked.weight * (sure > COMMON * count ? HALF : 1);
  for (const [number, { score, trust, terms, ways }] of best) {
    const known = found.get(number) ?? { score: 0, trust: 0, terms: new Set(), ways: [] };
    known.score += score * asked.weight;
    known.trust += trust * says;
    for (const term of terms) known.terms.add(term);
    known.ways.push(...ways);
    found.set(number, known);
  }
  return says;
}

function result(index, number, met, most) {
  const [kind, id, path, title, other, note] = index.shown[number];
  const covered = met.trust / most;
  const byGlossary = met.ways.some(({ way }) => way === "phrase" || way === "synonym");
  const strong = covered > (byGlossary ? STRONG_BY_GLOSSARY : STRONG);
  return {
    kind,
    id,
    path,
    title,
    other,
    note,
    score: met.score * (1 + ALL_WORDS * covered ** 2) * (KIND[kind] ?? 1) * (strong ? SURE : 1),
    strong,
    matched: [...met.terms],
    via: met.ways,
  };
}

// --- what is shown ---

// Gives the words of a text that met a query, as [start, end].
export function marks(index, text, matched) {
  const met = new Set(matched);
  const meets = (term) => met.has(term) || index.thesaurus.namedBy(term).some((number) => met.has(`=${number}`));
  const said = words(text);
  const places = said
    .filter(([word]) => !index.stop.has(word))
    .filter(([word]) => [stem(word), ...index.split(word)].some(meets))
    .map(([, start, end]) => [start, end]);
  if (matched.some((term) => term[0] === "=")) {
    for (const [number, at] of index.thesaurus.within(said.map(([word]) => index.thesaurus.phraseStem(word)))) {
      if (met.has(`=${number}`)) places.push(...at.map((place) => said[place].slice(1)));
    }
  }
  const ordered = places.sort((one, other) => one[0] - other[0]);
  return ordered.filter(([start], at) => !at || start !== ordered[at - 1][0]);
}

// Gives the rules that a query calls for before every result: it names violence, abuse, suicide or danger.
export function acute(index, query) {
  const { words: asked, concepts } = analyse(index, query);
  const isMisspelt = (each) => !index.look(each.stem, true).size && !index.thesaurus.begunBy(each.stem).length;
  const meant = (each) => index.nearest(each.stem).filter(({ likeness }) => likeness > STRONG);
  const near = asked.flatMap((each) => [
    ...index.split(each.word),
    ...(isMisspelt(each) ? meant(each).map(({ word }) => word) : []),
  ]);
  const named = new Set([...concepts, ...near.flatMap((term) => index.thesaurus.of(term))]);
  return index.acute.filter((rule) => rule.concepts.some((number) => named.has(number)));
}
