// A share button only exists where it can work: the device's own sheet, else the address copied.
export function offerShare(root) {
  const said = root.querySelector("[data-shared]");
  root.querySelectorAll("button[data-share]").forEach((button) => {
    const url = button.dataset.share;
    if (!navigator.share && !navigator.clipboard) return;
    button.hidden = false;
    if (!navigator.share) button.textContent = "Copier l’adresse";
    button.addEventListener("click", async () => {
      try {
        if (navigator.share) return await navigator.share({ title: document.title, url });
        await navigator.clipboard.writeText(url);
        said.textContent = "L’adresse est copiée.";
      } catch (error) {
        if (error.name !== "AbortError") said.textContent = `Recopiez cette adresse : ${url}`;
      }
    });
  });
}
