// Leaving a page where one types: what is on its way arrives first, and signing out says what it would erase.
import { PREFIX, copies, forgetWhere, person } from "./copies.js";

const LONGEST = 3000; // milliseconds: a link is followed at last, and the text stays in this browser
const ERASED = "Un texte que vous avez écrit n’est gardé que dans ce navigateur, et se déconnecter l’efface. Se déconnecter quand même\u00a0?";

const plain = (event) => !(event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
const leaves = (link) => link && !link.target && !link.hasAttribute("download") && !("keeperLeave" in link.dataset)
  && link.origin === window.location.origin && !(link.hash && link.pathname === window.location.pathname);

// A page that is read at once, a summary or a review, shows what was typed the instant before.
export function arriveFirst(keepers) {
  document.addEventListener("click", async (event) => {
    const link = event.target.closest("a[href]");
    const busy = keepers.filter((keeper) => keeper.busy);
    if (!busy.length || !plain(event) || !leaves(link)) return;
    event.preventDefault();
    const late = new Promise((resolve) => { setTimeout(resolve, LONGEST); });
    await Promise.race([Promise.all(busy.map((keeper) => keeper.flush())), late]);
    window.location.assign(link.href);
  });
}

export function forgetAtSignOut(form) {
  form.addEventListener("submit", (event) => {
    if (copies(`${PREFIX}${person()}:`).length && !window.confirm(ERASED)) event.preventDefault();
    else forgetWhere(() => true);
  });
}
