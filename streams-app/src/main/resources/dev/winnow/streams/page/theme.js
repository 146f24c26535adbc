// Before the first paint, so that nothing flashes: the colours that were chosen, if any were.
(() => {
  let chosen = null;
  try {
    chosen = localStorage.getItem("winnow-theme");
  } catch {
    // Storage may be closed to this page; then the system's colours it is.
  }
  if (chosen === "light" || chosen === "dark") {
    document.documentElement.dataset.theme = chosen;
  }
})();
