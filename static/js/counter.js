// « 120 caractères restants » under long texts, said aloud only when the writer pauses.
const NBSP = "\u00a0";
const french = new Intl.NumberFormat("fr-FR");

function sentence(left) {
  const count = Math.abs(left);
  const word = count < 2 ? "caractère" : "caractères";
  const rest = left < 0 ? "en trop" : count < 2 ? "restant" : "restants";
  return `${french.format(count)}${NBSP}${word} ${rest}`;
}

function watch(area) {
  const shown = document.getElementById(`${area.id}_counter`);
  if (!shown || area.dataset.counted) return;
  area.dataset.counted = "true";
  const spoken = document.createElement("span");
  spoken.className = "fr-sr-only";
  spoken.setAttribute("aria-live", "polite");
  shown.after(spoken);
  let pause;
  const update = () => {
    const left = Number(area.dataset.counter) - [...area.value].length;
    shown.textContent = sentence(left);
    shown.classList.toggle("eig-counter--over", left < 0);
    clearTimeout(pause);
    pause = setTimeout(() => { if (document.activeElement === area) spoken.textContent = sentence(left); }, 1000);
  };
  area.addEventListener("input", update);
  update();
}

export function watchCounters(root) {
  root.querySelectorAll("textarea[data-counter]").forEach(watch);
}
