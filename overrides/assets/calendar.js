// Compares days with the reader's own clock, and filters the calendar's list. Without script every row stands with its day.
(() => {
  const today = new Date().toLocaleDateString("sv"); // 2026-12-01, by the clock of the reader
  const isPast = (element) => element.dataset.last !== undefined && element.dataset.last < today;

  for (const list of document.querySelectorAll(".agenda")) {
    const coming = [...list.children].filter((row) => row.dataset.last && !isPast(row));
    const most = Number(list.dataset.most) || Infinity;
    for (const row of list.children) if (isPast(row)) row.hidden = true;
    coming.forEach((row, place) => { row.hidden = place >= most; });
  }

  for (const days of document.querySelectorAll(".next-days")) {
    for (const day of days.querySelectorAll("[data-last]")) {
      if (!isPast(day)) continue;
      day.nextElementSibling?.matches("[aria-hidden]") && day.nextElementSibling.remove();
      day.remove();
    }
    days.hidden = !days.querySelector("[data-last]");
  }

  const mark = document.createElement("span");
  const gap = document.createTextNode(" ");
  mark.className = "next-mark";
  const markNext = () => {
    mark.remove();
    gap.remove();
    const first = [...document.querySelectorAll("main .agenda-row[data-last]")]
      .find((row) => !row.hidden && !row.querySelector(".tile-undecided"));
    const next = first?.closest(".agenda")?.dataset.next;
    if (!next) return;
    mark.textContent = next;
    first.querySelector("time")?.before(mark, gap);
    for (let up = first.closest("details"); up; up = up.parentElement.closest("details")) up.open = true;
  };
  markNext();

  for (const due of document.querySelectorAll(".due")) due.hidden = isPast(due);
  for (const day of document.querySelectorAll("[data-day]")) day.classList.toggle("past", day.dataset.day < today);

  // A day of the grid leads to its row, in whatever fold it lies.
  const reveal = () => document.getElementById(location.hash.slice(1))?.closest("details")?.setAttribute("open", "");
  addEventListener("hashchange", reveal);
  reveal();

  document.querySelector(`[data-month="${today.slice(0, 7)}"]`)?.classList.add("now");
  const cell = document.querySelector(`[data-day="${today}"]`);
  cell?.classList.add("now");
  cell?.setAttribute("aria-current", "date");

  const form = document.querySelector(".filters");
  if (!form) return;
  const rows = [...document.querySelectorAll(".agenda-row")];
  const groups = [...document.querySelectorAll("[data-rows]")];
  const count = form.querySelector("[role=status]");
  const chosen = () => [...new FormData(form)].filter(([, id]) => id);

  const filter = () => {
    const wanted = chosen();
    for (const row of rows) {
      const fits = wanted.every(([kind, id]) => (row.dataset[kind] ?? "").split(" ").includes(id));
      row.hidden = isPast(row) || !fits;
    }
    for (const group of groups) group.hidden = !group.querySelector(".agenda-row:not([hidden])");
    for (const year of document.querySelectorAll(".agenda-later:not([data-rows])")) {
      year.hidden = !year.querySelector("[data-rows]:not([hidden])");
    }
    for (const month of groups) if (month.matches("details") && wanted.length) month.open = true;
    markNext();
  };

  const tell = () => {
    const found = rows.filter((row) => !row.hidden).length;
    const { one, many, none } = count.dataset;
    count.textContent = found === 0 ? none : `${found} ${found === 1 ? one : many}`;
    const query = new URLSearchParams(chosen()).toString();
    history.replaceState(null, "", query ? `?${query}` : location.pathname);
  };

  const given = new URLSearchParams(location.search);
  for (const select of form.querySelectorAll("select")) {
    const id = given.get(select.name);
    if ([...select.options].some((option) => option.value === id)) select.value = id;
  }
  form.hidden = false;
  form.querySelector("details").open = chosen().length > 0 || matchMedia("(min-width: 64rem)").matches;
  filter();
  form.addEventListener("change", () => { filter(); tell(); });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(() => { filter(); tell(); }));
})();
