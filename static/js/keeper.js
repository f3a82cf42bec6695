// What one types in a form[data-keeper] is never lost: saved while one types and said in words, kept in this browser
// while it cannot be sent, offered again afterwards, and forgotten when one signs out or when someone else signs in.
import {
  BEFORE, addressOf, content, copies, drop, entries, forgetWhere, french, isOf, keep, newKey, ownPrefix, person, placeOf,
  sending, serial, settle, stored,
} from "./copies.js";
import { complain, extract, fits, resend, restore } from "./filling.js";
import { arriveFirst, forgetAtSignOut } from "./leaving.js";
import { warn } from "./unsent.js";

const PAUSE = 1500;
const RETRY = 5000;
const RETRY_MOST = 60000;
const LONGEST = 30000;
const WORDS = {
  waiting: "Enregistrement en cours…",
  typing: "Modifications en cours…",
  offline: "Pas de réseau\u00a0: votre texte est gardé dans ce navigateur, et part dès que le réseau revient.",
  cut: "Pas de réseau\u00a0: rien n’est parti, et votre texte est gardé dans ce navigateur. Recommencez quand le réseau revient.",
  trouble: "Le site ne répond pas\u00a0: votre texte est gardé dans ce navigateur, nouvel essai dans un instant.",
  signedOut: "Vous n’êtes plus connecté\u00a0: votre texte est gardé dans ce navigateur.",
  refused: "Le site a refusé cet enregistrement\u00a0: votre texte est gardé dans ce navigateur.",
  local: "Gardé dans ce navigateur, pas encore enregistré.",
  paused: "Gardé dans ce navigateur\u00a0: enregistrez pour le garder sur le site.",
  stays: "Ce que vous aviez écrit n’a pas pu être défait\u00a0: vous êtes toujours sur cette page.",
};

class Keeper {
  constructor(form, sent) {
    this.form = form;
    this.key = newKey(form);
    const near = (name) => form.querySelector(name) || document.querySelector(name);
    this.said = near("[data-keeper-said]");
    this.left = near("[data-keeper-left]");
    this.local = "keeperLocal" in form.dataset; // An act: it is signed and dated, so a button alone sends it.
    this.paused = this.local || "keeperPaused" in form.dataset;
    this.typedBefore = "keeperTyped" in form.dataset;
    if (!this.typedBefore) form.reset(); // A browser that comes back puts in what was left unsaved.
    if (this.typedBefore && sent?.startsWith(ownPrefix(form))) this.key = sent;
    this.known = this.typedBefore ? "" : serial(form);
    this.touched = new Set();
    this.delay = RETRY;
    this.last = [this.said?.textContent, false]; // What was said of the known text, and whether some of it is not saved.
    form.addEventListener("input", () => this.typed());
    form.addEventListener("change", (event) => { this.touched.add(event.target.name); this.typed(); });
    form.addEventListener("submit", (event) => this.submit(event));
    window.addEventListener("online", () => this.send());
    document.addEventListener("visibilitychange", () => document.hidden && this.send());
    if (!this.typedBefore || "keeperKept" in form.dataset) stored((storage) => storage.setItem(this.beforeKey, JSON.stringify(entries(form))), "sessionStorage");
  }

  get beforeKey() { return `${BEFORE}${this.form.dataset.keeper}:${placeOf(this.form)}`; }

  // Whether something that was typed is still to arrive.
  get busy() { return !this.paused && Boolean(this.flight || serial(this.form) !== this.known); }

  async flush() {
    clearTimeout(this.timer);
    await this.flight;
    await this.send();
  }

  begin() {
    if ("keeperRefused" in this.form.dataset) return;
    if (!this.typedBefore) return this.offer();
    keep(this.form, this.key);
    if (this.paused) this.say(this.local ? WORDS.local : WORDS.paused); else this.later(PAUSE);
  }

  // What is on its way arrives first: a form that left before would be compared with itself.
  async submit(event) {
    clearTimeout(this.timer);
    if (!navigator.onLine) {
      event.preventDefault();
      keep(this.form, this.key);
      return this.say(WORDS.cut, true);
    }
    if (!this.flight) {
      this.paused = true;
      keep(this.form, this.key);
      return event.submitter && "keeperAside" in event.submitter.dataset ? undefined : sending(this.key);
    }
    event.preventDefault();
    if (this.waiting) return;
    this.waiting = true;
    this.say(WORDS.waiting);
    await this.flight;
    this.waiting = false;
    this.form.requestSubmit(event.submitter);
  }

  typed() {
    if (!this.flight && serial(this.form) === this.known) return this.undone();
    keep(this.form, this.key);
    if (this.local) this.say(WORDS.local);
    if (this.paused) return;
    if (!this.flight) this.say(WORDS.typing);
    this.later(PAUSE);
  }

  undone() {
    const [sentence, waits] = this.last;
    clearTimeout(this.timer);
    if (waits) keep(this.form, this.key); else drop(this.key);
    if (this.local || !this.paused) this.say(sentence, waits);
  }

  later(delay) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.send(), delay);
  }

  post(body, keepalive = false) {
    const signal = AbortSignal.timeout(LONGEST);
    return fetch(addressOf(this.form), { method: "POST", body, headers: { "X-Autosave": "1" }, keepalive, signal });
  }

  async send() {
    const now = serial(this.form);
    if (this.paused || this.flight || now === this.known) return;
    this.flight = this.deliver(now);
    await this.flight;
    this.flight = null;
    if (!this.paused && this.known === now && serial(this.form) !== now) this.typed();
  }

  async deliver(now) {
    try {
      await this.read(await this.post(new FormData(this.form), document.hidden), now);
      this.delay = RETRY;
    } catch {
      this.say(navigator.onLine ? WORDS.trouble : WORDS.offline, true);
      this.later(this.delay);
      this.delay = Math.min(this.delay * 2, RETRY_MOST);
    }
  }

  async read(answer, sent) {
    if (answer.status >= 500) throw new Error("server");
    if (!(answer.headers.get("Content-Type") || "").includes("json")) return this.stopped(answer.redirected || (await fetch(window.location.pathname)).redirected);
    const told = await answer.json();
    if (answer.ok || answer.status === 422) return this.saved(told, sent);
    this.paused = true;
    this.say(told.said, true);
    if (told.compare) this.add("button", "Comparer les deux textes", () => this.form.requestSubmit());
  }

  saved(told, sent) {
    this.known = sent;
    this.form.elements.namedItem("version").value = told.version;
    if (this.left && this.left.textContent !== told.left) this.left.textContent = told.left;
    const panel = document.querySelector("[data-keeper-panel]");
    const open = panel?.querySelector("details")?.open;
    if (panel && told.panel) panel.innerHTML = told.panel;
    if (open && panel.querySelector("details")) panel.querySelector("details").open = true;
    const wrong = Object.keys(told.wrong).length > 0;
    this.last = [told.said, wrong || Boolean(told.waits)];
    complain(this.form, told.wrong, this.touched);
    if (serial(this.form) === sent && !this.last[1]) drop(this.key); else keep(this.form, this.key);
    this.say(told.said, wrong);
  }

  // A page came instead of an answer: one is led elsewhere to sign in, unless this is a refusal.
  stopped(elsewhere) {
    const here = window.location.pathname;
    this.paused = true;
    this.say(elsewhere ? WORDS.signedOut : WORDS.refused, true);
    const link = this.add("a", elsewhere ? "Me reconnecter et retrouver mon texte" : "Recharger la page et retrouver mon texte");
    link.href = elsewhere ? `${this.form.dataset.keeperLogin}?next=${encodeURIComponent(here)}` : here;
  }

  say(sentence, strong = false) {
    if (!this.said) return;
    if (this.said.textContent !== sentence) this.said.textContent = sentence;
    this.said.classList.toggle("eig-keeper__said--strong", strong);
  }

  add(tag, label, action) {
    const element = Object.assign(document.createElement(tag), { textContent: label });
    element.className = tag === "a" ? "fr-link fr-link--sm fr-ml-1w" : "fr-btn fr-btn--secondary fr-btn--sm fr-ml-1w";
    if (action) { element.type = "button"; element.addEventListener("click", action); }
    this.said.append(" ", element);
    return element;
  }

  // What another page could not send is offered, never put back by itself, and stays until one answers.
  offer() {
    const panel = this.form.querySelector("[data-keeper-offer]") || document.querySelector("[data-keeper-offer]");
    if (!panel) return;
    const left = copies(ownPrefix(this.form)).filter(([key]) => key !== this.key).sort(([, copy], [, other]) => other.at - copy.at);
    left.filter(([, copy]) => content(copy.fields) === this.known).forEach(([key]) => drop(key));
    const [key, copy] = left.find(([, kept]) => content(kept.fields) !== this.known) || [];
    panel.hidden = !copy;
    if (!copy) return;
    const answer = (name, act) => Object.assign(panel.querySelector(name), { onclick: () => {
      panel.hidden = true;
      act();
      if (panel.hidden) this.form.querySelector("input:not([type=hidden]), textarea, select")?.focus();
    } });
    panel.querySelector("[data-keeper-at]").textContent = french.format(copy.at);
    const beginning = panel.querySelector("[data-keeper-extract]");
    if (beginning) beginning.textContent = extract(this.form, copy.fields);
    answer("[data-keeper-take]", () => this.take(key, copy.fields));
    answer("[data-keeper-drop]", () => { drop(key); this.offer(); });
  }

  take(key, fields) {
    this.key = key;
    if (fits(this.form, fields)) return restore(this.form, fields);
    sending(key);
    resend(this.form, fields);
  }

  // Without saving means as it was when one came: what was saved meanwhile is put back, unless someone else changed it.
  async leave(address) {
    await this.flight;
    clearTimeout(this.timer);
    const idle = this.paused;
    this.paused = true;
    const before = stored((storage) => JSON.parse(storage.getItem(this.beforeKey)), "sessionStorage");
    const version = this.form.elements.namedItem("version")?.value;
    const wasSaved = !this.local && before && version !== new Map(before).get("version");
    if (wasSaved && !(await this.putBack(before, version))) { this.paused = idle; return this.say(WORDS.stays, true); }
    drop(this.key);
    window.location.assign(address);
  }

  async putBack(before, version) {
    const body = new FormData();
    const token = this.form.querySelector("[name=csrfmiddlewaretoken]").value;
    before.forEach(([name, value]) => body.append(name, name === "version" ? version : value));
    body.append("undo", "1");
    body.append("csrfmiddlewaretoken", token);
    try {
      const answer = await this.post(body);
      return answer.ok || answer.status === 422;
    } catch {
      return false;
    }
  }
}

// A page that the browser kept as it was left shows what was saved before, and saves nothing more.
window.addEventListener("pageshow", (event) => {
  if (event.persisted && document.querySelector("form[data-keeper]")) window.location.replace(window.location.pathname + window.location.search);
});

export function keepWhatIsTyped(root) {
  const who = person();
  if (who) forgetWhere((key) => !isOf(who)(key));
  const sent = settle(root.querySelector(".fr-alert--success, .messagelist .success"));
  document.querySelectorAll("form[action*='deconnexion'], form[action*='logout']").forEach(forgetAtSignOut);
  const keepers = keepForms(root, sent);
  keepers.forEach((keeper) => root.querySelectorAll("[data-keeper-leave]").forEach((link) => link.addEventListener("click", (event) => {
    event.preventDefault();
    keeper.leave(link.href);
  })));
  arriveFirst(keepers);
  root.querySelectorAll("[data-keeper-unsent]").forEach(warn);
}

export function keepForms(root, sent) {
  return [...root.querySelectorAll("form[data-keeper]")].map((form) => {
    const keeper = new Keeper(form, sent);
    keeper.begin();
    return keeper;
  });
}
