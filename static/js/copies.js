// The copies of what is typed that this browser keeps: one for each page where one types, so that no window and no later
// visit writes over another's.
export const PREFIX = "eig-keeper:";
export const BEFORE = "eig-before:";
const SENT = "eig-sent";

export const french = new Intl.DateTimeFormat("fr-FR", { dateStyle: "long", timeStyle: "short", timeZone: "Europe/Paris" });
export const person = () => document.querySelector("meta[name=person]")?.content || "";

// Storage may be full, or refused by the reader's settings: pages work without.
export function stored(action, area = "localStorage") {
  try { return action(window[area]); } catch { return null; }
}

export const addressOf = (form) => new URL(form.getAttribute("action") || window.location.href, window.location.href).pathname;
// Forms that share an address, the rows of a board, are told apart by their part.
export const placeOf = (form) => addressOf(form) + (form.dataset.keeperPart ? `#${form.dataset.keeperPart}` : "");
export const ownPrefix = (form) => `${PREFIX}${form.dataset.keeper}:${placeOf(form)}:`;
export const newKey = (form) => `${ownPrefix(form)}${Date.now()}-${Math.random().toString(36).slice(2)}`;
export const entries = (form) => [...new FormData(form)].filter(([name, value]) =>
  typeof value === "string" && name !== "csrfmiddlewaretoken");
export const content = (fields) => JSON.stringify(fields.filter(([name]) => name !== "version"));
export const serial = (form) => content(entries(form));

export function keep(form, key) {
  const copy = { at: Date.now(), title: form.dataset.keeperTitle, page: window.location.pathname, fields: entries(form) };
  stored((storage) => storage.setItem(key, JSON.stringify(copy)));
}

export const drop = (key) => stored((storage) => storage.removeItem(key));
export const copies = (prefix) => stored((storage) =>
  Object.keys(storage).filter((key) => key.startsWith(prefix)).map((key) => [key, JSON.parse(storage.getItem(key))])) || [];

// What a button sends is forgotten when the very next page of this window says that it is saved, and by no other.
export const sending = (key) => stored((storage) => storage.setItem(SENT, key), "sessionStorage");

export function settle(saved) {
  const sent = stored((storage) => storage.getItem(SENT), "sessionStorage");
  stored((storage) => storage.removeItem(SENT), "sessionStorage");
  if (sent && saved) drop(sent);
  return sent;
}

export function forgetWhere(test) {
  const kept = (key) => key.startsWith(PREFIX) || key.startsWith(BEFORE);
  ["localStorage", "sessionStorage"].forEach((area) => stored((storage) =>
    Object.keys(storage).filter((key) => kept(key) && test(key)).forEach((key) => storage.removeItem(key)), area));
}

// Nobody finds another person's text on a shared machine.
export const isOf = (who) => (key) => key.split(":")[1] === who;
