// The Norwegian stemmer of Snowball 3.1 (snowballstem.org), for words in small letters without apostrophes.
// tests/test_search.py compares it with the snowballstemmer package that makes the terms of the index.
const VOWELS = "aeiouyåæêòóôø";
const BEFORE_S = "bcdfghjlmnoptvyz";
const KEEP_ERS = ["ind", "kk", "nk", "amm", "omm", "kap", "pp", "lt", "ast", "øst", "v"];
const DROP_ERS = ["skap", "hav", "giv"];

const longestFirst = (words) => words.split(" ").sort((one, other) => other.length - one.length);
const MAIN = longestFirst(
  "a e ede ande ende ane ene hetene erte en heten ar er heter s as es edes endes enes hetenes ens hetens ers ets et het ert ast",
);
const OTHER = longestFirst("leg eleg ig eig lig elig els lov elov slov hetslov");

// The place after the first consonant that follows a vowel; an ending must stand behind it.
function region(word) {
  let at = 0;
  while (at < word.length && !VOWELS.includes(word[at])) at += 1;
  while (at < word.length && VOWELS.includes(word[at])) at += 1;
  return Math.max(Math.min(at + 1, word.length), 3);
}

const ending = (word, endings, from) =>
  endings.find((each) => word.endsWith(each) && word.length - each.length >= from) ?? "";

function mayLoseS(rest) {
  const last = rest.at(-1);
  const before = rest.at(-2);
  if (BEFORE_S.includes(last)) return true;
  if (last === "r") return before !== "e";
  return last === "k" && before !== undefined && !VOWELS.includes(before);
}

const keepsErs = (rest) =>
  KEEP_ERS.some((each) => rest.endsWith(each)) && !DROP_ERS.some((each) => rest.endsWith(each));

function withoutMainEnding(word, from) {
  const found = ending(word, MAIN, from);
  const rest = word.slice(0, word.length - found.length);
  if (found === "s") return mayLoseS(rest) ? rest : word;
  if (found === "ers") return keepsErs(rest) ? word : rest;
  return found.startsWith("ert") ? `${rest}er` : rest;
}

// Gives the stem of a word.
export function snowball(word) {
  if (word.length < 3) return word;
  const from = region(word);
  let stem = withoutMainEnding(word, from);
  if (/[dv]t$/.test(stem) && stem.length - 2 >= from) stem = stem.slice(0, -1);
  return stem.slice(0, stem.length - ending(stem, OTHER, from).length);
}
