// The map's small half: decides when the heavy half (MapLibre, 440 KB) is worth loading. See core/_map.html for data-*.
//   button[data-map-open="#column"], button[data-map-close] show and hide the map's column on a phone.

const WIDE = "(min-width: 992px)";

export function start(element) {
  const button = element.querySelector("[data-map-load]");
  let asked = false;
  const load = async () => {
    if (asked) return;
    asked = true;
    button.disabled = true;
    try {
      const { draw } = await import("./map-view.js");
      await draw(element);
      element.querySelector(".map-start").remove();
    } catch (error) {
      console.warn(error); // no WebGL2, or the line is gone
      button.replaceWith(element.dataset.wordFailed);
    }
  };
  button.addEventListener("click", load);
  const column = element.closest(".map-column");
  const toggle = (open) => {
    column.classList.toggle("is-open", open);
    if (open) load();
    (open ? column.querySelector("[data-map-close]") : document.querySelector("[data-map-open]"))?.focus();
  };
  if (column) {
    document.addEventListener("click", (event) => {
      if (event.target.closest("[data-map-open]")) toggle(true);
      else if (event.target.closest("[data-map-close]")) toggle(false);
    });
  }
  if (element.dataset.mode !== "pin" && !matchMedia(WIDE).matches) return;
  const near = { rootMargin: element.dataset.mode === "pin" ? "400px" : "0px" }; // a pin is set at once: have it ready
  const seen = new IntersectionObserver((entries) => {
    if (!entries.some((entry) => entry.isIntersecting)) return;
    seen.disconnect();
    (window.requestIdleCallback ?? setTimeout)(load);
  }, near);
  seen.observe(element);
}
