// The words nearest to a misspelt one.

const SHORTEST = 4;
const MOST = 3;
const allowed = (length) => (length < 5 ? 0 : length < 7 ? 1 : length < 11 ? 2 : 3);

// Gives `nearest(asked)` for the words that are known: at most three, [{ word, likeness }], with a likeness from 0 to 1.
export function speller(words) {
  let known = null;
  return (asked) => {
    known ??= [...words].filter((word) => word.length >= SHORTEST).map((word) => [word, skeleton(word)]);
    return nearest(asked, known);
  };
}

function nearest(asked, known) {
  const bare = skeleton(asked);
  let best = allowed(asked.length);
  let found = [];
  for (const [word, bones] of known) {
    const far = bones !== bare && Math.abs(word.length - asked.length) > best;
    const distance = far || bones === bare ? 0 : Math.max(edits(word, asked, best), 1);
    if (far || distance > best) continue;
    if (distance < best) found = [];
    found.push(word);
    best = distance;
  }
  const alike = (word) => (word[0] === asked[0] ? 0 : 1);
  const near = found.sort((one, other) => alike(one) - alike(other)).slice(0, MOST);
  return near.map((word) => ({ word, likeness: Math.min(0.9, 1 - (2 * best) / asked.length) }));
}

// A word without æ, ø and å, for who has a keyboard without them, and with single letters for double.
const skeleton = (word) => word.replace(/aa|å|æ|ae/g, "a").replace(/oe|ø/g, "o").replace(/(.)\1/g, "$1");

// The number of letters to add, take away, change or swap; more than `most` is told as `most` + 1.
function edits(one, other, most) {
  let before = [];
  let above = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let row = 1; row <= one.length; row += 1) {
    const line = [row];
    for (let at = 1; at <= other.length; at += 1) {
      const same = one[row - 1] === other[at - 1];
      line[at] = Math.min(above[at] + 1, line[at - 1] + 1, above[at - 1] + (same ? 0 : 1));
      const swapped = row > 1 && at > 1 && one[row - 1] === other[at - 2] && one[row - 2] === other[at - 1];
      if (swapped) line[at] = Math.min(line[at], before[at - 2] + 1);
    }
    if (Math.min(...line) > most) return most + 1;
    [before, above] = [above, line];
  }
  return above[other.length];
}
