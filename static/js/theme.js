// Before the first paint: the colours the reader chose, or those of the system.
(() => {
  const root = document.documentElement;
  const scheme = localStorage.getItem("scheme") || "system";
  const dark = scheme === "dark" || (scheme === "system" && matchMedia("(prefers-color-scheme: dark)").matches);
  root.dataset.frScheme = scheme;
  root.dataset.frTheme = dark ? "dark" : "light";
})();
