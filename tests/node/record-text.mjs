/* Answers, line by line, what the form editor's own format gives: {model, text} → {values, text}. */

import { createRequire } from "node:module";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const [code, yaml, tables] = process.argv.slice(2);
const { format } = await import(pathToFileURL(code));
const require = createRequire(import.meta.url);
const models = JSON.parse(tables);

for await (const line of createInterface({ input: process.stdin })) {
  const { model, text, values } = JSON.parse(line);
  const own = format(require(yaml), model, models);
  const read = values ?? own.fromFile(text);
  console.log(JSON.stringify({ values: read, text: own.toFile(read) }));
}
