// Two people on one file see each other: the page says « I am here » twice a minute and shows who else is.
const place = document.querySelector("[data-presence]");
const EVERY = 30_000;

async function beat() {
  if (document.hidden) return;
  const token = document.querySelector("input[name=csrfmiddlewaretoken]");
  const headers = { "X-CSRFToken": token ? token.value : "" };
  try {
    const answer = await fetch(place.dataset.presence, { method: "POST", headers, redirect: "error" });
    if (!answer.ok) return;
    const words = new DOMParser().parseFromString(await answer.text(), "text/html").body;
    // Read aloud only when somebody comes or goes.
    if (words.textContent.trim() !== place.textContent.trim()) place.replaceChildren(...words.childNodes);
  } catch {
    // No network: the next beat will tell.
  }
}

if (place) {
  setInterval(beat, EVERY);
  document.addEventListener("visibilitychange", beat);
}
