// The seam to the search: which measures a text finds. Takes the text and the ids of all measures; gives a Map of
// id → score (higher is better), or a promise of one. Here: every word begins a word of the card.

const words = (text) => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
const read = new Map();

function wordsOf(id) {
  if (!read.has(id)) {
    const card = document.querySelector(`[data-id="${id}"]`);
    read.set(id, { title: words(card.querySelector(".card-title").textContent), all: words(card.textContent) });
  }
  return read.get(id);
}

export function textMatches(text, ids) {
  const wanted = words(text);
  const found = new Map();
  for (const id of wanted.length ? ids : []) {
    const { title, all } = wordsOf(id);
    const begins = (list) => wanted.filter((word) => list.some((each) => each.startsWith(word))).length;
    if (begins(all) === wanted.length) found.set(id, 1 + begins(title));
  }
  return found;
}
