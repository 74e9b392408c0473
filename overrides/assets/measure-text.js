// The seam to the search: which measures a text surely finds. Takes the text and the number of all measures; gives a promise
// of a Map of id → score (higher is better), which fails where the index cannot be read. Fetched when somebody first writes.
import { loadIndex, search } from "./search/engine.js";

let ready = null;

export async function textMatches(text, limit) {
  ready ??= loadIndex(document.querySelector("[data-index]").dataset.index);
  ready.catch(() => (ready = null));
  const found = search(await ready, text, { kinds: ["measure"], limit });
  return new Map(found.filter((each) => each.strong).map((each) => [each.id, each.score]));
}
