// The copy that this browser keeps of what is being typed, until the server has it: one per person and page.
const PREFIX = "brouillon:";
const IGNORED = ["csrfmiddlewaretoken", "version"];

export const keyOf = (form) => `${PREFIX}${form.dataset.autosave}:${window.location.pathname}`;

export function entries(form) {
  return [...new FormData(form)].filter(([name, value]) => typeof value === "string" && !IGNORED.includes(name));
}

export const serial = (form) => JSON.stringify(entries(form));

function stored(action) {
  try {
    return action(window.localStorage);
  } catch {
    return null; // Full, or refused by the reader's settings: the page works without.
  }
}

export const keep = (form, sent = false) =>
  stored((storage) => storage.setItem(keyOf(form), JSON.stringify({ at: Date.now(), sent, fields: entries(form) })));

export const forget = (form) => stored((storage) => storage.removeItem(keyOf(form)));

export const forgetHere = (user) =>
  stored((storage) => storage.removeItem(`${PREFIX}${user}:${window.location.pathname}`));

export const recall = (form) => stored((storage) => JSON.parse(storage.getItem(keyOf(form))));

function each(storage, action) {
  Object.keys(storage).filter((key) => key.startsWith(PREFIX)).forEach(action);
}

// Nobody finds another person's text on a shared machine.
export function forgetOthers(user) {
  stored((storage) => each(storage, (key) => key.startsWith(`${PREFIX}${user}:`) || storage.removeItem(key)));
}

// What was sent by a button is safe as soon as a page says so.
export function forgetSent() {
  stored((storage) => each(storage, (key) => JSON.parse(storage.getItem(key)).sent && storage.removeItem(key)));
}

export function forgetAll() {
  stored((storage) => each(storage, (key) => storage.removeItem(key)));
}

export function restore(form, fields) {
  const boxes = form.querySelectorAll("input[type=checkbox], input[type=radio]");
  const ticked = new Set(fields.map(([name, value]) => `${name}=${value}`));
  boxes.forEach((box) => { box.checked = ticked.has(`${box.name}=${box.value}`); });
  fields.forEach(([name, value]) => {
    const field = form.elements.namedItem(name);
    if (!field || field instanceof RadioNodeList || field.type === "checkbox" || field.type === "hidden") return;
    field.value = value;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });
  form.dispatchEvent(new Event("change", { bubbles: true }));
}
