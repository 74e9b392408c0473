// Two buttons of a form: print the page, and empty the form. Nothing is sent and nothing is stored.
const questions = document.querySelector(".questions");
const buttons = document.querySelector(".form-buttons");

if (questions && buttons) {
  const [print, empty] = buttons.querySelectorAll("input");
  print.addEventListener("click", () => window.print());
  empty.addEventListener("click", () => {
    const answers = questions.querySelectorAll("input, textarea");
    for (const answer of answers) {
      if (["radio", "checkbox"].includes(answer.type)) answer.checked = false;
      else answer.value = "";
    }
    answers[0].focus();
  });
  buttons.hidden = false;
}
