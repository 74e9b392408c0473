// What the frame of every page does: says that script runs before anything is drawn, folds the menu behind its button on
// narrow screens, and opens the search. One file, since every page waits for it. Nothing is sent and nothing is stored.
"use strict";

document.documentElement.classList.add("with-script");

document.addEventListener("DOMContentLoaded", () => {
  foldMenu();
  findSearch();
});

function foldMenu() {
  const button = document.querySelector(".menu-button");
  button?.addEventListener("click", () => {
    const open = button.getAttribute("aria-expanded") === "true";
    button.setAttribute("aria-expanded", String(!open));
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && button?.getAttribute("aria-expanded") === "true") {
      button.setAttribute("aria-expanded", "false");
      button.focus();
    }
  });
}

// --- the way into the search ---
// The header's field and button open a dialog; the page of its own holds the same box. The code of box and engine comes with
// the reader's first move, the index when the search is first used.

const PARTS = ["box", "engine", "ranking", "spelling", "stemmer", "terms", "thesaurus", "ways"];
let dialog = null;
let box = null;
let field = null;
let opener = null;
let waking = null;

function findSearch() {
  dialog = document.querySelector(".search-dialog");
  box = document.querySelector(".search-box");
  field = box?.querySelector(".search-field");
  if (dialog?.showModal) leadToDialog();
  else if (box) answerAddress();
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
}

function leadToDialog() {
  for (const form of document.querySelectorAll(".search-form")) {
    if (!dialog.contains(form)) handOver(form);
  }
  for (const link of document.querySelectorAll(".search-suggestions a")) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      openDialog(link, link.textContent);
    });
  }
  const button = document.querySelector(".search-button");
  button.addEventListener("click", () => openDialog(button));
  onShortcut(() => !dialog.open && openDialog(document.activeElement));
  // A field of search keeps Escape to itself, to be emptied; here it closes.
  dialog.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    dialog.close();
  });
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  dialog.addEventListener("close", () => opener?.focus());
}

// What is written in a form of the page goes on in the dialog.
function handOver(form) {
  const shortcut = form.querySelector(".search-field");
  const hand = () => {
    const text = shortcut.value;
    shortcut.value = "";
    openDialog(shortcut, text);
  };
  shortcut.addEventListener("click", hand);
  shortcut.addEventListener("input", hand);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    hand();
  });
}

function openDialog(from, text = "") {
  opener = from;
  dialog.showModal();
  start(text);
}

function answerAddress() {
  const query = new URLSearchParams(location.search).get("q") ?? "";
  if (query) start(query, { focus: false });
  onShortcut(() => start());
}

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
  waking = import("./search/box.js").then(({ makeBox }) => makeBox(box, index, { whole: !dialog }));
  waking.catch(() => (waking = null));
  return waking;
}

// Side by side, not one found after another; a failure is told by who needs the code.
function fetchCode() {
  for (const part of PARTS) import(`./search/${part}.js`).catch(() => {});
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
