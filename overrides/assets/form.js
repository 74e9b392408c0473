// Two buttons of a form: print the page, and empty the form. Nothing is sent and nothing is stored.
const questions = document.querySelector(".questions");
const buttons = document.querySelector(".form-buttons");

if (questions && buttons) {
  const answers = [...questions.querySelectorAll("input, textarea")];
  const clear = () => {
    for (const answer of answers) {
      if (["radio", "checkbox"].includes(answer.type)) answer.checked = false;
      else answer.value = "";
    }
  };
  const [print, empty] = buttons.querySelectorAll("input");
  print.addEventListener("click", () => window.print());
  empty.addEventListener("click", () => {
    clear();
    answers[0].focus();
  });
  // A browser may keep a page it leaves, and show it again as it was when one goes back.
  window.addEventListener("pagehide", clear);
  buttons.hidden = false;
}
