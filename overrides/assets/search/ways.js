// The ways in which one word of a query can be met: as it is written, as a beginning, by the glossary, by the parts of a
// compound, or misspelt.
import { ends, withoutEnding } from "./terms.js";

// What each way to match counts in the order of the results, and how far it can be trusted (1: the word itself).
const WAYS = {
  word: { weight: 1, trust: 1 },
  start: { weight: 0.6, trust: 0.9 },
  phrase: { weight: 1, trust: 1 },
  synonym: { weight: 0.75, trust: 0.9 },
  broader: { weight: 0.3, trust: 0.5 },
  parts: { weight: 0.5, trust: 0.8 },
  part: { weight: 0.25, trust: 0.3 },
};
const SHORTEST_START = 3;
const IN_A_PHRASE = 0.4;
// What a word of whom it is about counts, against one of what it is about.
export const LIGHT = 0.3;

// Gives everything that meets a word: [{ way, weight, trust, hits: Map(number → { score, terms }), word }].
export function meet(index, asked) {
  const own = literal(index, asked.stem, asked.last);
  const whole = asked.phrases.flatMap((number) => [meaning(index, number, "phrase"), ...wider(index, number)]);
  if (whole.some(isMet)) return [...whole, ...own.filter((each) => each.way === "word").map(quieter)];
  const met = [...own];
  const split = index.split(asked.word);
  if (split.length) met.push(compound(index, split));
  if (met.some((each) => isMet(each) && each.way !== "parts")) return met;
  met.push(...misspelt(index, asked.stem));
  const halves = split.length ? [] : ends(asked.word, (each) => index.words.has(each));
  return [...met, ...halves.flatMap((end) => literal(index, end).map(asPart))];
}

const isMet = ({ way, hits }) => hits.size > 0 && way !== "broader";

const quieter = (each) => ({ ...each, weight: each.weight * IN_A_PHRASE, trust: each.trust * IN_A_PHRASE });

// The word itself, words that begin with it, and what the glossary says it means. Of the word that is being written
// even one letter is a beginning.
function literal(index, term, isLast = false) {
  const met = [use("word", index.look(term, false))];
  if (term.length >= SHORTEST_START || isLast) met.push(use("start", index.look(term, true)));
  const means = index.thesaurus.of(term);
  if (isLast && term.length > SHORTEST_START && !means.length && !met[0].hits.size) {
    for (const number of new Set(index.thesaurus.begunBy(term))) met.push(meaning(index, number, "start"));
  }
  return [...met, ...means.flatMap((number) => [meaning(index, number, "synonym"), ...wider(index, number)])];
}

const wider = (index, number) =>
  index.thesaurus.concepts[number].broader.map((each) => meaning(index, each, "broader"));

const meaning = (index, number, way) => ({
  ...use(way, index.look(`=${number}`, false)),
  word: index.thesaurus.concepts[number].word,
});

// A compound is met by what holds its parts; trusted by how many of them, and by how much they say.
function compound(index, split) {
  const hits = new Map();
  const says = (part) => (index.light.has(part) ? LIGHT : 1);
  const whole = split.reduce((sum, part) => sum + says(part), 0);
  for (const part of split) {
    const best = new Map();
    for (const each of literal(index, part)) {
      if (each.way === "start" || each.way === "broader") continue;
      for (const [number, hit] of each.hits) {
        const score = hit.score * each.weight;
        if (score > (best.get(number)?.score ?? 0)) best.set(number, { score, terms: hit.terms });
      }
    }
    for (const [number, hit] of best) {
      const known = hits.get(number) ?? { score: 0, terms: [], share: 0 };
      known.score += hit.score * says(part);
      known.terms = [...known.terms, ...hit.terms];
      known.share += says(part) / whole;
      hits.set(number, known);
    }
  }
  return use("parts", hits);
}

const asPart = (each) => ({ ...each, ...WAYS.part, way: "part" });

// A word that nothing meets: what the nearest words in spelling meet.
function misspelt(index, term) {
  const near = [...new Set([term, withoutEnding(term, 3)])].map((each) => index.nearest(each));
  return (near.find((each) => each.length) ?? []).flatMap(({ word, likeness }) =>
    literal(index, word)
      .filter((each) => each.way !== "start")
      .map((each) => ({
        ...each,
        weight: each.weight * likeness,
        trust: each.trust * likeness,
        way: "spelling",
        word: each.word ?? word,
      })),
  );
}

const use = (way, hits) => ({ way, ...WAYS[way], hits });
