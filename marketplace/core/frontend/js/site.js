// Loaded by every page. What only some pages need is a chunk of its own, loaded when an element asks for it.
import htmx from "htmx.org";
import "bootstrap-italia/dist/plugins/collapse.js";
import "bootstrap-italia/dist/plugins/init.js";
import "bootstrap-italia/dist/plugins/navbar-collapsible.js";
import { alertBox, words } from "./say.js";

// data-module="autosave map" on an element loads these and calls start(element), after a swap too.
// Your page needs a script: write <noun>.js with an exported start(root) and add its line here.
const modules = {
  autocomplete: () => import("./autocomplete.js"),
  autosave: () => import("./autosave.js"),
  chips: () => import("./chips.js"),
  map: () => import("./map.js"),
  modal: () => import("bootstrap-italia/dist/plugins/modal.js"), // on the button that opens it
  photos: () => import("./photos.js"),
  "review-keys": () => import("./review-keys.js"),
  session: () => import("./session.js"),
};

const started = new WeakMap();

async function startModule(element, name) {
  const names = started.get(element) ?? new Set();
  if (names.has(name) || !modules[name]) return;
  started.set(element, names.add(name));
  const module = await modules[name]();
  if (element.isConnected) module.start?.(element);
}

function startModules(root) {
  const found = root.matches?.("[data-module]") ? [root] : [];
  for (const element of [...found, ...root.querySelectorAll("[data-module]")]) {
    for (const name of element.dataset.module.split(" ")) startModule(element, name);
  }
  root.querySelector("[data-focus]")?.focus();
}

// A whole error page must not land inside a fragment: the words go to the messages, the page stays as it is.
htmx.config.noSwap = [204, 304, 401, 403, 404, 429, "5xx"];
document.addEventListener("htmx:after:swap", (event) => startModules(event.detail?.ctx?.target ?? document.body));
document.addEventListener("htmx:error", () => alertBox(words("failed")));
document.addEventListener("htmx:response:error", ({ detail }) => {
  const status = detail.ctx.response.raw.status;
  if (status === 429) alertBox(words("busy"));
  else if (status === 401 || status === 403) alertBox(words("refused"));
  else if (status === 404 || status >= 500) alertBox(words("failed"));
});

document.addEventListener("click", (event) => {
  const link = event.target.closest(".error-summary a[href^='#']");
  const field = link && document.getElementById(link.hash.slice(1));
  if (field) {
    event.preventDefault();
    field.focus();
  }
  for (const menu of document.querySelectorAll("details[data-menu][open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});
document.addEventListener("keydown", (event) => {
  const menu = event.key === "Escape" && event.target.closest("details[data-menu][open]");
  if (menu) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});

// A password can be read while it is typed: <button data-reveal="id" aria-pressed="false">.
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-reveal]");
  if (!button) return;
  const shown = button.getAttribute("aria-pressed") === "true";
  button.setAttribute("aria-pressed", String(!shown));
  document.getElementById(button.dataset.reveal).type = shown ? "password" : "text";
});

// <select data-submit>: sorting and the like send their form when changed; the button is for those without script.
document.addEventListener("change", (event) => {
  if (event.target.matches("[data-submit]")) event.target.form.requestSubmit();
});

startModules(document.documentElement);
