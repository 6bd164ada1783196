// A textarea of one entry a line becomes a box with suggestions, and a list of entries that can be removed.
// data-source: see autocomplete.js. data-remove: the words of a removing button, with {what}. data-hint: help that takes
// the place of the textarea's own. What is typed and not picked becomes an entry as it stands: the server reads it, or
// says what it may mean.
import { start as suggest } from "./autocomplete.js";
import { icon } from "./say.js";

const MIRRORED = ["class", "aria-describedby", "aria-invalid"]; // where an error is shown at the field

export function start(area) {
  if (!(area instanceof HTMLTextAreaElement)) return;
  const input = Object.assign(document.createElement("input"), { type: "text", id: area.id, autocomplete: "off" });
  const list = Object.assign(document.createElement("ul"), { className: "chips" });
  input.dataset.source = area.dataset.source;
  area.id = `${input.id}-lines`;
  area.hidden = true;
  area.required = false; // nobody could fill in what is hidden; the server asks for it
  area.before(input, list);
  const mirror = () => {
    for (const name of MIRRORED) {
      if (area.hasAttribute(name)) input.setAttribute(name, area.getAttribute(name));
      else input.removeAttribute(name);
    }
  };
  const help = area.dataset.hint && document.getElementById(`${input.id}_helptext`);
  if (help) help.textContent = area.dataset.hint;
  mirror();
  new MutationObserver(mirror).observe(area, { attributeFilter: MIRRORED });
  suggest(input);
  list.setAttribute("aria-label", document.querySelector(`label[for="${input.id}"]`)?.textContent.trim() ?? "");

  const lines = () => area.value.split("\n").map((line) => line.trim()).filter(Boolean);

  const change = (entries) => {
    area.value = entries.join("\n");
    area.dispatchEvent(new Event("change", { bubbles: true }));
  };

  const add = (text) => {
    const entry = text.trim();
    input.value = "";
    if (entry && !lines().includes(entry)) change([...lines(), entry]);
  };

  const remove = (at) => {
    change(lines().filter((_, other) => other !== at));
    (list.querySelectorAll("button")[Math.min(at, lines().length - 1)] ?? input).focus();
  };

  const chip = (entry, at) => {
    const item = document.createElement("li");
    const button = Object.assign(document.createElement("button"), { type: "button", className: "chip chip-lg" });
    button.setAttribute("aria-label", area.dataset.remove.replace("{what}", entry));
    button.append(Object.assign(document.createElement("span"), { className: "chip-label", textContent: entry }));
    button.append(" ", icon("it-close", "icon-xs"));
    button.addEventListener("click", () => remove(at));
    item.append(button);
    return item;
  };

  const paint = () => {
    list.replaceChildren(...lines().map(chip));
    list.hidden = !list.children.length;
  };

  // Drafts that come back and answers of another window are written into the textarea, without an event.
  const { get, set } = Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value");
  Object.defineProperty(area, "value", {
    get() {
      return get.call(area);
    },
    set(value) {
      set.call(area, value);
      paint();
    },
  });
  paint();

  input.addEventListener("autocomplete:pick", (event) => add(event.detail.label));
  input.addEventListener("blur", () => add(input.value));
  input.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.defaultPrevented || !input.value.trim()) return;
    event.preventDefault();
    add(input.value);
  });
}
