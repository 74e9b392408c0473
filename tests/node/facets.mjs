// Answers calls of measure-facets.js, one JSON line each: {"call": …, "with": […]} in, the result out.
import { readFile } from "node:fs/promises";
import { createInterface } from "node:readline";

const source = await readFile(process.argv[2], "utf8");
const facets = await import(`data:text/javascript,${encodeURIComponent(source)}`);

for await (const line of createInterface({ input: process.stdin })) {
  const { call, with: given } = JSON.parse(line);
  if (call === "look" && given[2]) given[2] = new Map(Object.entries(given[2]));
  console.log(JSON.stringify(facets[call](...given)));
}
