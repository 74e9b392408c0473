// The box of the search, in the dialog and on its own page: asks the engine, and shows what it found.
// Fetched by frame.js when the search is first used.
import { acute, loadIndex, marks, search } from "./engine.js";

const MOST_IN_A_GROUP = 4;
const MOST_GROUPS = 6;
const MOST_NEAR = 5;
const MOST_ON_THE_PAGE = 60;
const WAIT_BEFORE_SAYING = 400;

// Makes one box able to answer, and gives what makes it answer the text in its field. `asked` is the first try for the index.
// `whole` shows all results and keeps the address, else some of each kind and a way to all.
export function makeBox(box, asked, { whole }) {
  const words = box.dataset;
  const field = box.querySelector(".search-field");
  const status = box.querySelector(".search-status");
  const [urgent, results] = [box.querySelector(".search-acute"), box.querySelector(".search-results")];
  const level = whole ? "h2" : "h3";
  let ready = loadIndex(words.index, asked);
  let saying = 0;

  // Once; but again after a failure, when the reader goes on.
  const load = () => {
    ready ??= loadIndex(words.index);
    ready.catch(() => (ready = null));
    return ready;
  };

  // A screen reader is told when the reader pauses; who sees, sees at once.
  const say = (text) => {
    clearTimeout(saying);
    status.setAttribute("aria-live", "off");
    status.textContent = text;
    saying = setTimeout(() => {
      status.setAttribute("aria-live", "polite");
      status.textContent = "";
      status.textContent = text;
    }, WAIT_BEFORE_SAYING);
  };

  async function answer() {
    const query = field.value.trim();
    if (whole) history.replaceState(null, "", query ? `?q=${encodeURIComponent(query)}` : location.pathname);
    if (!query) return show([], [], "");
    try {
      const index = await load();
      if (query !== field.value.trim()) return;
      const found = search(index, query, { limit: MOST_ON_THE_PAGE });
      show(acute(index, query).map((each) => rule(level, each)), groups(index, found, query), told(index.said, found, query));
    } catch {
      show([], [], words.failed);
    }
  }

  function show(rules, groups, text) {
    urgent.replaceChildren(...rules);
    results.replaceChildren(...groups);
    say(text);
  }

  function told(said, found, query) {
    const strong = found.filter((each) => each.strong).length;
    if (strong) return fill(said.count, { n: strong, q: query });
    return fill(found.length ? said.near_only : said.none, { q: query });
  }

  function groups(index, found, query) {
    const strong = found.filter((each) => each.strong);
    const near = found.filter((each) => !each.strong).slice(0, MOST_NEAR);
    const kinds = [...new Set(strong.map((each) => each.kind))].slice(0, whole ? undefined : MOST_GROUPS);
    const row = (each) => result(index, each);
    const further = (address, text) => make("p", "search-all", [link(words.page + address, text)]);
    return [
      ...kinds.map((kind) => {
        const rows = strong.filter((each) => each.kind === kind);
        return group(index.kinds[kind], (whole ? rows : rows.slice(0, MOST_IN_A_GROUP)).map(row));
      }),
      ...(near.length ? [group(index.said.near, near.map((each) => row(each)), "search-near")] : []),
      ...(strong.length && !whole ? [further(`?q=${encodeURIComponent(query)}`, index.said.all)] : []),
      ...(found.length || whole ? [] : [further("#lister", index.said.lists)]),
    ];
  }

  function group(heading, rows, name = "") {
    return make("section", `search-group ${name}`.trim(), [make(level, "", [heading]), make("ul", "", rows)]);
  }

  function result(index, { path, title, note, other, matched, via, kind, strong }) {
    const marked = (text) => pieces(text, marks(index, text, matched));
    const [inTitle, inNote] = [marked(title), marked(note)];
    const why = [];
    const written = matched.filter((term) => term[0] !== "=");
    const holds = (text) => marks(index, text, written).map(([start, end]) => text.slice(start, end));
    const inOther = holds(title).length || holds(note).length ? [] : [...new Set(holds(other))];
    if (inOther.length) {
      const lang = index.language === "nn" ? "nb" : "nn";
      const said = inOther.flatMap((word, at) => [at ? ", " : "", make("mark", "", [word])]);
      why.push(`${index.said.in_other}: `, make("span", "", said, { lang }));
    } else if (inTitle.length === 1 && inNote.length === 1) {
      why.push(reason(index.said, via));
    }
    const label = strong ? [] : [make("span", "search-kind", [index.kinds[kind]])];
    return make("li", "search-result", [
      make("p", "search-result-title", [link(words.root + path, inTitle), ...label]),
      note ? make("p", "search-result-note", inNote) : "",
      why.length ? make("p", "search-why", why) : "",
    ]);
  }

  function reason(said, via) {
    const synonym = via.find((each) => ["phrase", "synonym", "broader"].includes(each.way));
    if (synonym) return fill(said.via_synonym, { word: synonym.word });
    return via.some((each) => each.way === "spelling") ? said.via_spelling : said.via_text;
  }

  box.addEventListener("keydown", (event) => {
    const stops = [field, ...results.querySelectorAll("a")];
    const at = stops.indexOf(document.activeElement) + { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!stops[at]) return;
    event.preventDefault();
    stops[at].focus();
  });

  load().catch(() => {});
  return answer;
}

function rule(level, { title, text, calls }) {
  const rows = calls.map(([number, name, url]) => {
    const button = () => make("a", "button button-safety", [`${name} `, make("strong", "", [number])], { href: url });
    return make("li", "", [url ? button() : `${name}: ${number}`]);
  });
  return make("section", "safety", [make(level, "", [title]), make("p", "", [text]), make("ul", "calls", rows)]);
}

const link = (href, content) => make("a", "", [content].flat(), { href });

const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);

// A text cut into what is marked and what is not.
function pieces(text, places) {
  const found = [];
  let at = 0;
  for (const [start, end] of places) {
    found.push(text.slice(at, start), make("mark", "", [text.slice(start, end)]));
    at = end;
  }
  return [...found, text.slice(at)];
}

function make(name, className, children, attributes = {}) {
  const made = document.createElement(name);
  if (className) made.className = className;
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}
