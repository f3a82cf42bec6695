// Ranking by buttons without leaving the page: the blocks change places, their ranks follow, the words say so.
const NBSP = "\u00a0";

function renumber(form) {
  form.querySelectorAll("[data-grid-block]").forEach((block, index) => {
    block.querySelector("[data-rank]").value = String(index + 1);
  });
}

function move(form, button) {
  const block = button.closest("[data-grid-block]");
  const up = button.dataset.move === "up";
  const other = up ? block.previousElementSibling : block.nextElementSibling;
  const said = form.querySelector("[data-grid-said]");
  const name = block.querySelector("legend").textContent.trim();
  if (!other?.matches("[data-grid-block]")) {
    said.textContent = `${name} est déjà ${up ? "en tête" : "en dernier"}.`;
  } else {
    if (up) other.before(block); else other.after(block);
    const rank = [...form.querySelectorAll("[data-grid-block]")].indexOf(block) + 1;
    said.textContent = `${name}${NBSP}: rang ${rank}.`;
  }
  renumber(form);
  button.focus();
  form.dispatchEvent(new Event("input", { bubbles: true }));
}

export function rankByButtons(root) {
  root.querySelectorAll("form[data-grid]").forEach((form) => {
    form.addEventListener("click", (event) => {
      const button = event.target.closest("[data-move]");
      if (!button) return;
      event.preventDefault();
      move(form, button);
    });
  });
}
