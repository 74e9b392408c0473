/* How a record of a file becomes values for the form, and the form's values the text of a file. No page, no Decap.
 *
 * The text is the canonical form of `python -m handbook format`, so that a change made here and the same change made by
 * hand are the same bytes. `models` says in which order the keys of each part stand. */

const RECORDS = "records";
const STATES = ["unknown", "not_applicable"];

/* What YAML takes for nothing, a truth value or a number: as text it must stand in quotes. */
const NOTHING = /^(~|null|Null|NULL|)$/;
const NO_TEXT =
  /^(true|True|TRUE|false|False|FALSE|[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+|[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)|<<|=)$/;
const NOT_BARE = /^[\s,[\]{}#&*!|>'"%@`]|^[-?:](\s|$)|^(---|\.\.\.)|:(\s|$)|\s#|\s$/;
const ESCAPED = /[^\t\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\u{10000}-\u{10ffff}]/gu;

/* A single value is text, but for whole numbers and truth values written without quotes. */
function schemaOf(yaml) {
  const scalar = (tag, pattern, construct) =>
    new yaml.Type(`tag:yaml.org,2002:${tag}`, {
      kind: "scalar",
      resolve: (text) => text !== null && pattern.test(text),
      construct,
    });
  return yaml.FAILSAFE_SCHEMA.extend({
    implicit: [
      scalar("int", /^(0|-?[1-9][0-9]{0,14})$/, Number),
      scalar("bool", /^(true|false)$/, (text) => text === "true"),
    ],
  });
}

/* The fields of a value in order, each with the models it may be of: its `kind` decides between several. */
function fieldsOf(value, names, models) {
  const fits = (name) => !models[name]?.kinds || models[name].kinds.includes(value.kind);
  const found = names.filter(fits);
  return found.length === 1 ? models[found[0]].fields : {};
}

/* Give a value with `change` done to each part, from the outside in. */
function walked(value, names, models, change) {
  if (Array.isArray(value)) return value.map((each) => walked(each, names, models, change));
  const changed = change(value, names);
  if (changed === null || typeof changed !== "object") return changed;
  const fields = fieldsOf(changed, names, models);
  const entries = Object.entries(changed);
  return Object.fromEntries(entries.map(([key, each]) => [key, walked(each, fields[key] ?? [], models, change)]));
}

/* A fact that is only a word («unknown») is a choice in the form, and a word again in the file. */
const opened = (value, names) => (names.includes("Fact") && STATES.includes(value) ? { state: value } : value);
const closed = (value, names) =>
  names.includes("Fact") && STATES.includes(value?.state) && Object.keys(value).length === 1 ? value.state : value;

/* Without what is empty: a field that was emptied in the form is one that was left out. */
function kept(value) {
  if (Array.isArray(value)) {
    const items = value.map(kept).filter((each) => each !== undefined);
    return items.length ? items : undefined;
  }
  if (value !== null && typeof value === "object") {
    const entries = Object.entries(value).map(([key, each]) => [key, kept(each)]);
    const full = entries.filter(([, each]) => each !== undefined);
    return full.length ? Object.fromEntries(full) : undefined;
  }
  if (value === null || value === undefined || (typeof value === "string" && !value.trim())) return undefined;
  return typeof value === "string" ? ended(value) : value;
}

/* A text of several lines ends with one line end; a text of one line ends as it was written. */
function ended(text) {
  const lines = text.replace(/\r\n?/g, "\n").replace(/[ \t]+$/gm, "");
  return lines.trimEnd().includes("\n") ? `${lines.trimEnd()}\n` : lines;
}

/* A Map, since an object would put keys that look like numbers first. */
function arranged(value, names, models) {
  if (Array.isArray(value)) return value.map((each) => arranged(each, names, models));
  if (value === null || typeof value !== "object") return value;
  const fields = fieldsOf(value, names, models);
  const known = Object.keys(fields).filter((key) => key in value);
  const others = Object.keys(value).filter((key) => !(key in fields));
  return new Map([...known, ...others].map((key) => [key, arranged(value[key], fields[key] ?? [], models)]));
}

function* block(value, indent) {
  for (const [key, item] of Array.isArray(value) ? value.map((each) => [null, each]) : value) {
    const lead = key === null ? `${indent}-` : `${indent}${inline(key)}:`;
    if (item === null || typeof item !== "object") yield `${lead} ${single(item, `${indent}  `)}`;
    else if (key === null) {
      const [first, ...rest] = block(item, `${indent}  `);
      yield `${lead} ${first.trimStart()}`;
      yield* rest;
    } else {
      yield lead;
      yield* block(item, `${indent}  `);
    }
  }
}

function single(value, inner) {
  if (typeof value !== "string") return String(value);
  return value.includes("\n") && value.trim() ? literal(value, inner) : inline(value);
}

function inline(text) {
  if (text.includes("\n") || text.search(ESCAPED) >= 0) return double(text);
  return NOTHING.test(text) || NO_TEXT.test(text) || NOT_BARE.test(text) ? `'${text.replaceAll("'", "''")}'` : text;
}

function double(text) {
  const code = (letter) => letter.codePointAt(0);
  const hex = (number) =>
    number < 0x10000 ? `\\u${number.toString(16).padStart(4, "0")}` : `\\U${number.toString(16).padStart(8, "0")}`;
  return JSON.stringify(text).replace(ESCAPED, (letter) => hex(code(letter)));
}

function literal(text, inner) {
  if (text.search(ESCAPED) >= 0) return double(text);
  const body = text.replace(/\n+$/, "");
  const ends = text.length - body.length;
  const mark = `|${/^[ \n\t]/.test(text) ? "2" : ""}${!ends ? "-" : ends > 1 ? "+" : ""}`;
  const lines = body.split("\n").map((line) => (line ? inner + line : ""));
  return [mark, ...lines, ...Array(Math.max(ends - 1, 0)).fill("")].join("\n");
}

/* Make the format of one model for Decap: text → values, values → text. `yaml` is js-yaml. */
export function format(yaml, model, models) {
  const schema = schemaOf(yaml);
  return {
    fromFile(text) {
      const value = walked(yaml.load(text, { schema }), [model], models, opened);
      return Array.isArray(value) ? { [RECORDS]: value } : value;
    },
    toFile(values) {
      const value = RECORDS in values ? values[RECORDS] : values;
      const record = arranged(walked(kept(value) ?? {}, [model], models, closed), [model], models);
      return `${[...block(record, "")].join("\n")}\n`;
    },
  };
}
