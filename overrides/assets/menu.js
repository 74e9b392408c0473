// Folds the menu behind a button on narrow screens. Without script the menu simply stands open.
document.documentElement.classList.add("with-script");

document.addEventListener("DOMContentLoaded", () => {
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
});
