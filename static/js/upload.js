// A file that is being sent says how far it is; without this module the form is sent as any other.
const NBSP = "\u00a0";

function bar(form) {
  const box = document.createElement("div");
  box.className = "eig-upload fr-mb-3w";
  box.innerHTML = '<p class="fr-mb-1v" role="status"></p><progress max="100" value="0"></progress>';
  box.querySelector("progress").setAttribute("aria-label", "Envoi du fichier");
  form.append(box);
  return box;
}

function replace(form, html, enhance) {
  const page = new DOMParser().parseFromString(html, "text/html");
  const main = page.querySelector("main");
  if (!main) { window.location.reload(); return; }
  document.querySelector("main").replaceWith(main);
  document.title = page.title;
  enhance(main);
}

function send(form, submitter, enhance) {
  const box = bar(form);
  const [said, progress] = box.children;
  const request = new XMLHttpRequest();
  let told = -1;
  const finished = (sentence) => { said.textContent = sentence; submitter.disabled = false; progress.hidden = true; };
  request.upload.addEventListener("progress", (event) => {
    const percent = Math.floor((100 * event.loaded) / event.total);
    progress.value = percent;
    if (percent < 100 && Math.floor(percent / 10) === told) return;
    told = Math.floor(percent / 10);
    said.textContent = percent < 100 ? `Envoi${NBSP}: ${percent}${NBSP}%` : "Fichier reçu, vérification en cours…";
  });
  request.addEventListener("load", () => {
    if (request.getResponseHeader("Content-Type")?.includes("json")) window.location.assign(JSON.parse(request.responseText).url);
    else if (request.status < 500) replace(form, request.responseText, enhance);
    else finished("L’envoi n’a pas abouti. Réessayez dans un instant : rien n’a été changé.");
  });
  request.addEventListener("error", () => finished("Pas de réseau : le fichier n’est pas parti. Réessayez."));
  request.open("POST", window.location.pathname);
  request.setRequestHeader("X-Upload", "1");
  request.send(new FormData(form));
  submitter.disabled = true;
}

export function showUploads(root, enhance) {
  root.querySelectorAll("form[data-upload]").forEach((form) => {
    form.addEventListener("submit", (event) => {
      if (!form.querySelector("input[type=file]").files.length) return;
      event.preventDefault();
      form.querySelector(".eig-upload")?.remove();
      send(form, event.submitter || form.querySelector("button[type=submit]"), enhance);
    });
  });
}
