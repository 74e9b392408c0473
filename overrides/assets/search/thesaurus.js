// The glossary as the search uses it, read from the index; as hooks/handbook/search/thesaurus.py does when it is made.
import { stem } from "./terms.js";

const SLACK = 2;

// `concepts` are [word, numbers of wider concepts, phrase, phrase …], each phrase as stems with spaces between.
export function makeThesaurus(made, negation) {
  const single = new Map();
  const several = new Map();
  const stems = new Set();
  const add = (map, key, value) => map.set(key, [...(map.get(key) ?? []), value]);
  const concepts = made.map(([word, broader, ...phrases], number) => {
    for (const phrase of phrases) {
      const needed = [...new Set(phrase.split(" "))];
      for (const each of needed) stems.add(each);
      if (!phrase.includes(" ")) add(single, phrase, number);
      else for (const each of needed) add(several, each, [needed, number]);
    }
    return { word, broader: broader ? broader.split(" ").map(Number) : [] };
  });
  const negations = new Set(negation);
  return {
    concepts,
    stems,
    isNegation: (word) => negations.has(word),
    // Gives the stem of a word in a phrase; all negations share one.
    phraseStem: (word) => (negations.has(word) ? "ikkj" : stem(word)),
    // Gives the concepts that a stem names alone.
    of: (term) => single.get(term) ?? [],
    // Gives the concepts that several words name together, each with the places of its words.
    within: (said) => [...groups(said, several)].filter(([, , key], at, all) => all.findIndex((one) => one[2] === key) === at),
  };
}

function* groups(said, several) {
  for (const [at, first] of said.entries()) {
    for (const [needed, number] of several.get(first) ?? []) {
      const near = said.slice(at, at + needed.length + SLACK);
      if (!needed.every((each) => near.includes(each))) continue;
      const places = [...near.keys()].filter((place) => needed.includes(near[place])).map((place) => place + at);
      yield [number, places, `${number}:${places.join()}`];
    }
  }
}
