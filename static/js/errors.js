// After a refused form the summary is read first.
export function focusErrors(root) {
  const summary = root.querySelector("[data-error-summary], p.errornote");
  if (!summary) return;
  summary.tabIndex = -1;
  summary.focus();
}
