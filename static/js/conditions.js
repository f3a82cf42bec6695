// A question that is asked for one answer of another is hidden while that answer is not given; what was typed in it
// stays in the form, and is sent with the rest.
function given(form, name) {
  return new FormData(form).getAll(name);
}

function follow(part) {
  const form = part.closest("form");
  if (!form) return;
  const [name, value] = part.dataset.shownWhen.split("=");
  // A question whose own condition does not hold was not answered.
  const asked = () => [...form.querySelectorAll("[data-shown-when]")].every((other) =>
    !other.hidden || other === part || !other.querySelector(`[name="${name}"]`));
  const update = () => { part.hidden = !(asked() && given(form, name).includes(value)); };
  form.addEventListener("change", update);
  update();
}

export function followConditions(root) {
  root.querySelectorAll("[data-shown-when]").forEach(follow);
}
