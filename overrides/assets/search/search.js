// The way into the search of every page: the header's field and button open a dialog; the page of its own holds the same
// box. The code of box and engine comes with the reader's first move, the index when the search is first used. Nothing is
// sent and nothing is stored.

const dialog = document.querySelector(".search-dialog");
const box = document.querySelector(".search-box");
const field = box?.querySelector(".search-field");
const PARTS = ["box", "engine", "ranking", "spelling", "stemmer", "terms", "thesaurus", "ways"];
let opener = null;
let waking = null;

if (dialog?.showModal) {
  const open = (from, text = "") => {
    opener = from;
    dialog.showModal();
    start(text);
  };
  for (const form of document.querySelectorAll(".search-form")) {
    if (dialog.contains(form)) continue;
    const shortcut = form.querySelector(".search-field");
    const hand = () => {
      const text = shortcut.value;
      shortcut.value = "";
      open(shortcut, text);
    };
    shortcut.addEventListener("click", hand);
    shortcut.addEventListener("input", hand);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      hand();
    });
  }
  for (const link of document.querySelectorAll(".search-suggestions a")) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      open(link, link.textContent);
    });
  }
  const button = document.querySelector(".search-button");
  button.addEventListener("click", () => open(button));
  onShortcut(() => !dialog.open && open(document.activeElement));
  // A field of search keeps Escape to itself, to be emptied; here it closes.
  dialog.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    dialog.close();
  });
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  dialog.addEventListener("close", () => opener?.focus());
} else if (box) {
  const query = new URLSearchParams(location.search).get("q") ?? "";
  if (query) start(query, { focus: false });
  onShortcut(() => start());
}

// While somebody fills in a form nothing at all is fetched.
for (const move of document.querySelector(".form-page") ? [] : ["pointermove", "pointerdown", "keydown", "scroll"]) {
  addEventListener(move, fetchCode, { once: true, passive: true });
}

// The form is the reader's at once; what is written before the box is there, is answered when it comes.
field?.addEventListener("focus", wake);
field?.addEventListener("input", answer);
field?.form.addEventListener("submit", (event) => {
  event.preventDefault();
  answer();
});

function start(text = "", { focus = true } = {}) {
  field.value = text;
  if (focus) field.focus();
  answer();
}

// Once; but again after a failure, when the reader goes on. The index is asked for beside the code, not after it.
function wake() {
  if (waking) return waking;
  const index = fetch(box.dataset.index);
  index.catch(() => {}); // the box says so, and asks again
  fetchCode();
  waking = import("./box.js").then(({ makeBox }) => makeBox(box, index, { whole: !dialog }));
  waking.catch(() => (waking = null));
  return waking;
}

// Side by side, not one found after another; a failure is told by who needs the code.
function fetchCode() {
  for (const part of PARTS) import(`./${part}.js`).catch(() => {});
}

async function answer() {
  try {
    (await wake())();
  } catch {
    box.querySelector(".search-status").textContent = box.dataset.failed;
  }
}

// Ctrl+K or ⌘K. A letter alone would get in the way of who speaks to the computer (WCAG 2.1.4).
function onShortcut(act) {
  document.addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
    event.preventDefault();
    act();
  });
}
