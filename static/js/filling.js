// Putting texts in a form, back or beside what is wrong with them.
import { addressOf } from "./copies.js";

const EXTRACT = 160; // characters

// A text put back keeps the version that it was written over: what others changed meanwhile is compared, not erased.
export function restore(form, fields) {
  const ticked = new Set(fields.map(([name, value]) => `${name}=${value}`));
  const values = new Map(fields);
  for (const field of form.elements) {
    if (field.type === "checkbox" || field.type === "radio") field.checked = ticked.has(`${field.name}=${field.value}`);
    else if (values.has(field.name) && !field.matches("[name=csrfmiddlewaretoken], button")) field.value = values.get(field.name);
  }
  form.querySelectorAll("textarea").forEach((area) => {
    if (area.value && area.closest("details")) area.closest("details").open = true;
    area.dispatchEvent(new Event("input", { bubbles: true }));
  });
  form.dispatchEvent(new Event("change", { bubbles: true }));
}

// The beginning of the first answer of a copy that the form says otherwise.
export function extract(form, fields) {
  const shown = (name) => form.elements.namedItem(name)?.value;
  const other = fields.find(([name, value]) => value.trim() && name !== "version" && shown(name) !== undefined && shown(name) !== value);
  return other && other[1].length > EXTRACT ? `${other[1].slice(0, EXTRACT)}…` : other?.[1] || "";
}

export function fits(form, fields) {
  const count = ([name]) => /TOTAL_FORMS$/.test(name);
  return fields.filter(count).every(([name, value]) => form.elements.namedItem(name)?.value === value)
    && fields.every(([name]) => form.elements.namedItem(name));
}

// Rows that this page does not have are put back by the server.
export function resend(form, fields) {
  const token = form.querySelector("[name=csrfmiddlewaretoken]").value;
  const other = Object.assign(document.createElement("form"), { method: "post", action: addressOf(form), hidden: true });
  [...fields, ["csrfmiddlewaretoken", token], ["take", "1"]].forEach(([name, value]) => {
    other.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
  });
  document.body.append(other);
  other.submit();
}

export function complain(form, wrong, touched) {
  form.querySelectorAll("[data-keeper-wrong]").forEach((message) => message.remove());
  form.querySelectorAll("[data-keeper-marked]").forEach((field) => {
    field.removeAttribute("aria-invalid");
    delete field.dataset.keeperMarked;
  });
  Object.entries(wrong).filter(([name]) => touched.has(name)).forEach(([name, sentence]) => {
    const found = form.elements.namedItem(name);
    const field = found instanceof RadioNodeList ? found[0] : found;
    const group = field?.closest("fieldset.fr-fieldset, [class*='-group']");
    if (!group || group.querySelector(".fr-message--error")) return;
    const said = Object.assign(document.createElement("p"), { className: "fr-message fr-message--error", textContent: sentence });
    said.dataset.keeperWrong = "";
    field.setAttribute("aria-invalid", "true");
    field.dataset.keeperMarked = "";
    group.append(said);
  });
}
