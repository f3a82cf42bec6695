// After a refused form the summary is read first.
export function focusErrors(root) {
  root.querySelector("[data-error-summary]")?.focus();
}
