// J and K go from one marked passage or changed field to the next. Off until the reviewer switches them on (WCAG 2.1.4).
const KEY = "review-single-keys";

export function start(root) {
  const box = root.querySelector("[data-single-keys]");
  if (!box) return;
  box.checked = localStorage.getItem(KEY) === "1";
  box.addEventListener("change", () => localStorage.setItem(KEY, box.checked ? "1" : "0"));
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input:not([type=checkbox]), textarea, select");
    const step = { j: 1, k: -1 }[event.key.toLowerCase()];
    if (!step || !box.checked || typing || event.altKey || event.ctrlKey || event.metaKey) return;
    const stops = [...root.querySelectorAll("[data-stop]")];
    const here = stops.indexOf(document.activeElement);
    const next = here < 0 ? (step > 0 ? 0 : stops.length - 1) : here + step;
    stops[Math.min(Math.max(next, 0), stops.length - 1)]?.focus();
  });
}
