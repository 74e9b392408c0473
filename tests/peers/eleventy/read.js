// Reads data/ and joins it: what an Eleventy site does with global data.
import fs from "node:fs";
import path from "node:path";
import yaml from "js-yaml";

const KINDS = {
  service: ["services", "kontakt"], group: ["groups", "grupper"], meeting: ["meetings", "kalender"],
  measure: ["measures", "tiltak"], law: ["laws", "lover"], law_question: ["law-questions", "plikter"],
  level: ["levels", "niva"], form: ["forms", "skjema"], role: ["roles", "roller"],
};
const REFERENCES = {
  services: "service", service: "service", groups: "group", group: "group", forms: "form", form: "form",
  levels: "level", roles: "role", role: "role", owner: "role", laws: "law",
};
const FACTS = [
  ["target", "for_whom", "users"], ["for_whom", "for_whom", "users"], ["cost", "cost", "wallet"],
  ["location", "location", "map-pin"], ["waiting", "waiting", "hourglass"], ["sessions", "sessions", "repeat"],
  ["group_size", "group_size", "users"], ["languages", "languages", "languages"],
];
const APART = new Set(["name", "title", "summary", "body", "aliases", "how_to_contact", ...FACTS.map(([field]) => field)]);
const LANGUAGES = ["nn", "nb"];

const read = (file) => yaml.load(fs.readFileSync(file, "utf8"), { schema: yaml.JSON_SCHEMA });
const isText = (value) => value && typeof value === "object" && typeof value.nn === "string";
const list = (value) => (value === undefined || value === null ? [] : Array.isArray(value) ? value : [value]);
const top = (language) => (language === "nn" ? "/" : `/${language}/`);

function recordsOf(data, stem) {
  const file = path.join(data, `${stem}.yml`);
  const folder = path.join(data, stem);
  const single = fs.existsSync(file) ? read(file) : [];
  const many = fs.existsSync(folder) ? fs.readdirSync(folder).sort().map((name) => read(path.join(folder, name))) : [];
  return [...single, ...many];
}

function titleOf(record, language) {
  const name = record.name ?? record.title ?? record.short_title ?? record.id;
  return isText(name) ? name[language] : String(name);
}

function links(keys, names) {
  return keys.map((key) => names[key]).filter(Boolean);
}

function page(kind, record, language, shared) {
  const { words, vocabulary, laws, levels } = shared;
  const names = shared.names[language];
  const w = words[language];
  const own = names[`${kind}:${record.id}`];
  const access = record.access && typeof record.access === "object" ? record.access : {};
  const contact = record.contact ?? access.contact ?? {};
  const role = contact.role ? names[`role:${contact.role}`] : undefined;
  const facts = FACTS.filter(([field]) => record[field]).map(([field, word, icon]) => ({
    icon, label: w[word], text: isText(record[field]) ? record[field][language] : undefined, unknown: w.unknown,
  }));
  if (record.age) facts.push({ icon: "baby", label: w.age_of_child, text: `${record.age.minimum ?? 0}–${record.age.maximum ?? 20} år` });
  const blocks = [];
  for (const [field, value] of Object.entries(record)) {
    if (APART.has(field)) continue;
    const items = list(value).filter(isText).map((text) => text[language]);
    if (items.length) blocks.push({ heading: w[field] ?? field, items });
  }
  return {
    ...own, kind, folder: KINDS[kind][1], language, record, facts, blocks,
    summary: record.summary?.[language] ?? "", body: record.body?.[language] ?? "",
    how: (access.how ?? record.how_to_contact)?.[language] ?? "",
    phone: contact.phone, email: contact.email, role,
    via: links(list(access.via).map((id) => `group:${id}`), names),
    services: links(list(record.services ?? record.service).map((id) => `service:${id}`), names),
    groups: links(list(record.groups ?? record.group).map((id) => `group:${id}`), names),
    forms: links(list(record.forms).map((id) => `form:${id}`), names),
    levels: links(list(record.levels).map((id) => `level:${id}`), names),
    related: links(list(record.related).map((id) => `${kind}:${id}`), names),
    prevention: list(record.prevention).map((id) => vocabulary.prevention?.[id]?.[language] ?? id),
    evidence: list(record.evidence).map((one) => `${one.scheme} ${one.level ?? ""}`),
    laws: list(record.laws).map((citation) => {
      const [id, number] = citation.split(" ");
      const law = laws[id];
      const section = law?.sections?.find((one) => one.number === number);
      return law && { path: `${names[`law:${id}`].path}#${number ?? ""}`, text: `${titleOf(law, language)} ${number ?? ""}`, heading: section?.heading, checked: law.checked };
    }).filter(Boolean),
    sections: kind === "law" ? (record.sections ?? []) : [],
    owner: names[`role:${record.owner}`], reviewed: record.reviewed,
    namedBy: shared.namedBy[language][`${kind}:${record.id}`] ?? [],
    themes: list(record.themes), ease: access.kind, ages: record.age,
  };
}

let made;
// Gives everything the templates print; read once, for the settings and the data folder ask alike.
export default function handbook() {
  if (made) return made;
  const data = process.env.HANDBOOK_DATA ?? "data";
  const all = Object.entries(KINDS).flatMap(([kind, [stem]]) => recordsOf(data, stem).map((record) => [kind, record]));
  const interfaceWords = read(path.join(data, "interface.yml"));
  const words = Object.fromEntries(LANGUAGES.map((language) => [language, Object.fromEntries(Object.entries(interfaceWords).map(([word, text]) => [word, text[language]]))]));
  const vocabulary = Object.fromEntries(Object.entries(read(path.join(data, "vocabulary.yml"))).map(([name, terms]) => [name, Object.fromEntries(terms.map((term) => [term.id, term.name]))]));
  const names = Object.fromEntries(LANGUAGES.map((language) => [language, Object.fromEntries(all.map(([kind, record]) => [`${kind}:${record.id}`, { title: titleOf(record, language), path: `${top(language)}${KINDS[kind][1]}/${record.id}/`, note: record.summary?.[language] }]))]));
  const namedBy = Object.fromEntries(LANGUAGES.map((language) => {
    const found = {};
    for (const [kind, record] of all)
      for (const [field, other] of Object.entries(REFERENCES))
        for (const id of list(record[field])) if (typeof id === "string") (found[`${other}:${id.split(" ")[0]}`] ??= []).push(names[language][`${kind}:${record.id}`]);
    return [language, found];
  }));
  const laws = Object.fromEntries(all.filter(([kind]) => kind === "law").map(([, record]) => [record.id, record]));
  const shared = { words, vocabulary, names, namedBy, laws };
  const pages = LANGUAGES.flatMap((language) => all.map(([kind, record]) => page(kind, record, language, shared)));
  const lists = LANGUAGES.flatMap((language) => {
    const measures = pages.filter((one) => one.language === language && one.kind === "measure");
    const of = (path, title, rows) => ({ language, path: `${top(language)}${path}`, title, folder: path.split("/")[0], rows });
    const section = ([kind, [, folder]]) => of(`${folder}/`, words[language][`section_${folder}`] ?? folder, pages.filter((one) => one.language === language && one.kind === kind));
    const themes = Object.entries(vocabulary.theme).map(([id, name]) => of(`tiltak/tema/${id}/`, name[language], measures.filter((one) => one.themes.includes(id))));
    const services = all.filter(([kind]) => kind === "service").map(([, record]) => of(`tiltak/teneste/${record.id}/`, titleOf(record, language), measures.filter((one) => one.record.services?.includes(record.id))));
    const ages = [[0, 5], [6, 12], [13, 15], [16, 24]].map(([from, to]) => of(`tiltak/alder/${from}-${to}/`, `${from}–${to} år`, measures.filter((one) => one.ages && (one.ages.minimum ?? 0) <= to && (one.ages.maximum ?? 99) >= from)));
    return [...Object.entries(KINDS).map(section), ...themes, ...services, ...ages];
  });
  return (made = { pages, lists, names, words, languages: LANGUAGES.map((language) => ({ language, top: top(language) })) });
}
