// Scores the same terms with MiniSearch and with our ranking: an index and queries on standard input.
import { readFileSync } from "node:fs";
import { makeRanking } from "../../overrides/assets/search/ranking.js";
import MiniSearch from "./vendor/minisearch.js";

const { index, documents, boost, queries } = JSON.parse(readFileSync(0, "utf8"));
const mini = new MiniSearch({ fields: index.fields, tokenize: (text) => text.split(" ").filter(Boolean), processTerm: (term) => term });
mini.addAll(documents);
const look = makeRanking(index, index.terms.split(" "), boost);
const rounded = (found) => Object.fromEntries([...found].map(([id, score]) => [id, Number(score.toFixed(6))]));
const compared = queries.map(([term, prefix]) => ({
  term,
  theirs: rounded(mini.search(term, { prefix, boost }).map((each) => [each.id, each.score])),
  ours: rounded([...look(term, prefix)].map(([id, each]) => [id, each.score])),
}));
process.stdout.write(JSON.stringify(compared));
