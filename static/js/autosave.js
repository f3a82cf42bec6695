// A form saves itself while it is typed in, and says so in words; what cannot be sent stays in this browser.
import { forget, forgetAll, forgetHere, forgetOthers, forgetSent, keep, recall, restore, serial } from "./drafts.js";

const PAUSE = 1500;
const RETRY = 5000;
const WORDS = {
  typing: "Modifications en cours…",
  sending: "Enregistrement…",
  offline: "Pas de réseau : votre texte est gardé dans ce navigateur, et part dès que le réseau revient.",
  signedOut: "Vous n’êtes plus connecté : votre texte est gardé dans ce navigateur.",
};
const french = new Intl.DateTimeFormat("fr-FR", { dateStyle: "long", timeStyle: "short" });

class Autosave {
  constructor(form) {
    this.form = form;
    this.status = form.ownerDocument.querySelector("[data-autosave-status]");
    this.known = serial(form);
    this.sending = false;
    this.stopped = false;
    form.addEventListener("input", () => this.typed());
    form.addEventListener("change", () => this.typed());
    form.addEventListener("submit", () => { clearTimeout(this.timer); this.stopped = true; keep(form, true); });
    window.addEventListener("online", () => this.send());
    document.addEventListener("visibilitychange", () => document.hidden && this.send());
  }

  typed() {
    if (serial(this.form) === this.known) return;
    keep(this.form);
    if (this.stopped) return;
    if (!this.sending) this.say(WORDS.typing);
    this.later(PAUSE);
  }

  later(delay) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.send(), delay);
  }

  async send() {
    const now = serial(this.form);
    if (this.stopped || this.sending || now === this.known) return;
    this.sending = true;
    this.say(WORDS.sending);
    try {
      const answer = await fetch(window.location.pathname, {
        method: "POST", body: new FormData(this.form), headers: { "X-Autosave": "1" }, keepalive: document.hidden,
      });
      if (!this.stopped) await this.read(answer, now);
    } catch {
      this.say(WORDS.offline);
      this.later(RETRY);
    } finally {
      this.sending = false;
    }
    if (!this.stopped && this.known === now && serial(this.form) !== now) this.typed();
  }

  async read(answer, sent) {
    if (!(answer.headers.get("Content-Type") || "").includes("json")) {
      if (answer.status >= 500) throw new Error("server");
      return this.signedOut();
    }
    const said = await answer.json();
    if (answer.ok) return this.saved(said, sent);
    if (answer.status === 409) this.stopped = true;
    this.say(said.sentence, answer.status === 409);
    if (said.compare) this.add("button", "Comparer les deux textes", () => this.form.requestSubmit());
  }

  saved(said, sent) {
    this.known = sent;
    this.form.elements.namedItem("version").value = said.version;
    const panel = document.querySelector("[data-state]");
    const open = panel.querySelector("details")?.open;
    panel.innerHTML = said.state;
    if (open && panel.querySelector("details")) panel.querySelector("details").open = true;
    if (serial(this.form) === sent) forget(this.form);
    this.say(said.saved);
  }

  signedOut() {
    this.stopped = true;
    this.say(WORDS.signedOut, true);
    const link = this.add("a", "Me reconnecter et retrouver mon texte");
    link.href = `${this.form.dataset.login}?next=${encodeURIComponent(window.location.pathname)}`;
  }

  say(sentence, strong = false) {
    this.status.textContent = sentence;
    this.status.classList.toggle("eig-autosave--strong", strong);
  }

  add(tag, label, action) {
    const element = document.createElement(tag);
    element.textContent = label;
    element.className = tag === "a" ? "fr-link fr-ml-1w" : "fr-btn fr-btn--secondary fr-btn--sm fr-ml-1w";
    if (action) { element.type = "button"; element.addEventListener("click", action); }
    this.status.append(" ", element);
    return element;
  }

  // What an earlier visit could not send is offered, never put back by itself.
  offer() {
    const copy = recall(this.form);
    const panel = document.querySelector("[data-draft-offer]");
    if (!copy || !panel) return;
    if (JSON.stringify(copy.fields) === this.known) { forget(this.form); return; }
    panel.querySelector("[data-draft-at]").textContent = french.format(copy.at);
    panel.querySelector("[data-draft-take]").addEventListener("click", () => {
      panel.hidden = true;
      restore(this.form, copy.fields);
      this.form.querySelector("input:not([type=hidden]), textarea, select").focus();
    });
    panel.querySelector("[data-draft-drop]").addEventListener("click", () => {
      panel.hidden = true;
      forget(this.form);
      this.form.querySelector("input:not([type=hidden]), textarea, select").focus();
    });
    panel.hidden = false;
  }
}

export function saveWhileTyping(root) {
  if (root.querySelector(".fr-alert--success")) forgetSent();
  root.querySelectorAll("form[action*='deconnexion']").forEach((form) => form.addEventListener("submit", forgetAll));
  root.querySelectorAll("form[data-autosave]").forEach((form) => {
    forgetOthers(form.dataset.autosave);
    const saver = new Autosave(form);
    if ("typed" in form.dataset) keep(form); else saver.offer();
  });
  root.querySelectorAll("[data-forget]").forEach((link) => {
    link.addEventListener("click", () => forgetHere(link.dataset.forget));
  });
}
