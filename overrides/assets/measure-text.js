// The seam to the search: which measures a text surely finds. Takes the text and the ids of all measures; gives a promise
// of a Map of id → score (higher is better). Where the index cannot be read, every word must begin a word of the card.
import { loadIndex, search } from "./search/engine.js";

let ready = null;

export async function textMatches(text, ids) {
  try {
    ready ??= loadIndex(document.querySelector("[data-index]").dataset.index);
    const found = search(await ready, text, { kinds: ["measure"], limit: ids.length });
    return new Map(found.filter((each) => each.strong).map((each) => [each.id, each.score]));
  } catch {
    ready = null;
    return onTheCards(text, ids);
  }
}

const words = (text) => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

function onTheCards(text, ids) {
  const wanted = words(text);
  const fits = (id) => {
    const own = words(document.querySelector(`[data-id="${id}"]`).textContent);
    return wanted.length && wanted.every((word) => own.some((each) => each.startsWith(word)));
  };
  return new Map(ids.filter(fits).map((id) => [id, 1]));
}
