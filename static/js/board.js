// The board of the choice: a box supposed ticked redraws the portrait, a decision saves its own row, without a reload.
// Everything here also works by itself: boxes with a button, decisions with a page that comes back to their row.
import { copies, drop, ownPrefix, settle } from "./copies.js";
import { keepForms } from "./keeper.js";
import { offerPrint } from "./print.js";

const PARTS = ["etat", "portrait-robot"];
const said = document.getElementById("dit");
let asked = 0;

async function read(address, options) {
  const answer = await fetch(address, { credentials: "same-origin", ...options });
  // 409: the decision was refused, and the page gives back what was typed.
  if (!(answer.ok || answer.status === 409) || answer.url.includes("/connexion/")) throw new Error(String(answer.status));
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}

function put(id, fresh) {
  const old = document.getElementById(id);
  const found = fresh.getElementById(id);
  if (!old || !found) return null;
  const open = [...old.querySelectorAll("details")].map((details) => details.open);
  const placed = document.importNode(found, true);
  if (id === "portrait-robot") placed.querySelectorAll("details").forEach((details, rank) => { details.open = open[rank]; });
  old.replaceWith(placed);
  return placed;
}

function supposed() {
  const form = document.getElementById("hypothese");
  return new URLSearchParams(new FormData(form));
}

async function redraw() {
  const form = document.getElementById("hypothese");
  const query = supposed().toString();
  const turn = ++asked;
  try {
    const fresh = await read(`${form.dataset.portrait}?${query}`);
    if (turn !== asked) return;
    const placed = put("portrait-robot", fresh);
    history.replaceState(null, "", query ? `?${query}` : location.pathname);
    const sentence = placed?.querySelector("[data-supposition]");
    said.textContent = sentence ? sentence.textContent : "Portrait-robot des décisions préparées.";
    scriptOnly(document);
  } catch {
    form.requestSubmit();
  }
}

async function decide(form, button) {
  const row = form.closest("tr");
  const body = new FormData(form, button);
  const address = `${location.pathname}?${supposed()}`;
  form.setAttribute("aria-busy", "true");
  try {
    const fresh = await read(address, { method: "POST", body });
    PARTS.forEach((id) => put(id, fresh));
    const message = fresh.querySelector(".messagelist")?.textContent.trim() ?? "";
    said.textContent = message;
    const placed = put(row.id, fresh);
    if (!placed) row.remove();
    const error = fresh.querySelector(".messagelist .error");
    const sent = settle(!error);
    if (!error) copies(ownPrefix(form)).forEach(([key]) => drop(key));
    if (placed) keepForms(placed, sent);
    if (error && placed) warn(placed.lastElementChild, error.textContent);
    const twin = placed?.querySelector(`button[value="${CSS.escape(button.value)}"]`) ?? placed?.querySelector("button");
    (twin ?? document.querySelector("#hypothese button, #etat a"))?.focus();
    scriptOnly(document);
  } catch {
    form.dataset.plain = "true";
    form.requestSubmit(button);
  }
}

function warn(cell, sentence) {
  const note = document.createElement("p");
  note.className = "errornote";
  note.textContent = sentence;
  cell.prepend(note);
}

function scriptOnly(root) {
  root.querySelectorAll("[data-without-script]").forEach((element) => { element.hidden = true; });
}

document.addEventListener("change", (event) => {
  if (event.target.matches("input[name=si][form=hypothese]")) redraw();
});
document.addEventListener("submit", (event) => {
  if (event.defaultPrevented || !event.target.matches(".eig-decide") || event.target.dataset.plain || !event.submitter) return;
  event.preventDefault();
  decide(event.target, event.submitter);
});
scriptOnly(document);
offerPrint(document);
