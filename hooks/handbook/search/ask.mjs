// Runs the browser's engine in node: questions on standard input, answers on standard output. See engine.py beside it.
import { readFileSync } from "node:fs";
import { acute, analyse, marks, readIndex, search } from "../../../overrides/assets/search/engine.js";
import { stem, words } from "../../../overrides/assets/search/terms.js";

const { indexes, questions } = JSON.parse(readFileSync(0, "utf8"));
const load_ms = {};
const ready = {};
for (const [name, text] of Object.entries(indexes)) {
  const start = performance.now();
  ready[name] = readIndex(JSON.parse(text));
  load_ms[name] = performance.now() - start;
}

const ANSWERS = {
  search: (index, { q, options }) => search(index, q, options),
  analyse: (index, { q }) => analyse(index, q),
  acute: (index, { q }) => acute(index, q),
  marks: (index, { q, options }) => marks(index, q, options.matched),
  terms: (index, { q }) =>
    words(q).map(([word]) => [word, stem(word), index.split(word)]),
};

const answers = questions.map((question) => {
  const start = performance.now();
  const answer = ANSWERS[question.ask](ready[question.index], question);
  return { answer, ms: performance.now() - start };
});
process.stdout.write(JSON.stringify({ load_ms, answers }));
