// Where terms stand, and how much each place counts: BM25+ over weighted fields, with words that begin alike.
// What a term needs is read when it is first looked for, so that an index is ready as soon as it has come.
const K = 1.2;
const B = 0.7;
const DELTA = 0.5;
const START = 0.375;
const LONGER = 0.3;

// `made` is an index, `boost` what each of its fields counts. Gives (term, asStart) → Map(number → { score, terms }).
export function makeRanking(made, terms, boost) {
  const count = made.shown.length;
  const averages = made.lengths.map((lengths) => lengths.reduce((sum, length) => sum + length, 0) / (count || 1));
  const known = new Map();

  function scores(at) {
    if (!known.has(at)) known.set(at, made.places[at].flatMap(([field, ...row]) => [...inField(field, row)]));
    return known.get(at);
  }

  function* inField(field, row) {
    const found = [...unpacked(row)];
    const rarity = Math.log(1 + (count - found.length + 0.5) / (found.length + 0.5));
    for (const [number, often] of found) {
      const length = made.lengths[field][number] / averages[field];
      const share = (often * (K + 1)) / (often + K * (1 - B + B * length));
      yield [number, (boost[made.fields[field]] ?? 1) * rarity * (DELTA + share)];
    }
  }

  return (term, asStart) => {
    const hits = new Map();
    for (let at = firstFrom(terms, term); at < terms.length && terms[at].startsWith(term); at += 1) {
      const longer = terms[at].length - term.length;
      if (longer && !asStart) break;
      const weight = longer ? (START * terms[at].length) / (terms[at].length + LONGER * longer) : 1;
      for (const [number, score] of scores(at)) {
        const hit = hits.get(number) ?? { score: 0, terms: [] };
        hit.score += weight * score;
        if (hit.terms.at(-1) !== terms[at]) hit.terms.push(terms[at]);
        hits.set(number, hit);
      }
    }
    return hits;
  };
}

// Reads the places of a term in a field, as `_packed` in hooks/handbook/search/index.py writes them.
function* unpacked(row) {
  for (let at = 0, number = -1; at < row.length; at += 1) {
    number += row[at] >> 1;
    yield [number, row[at] & 1 ? row[(at += 1)] / 4 : 1];
  }
}

// The place of the first term that is not before the one asked for; they stand in the order of their code units.
function firstFrom(terms, asked) {
  let [low, high] = [0, terms.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (terms[middle] < asked) low = middle + 1;
    else high = middle;
  }
  return low;
}
