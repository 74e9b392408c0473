// The glossary as the search uses it, read from the index; as hooks/handbook/search/thesaurus.py does when it is made.
import { stem } from "./terms.js";

const SLACK = 2;

// `concepts` are [word, numbers of wider concepts, stems that name it anywhere, stems and phrases that mean it in a query].
export function makeThesaurus(made, negation) {
  const named = new Map();
  const single = new Map();
  const several = new Map();
  const add = (map, key, value) => (map.has(key) ? map.get(key).push(value) : map.set(key, [value]));
  const concepts = made.map(([word, broader, names, others], number) => {
    for (const name of names) add(named, name, number);
    for (const phrase of [...names, ...others]) {
      const needed = [...new Set(phrase.split(" "))];
      if (needed.length === 1) add(single, needed[0], number);
      else for (const each of needed) add(several, each, [needed, number]);
    }
    return { word, broader };
  });
  const negations = new Set(negation);
  return {
    concepts,
    stems: new Set([...single.keys(), ...several.keys()]),
    isNegation: (word) => negations.has(word),
    // Gives the stem of a word in a phrase; all negations share one.
    phraseStem: (word) => (negations.has(word) ? "ikkj" : stem(word)),
    // Gives the concepts that a stem means in a query, and those that it names in a text.
    of: (term) => single.get(term) ?? [],
    // Gives the concepts meant by words that begin so, for who is still writing.
    begunBy: (term) => [...single].flatMap(([word, numbers]) => (word.startsWith(term) && word !== term ? numbers : [])),
    namedBy: (term) => named.get(term) ?? [],
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
