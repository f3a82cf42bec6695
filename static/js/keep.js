// What one types in a form[data-keep] is never lost: a copy on the device at once, a save in the background, tried
// again when the network returns. The server answers the same save twice as it does once.
const PAUSE = 1200;
const RETRY = 5000;
const RETRY_MOST = 30000;
const WORDS = {
  local: "Gardé sur cet appareil.",
  saving: "Enregistrement…",
  offline: "Pas de réseau\u00a0: vos saisies sont gardées sur cet appareil et partiront dès son retour.",
  trouble: "Le site ne répond pas\u00a0: vos saisies sont gardées sur cet appareil, nouvel essai dans un instant.",
  expired: "Votre session a expiré\u00a0: vos saisies sont gardées sur cet appareil. Reconnectez-vous pour les envoyer.",
  forbidden: "Cette page n’est plus à jour\u00a0: vos saisies sont gardées sur cet appareil. Rechargez la page.",
  found: "Vos dernières saisies, pas encore envoyées, ont été retrouvées sur cet appareil.",
  older: "Des saisies plus anciennes, jamais envoyées, sont gardées sur cet appareil. ",
};

function read(form) {
  const values = {};
  for (const field of form.elements) {
    if (!field.name || field.name === "csrfmiddlewaretoken" || field.type === "submit") continue;
    if (field.type === "radio") { if (field.checked) values[field.name] = field.value; }
    else values[field.name] = field.type === "checkbox" ? field.checked : field.value;
  }
  return values;
}

function write(form, values) {
  for (const field of form.elements) {
    if (!(field.name in values) || field.type === "submit") continue;
    if (field.type === "radio") field.checked = field.value === values[field.name];
    else if (field.type === "checkbox") field.checked = values[field.name];
    else field.value = values[field.name];
    field.dispatchEvent(new Event("eig:restored", { bubbles: true }));
  }
}

function unmarked(form) {
  const names = new Set([...form.querySelectorAll("input[type=radio].eig-marks")].map((field) => field.name));
  return [...names].filter((name) => !form.querySelector(`[name="${name}"]:checked`)).length;
}

const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

class Keeper {
  constructor(form) {
    this.form = form;
    this.key = `eig-keep:${form.dataset.keep}`;
    this.status = form.querySelector("[data-keep-status]");
    this.delay = RETRY;
    this.turn = Promise.resolve();
    form.addEventListener("input", () => this.typed());
    form.addEventListener("submit", (event) => this.submitted(event));
    window.addEventListener("online", () => this.pending() && this.save());
    this.recall();
  }

  say(text, tone = "") {
    this.status.textContent = text;
    this.status.dataset.tone = tone;
  }

  pending() {
    try { return JSON.parse(localStorage.getItem(this.key)); } catch { return null; }
  }

  remember() {
    const copy = { values: read(this.form), stamp: this.form.dataset.stamp };
    try { localStorage.setItem(this.key, JSON.stringify(copy)); } catch { return false; }
    return true;
  }

  forget() {
    localStorage.removeItem(this.key);
  }

  recall() {
    const copy = this.pending();
    if (!copy) return;
    if (same(copy.values, read(this.form))) { if (!this.form.dataset.bound) this.forget(); return; }
    if (copy.stamp === this.form.dataset.stamp) {
      write(this.form, copy.values);
      this.say(WORDS.found);
      this.later(PAUSE);
    } else this.offer(copy);
  }

  offer(copy) {
    const button = (label, act) => {
      const one = document.createElement("button");
      one.type = "button";
      one.className = "fr-btn fr-btn--sm fr-btn--tertiary";
      one.textContent = label;
      one.addEventListener("click", act);
      this.status.append(" ", one);
    };
    this.say(WORDS.older);
    button("Les reprendre", () => { write(this.form, copy.values); this.typed(); });
    button("Les effacer", () => { this.forget(); this.say(""); });
  }

  typed() {
    this.say(this.remember() ? WORDS.local : "");
    this.later(PAUSE);
  }

  later(delay) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), delay);
  }

  async send(kind) {
    const body = new FormData(this.form);
    return fetch(this.form.action || location.href, {
      method: "POST", body, headers: { "X-Quiet-Save": kind }, credentials: "same-origin",
    });
  }

  save(kind = "stay") {
    clearTimeout(this.timer);
    this.turn = this.turn.then(() => this.attempt(kind));
    return this.turn;
  }

  async attempt(kind) {
    const left = unmarked(this.form);
    if (left) {
      this.say(`${WORDS.local} Il manque ${left}\u00a0note${left > 1 ? "s" : ""} pour enregistrer la fiche.`);
      return null;
    }
    const sent = read(this.form);
    this.say(WORDS.saving);
    try {
      return await this.answered(await this.send(kind), sent);
    } catch {
      this.retry(navigator.onLine ? WORDS.trouble : WORDS.offline);
      return null;
    }
  }

  async answered(response, sent) {
    if (response.redirected) { this.say(WORDS.expired, "warning"); return null; }
    if (response.status === 403) { this.say(WORDS.forbidden, "warning"); return null; }
    if (response.status >= 500) { this.retry(WORDS.trouble); return null; }
    const answer = await response.json();
    this.say(answer.said, response.ok ? "" : "warning");
    if (!response.ok) return { refused: true };
    this.delay = RETRY;
    this.form.dataset.stamp = answer.stamp;
    if (same(sent, read(this.form))) this.forget();
    else { this.remember(); this.later(PAUSE); }
    return answer;
  }

  retry(words) {
    this.say(words, "warning");
    this.later(this.delay);
    this.delay = Math.min(this.delay * 2, RETRY_MOST);
  }

  async submitted(event) {
    if (event.submitter?.name || unmarked(this.form)) return;
    event.preventDefault();
    this.remember();
    const answer = await this.save("leave");
    if (answer?.refused) this.form.submit();
    else if (answer?.next) this.leave(answer.next);
    else this.status.scrollIntoView({ block: "nearest" });
  }

  leave(address) {
    const here = location.href.split("#")[0];
    const there = new URL(address, location.href);
    if (there.href.split("#")[0] !== here) { location.assign(there); return; }
    location.hash = there.hash;
    location.reload();
  }
}

export function keepForms(root) {
  root.querySelectorAll("form[data-keep]").forEach((form) => new Keeper(form));
}
