// A query → terms, as hooks/handbook/search/terms.py makes the terms of the index: words without accents, their stems,
// the parts of a compound.
import { snowball } from "./stemmer.js";

const ACCENTS = "àáâãāçćčðďèéêëēìíîïłñńòóôõōŕřśšťŧùúûūýÿźžđŋäöü";
const WITHOUT = "aaaaacccddeeeeeiiiilnnooooorrssttuuuuyyzzdnæøy";
const ACCENT = new RegExp(`[${ACCENTS}]`, "g");
const WORD = /[0-9a-zæøå]+(?:[-‐‑][0-9a-zæøå]+)*/g;
const HYPHEN = /[-‐‑]/g;
const ENDINGS = ["ning", "heit", "ing"];
const SHORTEST_STEM = 4;
const SHORTEST_PART = 3;
const LONGEST_WORD = 60;

// Gives the words of a text: [word, start, end]; the places are in `plain(text)`, which is as long as the text.
export function words(text) {
  return [...plain(text).matchAll(WORD)].map((match) => [match[0], match.index, match.index + match[0].length]);
}

// Small letters without accents. A letter whose small form is longer («İ») is let be, so that places stay right.
export function plain(text) {
  const small = text.normalize("NFC").replace(/İ/g, "i").toLowerCase();
  return small.replace(ACCENT, (letter) => WITHOUT[ACCENTS.indexOf(letter)]);
}

const known = new Map();

// Gives the stem of a word in small letters: Snowball's, without the endings it leaves.
export function stem(word) {
  if (!known.has(word)) known.set(word, made(word));
  return known.get(word);
}

function made(word) {
  return withoutEnding(snowball(word.replace(HYPHEN, "").slice(0, LONGEST_WORD)), SHORTEST_STEM);
}

// Takes an ending off a stem where so many letters are left.
export function withoutEnding(found, shortest) {
  const ending = ENDINGS.find((each) => found.endsWith(each) && found.length - each.length >= shortest);
  return ending ? found.slice(0, -ending.length) : found;
}

// Gives the stems of the words that a compound is made of, two or three; [] for what is no compound.
// `isWord` says whether a stem is known, `short` holds the words of three letters that a compound may be made of.
export function parts(word, isWord, short) {
  if (word.search(HYPHEN) >= 0) return word.split(HYPHEN).map(stem);
  const isPart = (piece) => (piece.length > SHORTEST_PART ? isWord(stem(piece)) : short.has(piece));
  return split(word.slice(0, LONGEST_WORD), isPart, 3);
}

function split(word, isPart, most) {
  const heads = [];
  for (let at = SHORTEST_PART; at <= word.length - SHORTEST_PART; at += 1) {
    if (isPart(word.slice(0, at))) heads.push(at);
  }
  const two = heads.find((at) => isPart(word.slice(at)));
  if (two) return [stem(word.slice(0, two)), stem(word.slice(two))];
  for (const at of most > 2 ? heads : []) {
    const rest = split(word.slice(at), isPart, most - 1);
    if (rest.length) return [stem(word.slice(0, at)), ...rest];
  }
  return [];
}

// Gives the stem of the longest last part, and of the longest first part, that is a word; for a compound half unknown.
export function ends(word, isWord) {
  const found = [];
  for (let at = SHORTEST_STEM; at <= word.length - SHORTEST_STEM && !found.length; at += 1) {
    if (isWord(stem(word.slice(at)))) found.push(stem(word.slice(at)));
  }
  for (let at = word.length - 2; at > SHORTEST_STEM && found.length < 2; at -= 1) {
    if (isWord(stem(word.slice(0, at)))) return [...found, stem(word.slice(0, at))];
  }
  return found;
}
