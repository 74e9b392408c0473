// The handbook from its own YAML: data read in read.js, one page for each record and language.
import markdownIt from "markdown-it";
import handbook from "./read.js";

const markdown = markdownIt();
const { names } = handbook();

// [[kind:id]] and [[kind:id|words]] become links.
function linked(text, language) {
  return text.replace(/\[\[(\w+):([^\]|]+)(?:\|([^\]]+))?\]\]/g, (_, kind, id, words) => {
    const other = names[language][`${kind}:${id.split(" ")[0]}`];
    return other ? `[${words ?? other.title}](${other.path})` : (words ?? id);
  });
}

export default function (config) {
  config.addFilter("prose", (text, language) => markdown.render(linked(text, language)));
  config.addFilter("inline", (text, language) => markdown.renderInline(linked(text, language)));
  config.addFilter("digits", (text) => text.replaceAll(" ", ""));
  config.addPassthroughCopy("content/assets");
  return {
    dir: { input: "content", includes: "../_includes", data: "../_data", output: "site" },
  };
}
