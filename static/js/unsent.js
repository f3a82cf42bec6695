import { PREFIX, copies, french, person } from "./copies.js";

// « Déposer » tells what this browser alone keeps, before anything is sent.
export function warn(panel) {
  const under = panel.dataset.keeperUnsent;
  const left = copies(`${PREFIX}${person()}:`).filter(([, copy]) => copy.page.startsWith(under));
  if (!left.length) return;
  const list = document.createElement("ul");
  left.forEach(([, copy]) => {
    const link = Object.assign(document.createElement("a"), { href: copy.page, textContent: copy.title || copy.page });
    const line = document.createElement("li");
    line.append(link, `, écrit le ${french.format(copy.at)}`);
    list.append(line);
  });
  panel.querySelector("[data-keeper-list]").append(list);
  panel.hidden = false;
  let sure = false;
  panel.querySelector("[data-keeper-anyway]").addEventListener("click", () => {
    sure = true;
    document.querySelector("form[data-keeper-final]")?.requestSubmit();
  });
  panel.querySelector("[data-keeper-anyway]").hidden = !document.querySelector("form[data-keeper-final]");
  document.querySelectorAll("form[data-keeper-final]").forEach((form) => form.addEventListener("submit", (event) => {
    if (sure) return;
    event.preventDefault();
    panel.focus();
    panel.scrollIntoView({ block: "start" });
  }));
}
