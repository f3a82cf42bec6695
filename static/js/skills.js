// Suggestions for the skill being typed, after the commas: a browser alone proposes them for the first one only.
const LIST = "competences";

function suggest(field, list, names) {
  const typed = field.value.split(",").slice(0, -1).map((name) => name.trim()).filter(Boolean);
  const used = new Set(typed.map((name) => name.toLocaleLowerCase("fr")));
  const before = typed.length ? `${typed.join(", ")}, ` : "";
  const left = names.filter((name) => !used.has(name.toLocaleLowerCase("fr")));
  list.replaceChildren(...left.map((name) => Object.assign(document.createElement("option"), { value: before + name })));
}

export function suggestSkills(root) {
  const list = root.querySelector(`#${LIST}`);
  if (!list) return;
  const names = [...list.options].map((option) => option.value);
  root.querySelectorAll("[data-skills]").forEach((field) => {
    field.addEventListener("focus", () => suggest(field, list, names));
    field.addEventListener("input", () => suggest(field, list, names));
  });
}
