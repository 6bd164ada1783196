// Suggestions for a text field: the ARIA combobox pattern on the input that Django wrote.
// data-source answers ?q= with [{value, label, detail?, …}]; data-fill="value:street lat:latitude" copies keys of the
// chosen one into fields of the same form. Fires "autocomplete:pick" with the suggestion as its detail. A suggestion
// with a "url" leads there instead, with what the form asks besides, and one with a "group" stands below its name.
import { say, words } from "./say.js";

const DELAY = 150;
const SHORTEST = 2;

// The address of a suggestion, and the form's other fields: not the typed words, which it replaces, nor anything where it
// is about another kind of offer.
function address(item, input) {
  const url = new URL(item.url, location.href);
  const own = new Set([input.name, ...url.searchParams.keys()]);
  const asked = input.form ? [...new FormData(input.form)] : [];
  if (asked.some(([name, value]) => name === "tipo" && value && own.has(name) && value !== url.searchParams.get(name))) return url;
  for (const [name, value] of asked) if (value && !own.has(name)) url.searchParams.append(name, value);
  return url;
}

export function start(input) {
  if (!(input instanceof HTMLInputElement)) return;
  const wrapper = document.createElement("div");
  wrapper.className = "suggestions-wrapper";
  input.replaceWith(wrapper);
  const list = Object.assign(document.createElement("ul"), { id: `${input.id}-suggestions`, className: "suggestions", hidden: true });
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", document.querySelector(`label[for="${input.id}"]`)?.textContent.trim() ?? "");
  wrapper.append(input, list);
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", list.id);
  input.setAttribute("aria-expanded", "false");

  let items = [];
  let active = -1;
  let timer;
  let request;

  const show = (open) => {
    list.hidden = !open;
    input.setAttribute("aria-expanded", String(open));
    if (!open) highlight(-1);
  };

  const highlight = (index) => {
    active = index;
    [...list.children].forEach((option, at) => option.setAttribute("aria-selected", String(at === index)));
    if (index < 0) return input.removeAttribute("aria-activedescendant");
    input.setAttribute("aria-activedescendant", list.children[index].id);
    list.children[index].scrollIntoView({ block: "nearest" });
  };

  const fill = (item) => {
    for (const pair of (input.dataset.fill ?? "").split(" ").filter(Boolean)) {
      const [key, name] = pair.split(":");
      const field = input.form?.elements.namedItem(name);
      if (field) field.value = item?.[key] ?? "";
    }
  };

  const pick = (item) => {
    if (item.url) return location.assign(address(item, input));
    input.value = item.label;
    fill(item);
    show(false);
    input.dispatchEvent(new CustomEvent("autocomplete:pick", { bubbles: true, detail: item }));
    input.dispatchEvent(new Event("change", { bubbles: true }));
  };

  const paint = () => {
    list.replaceChildren(
      ...items.map((item, at) => {
        const option = Object.assign(document.createElement("li"), { id: `${list.id}-${at}`, textContent: item.label });
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        if (item.group && item.group !== items[at - 1]?.group) {
          option.prepend(Object.assign(document.createElement("span"), { className: "suggestion-group", textContent: item.group }));
        }
        if (item.detail) option.append(Object.assign(document.createElement("small"), { textContent: item.detail }));
        option.addEventListener("mousedown", (event) => event.preventDefault()); // the focus stays in the field
        option.addEventListener("click", () => pick(item));
        return option;
      }),
    );
    show(items.length > 0);
    say(items.length ? words("results", { count: items.length }) : words("noResults"));
  };

  const ask = async () => {
    request?.abort();
    const text = input.value.trim();
    if (text.length < SHORTEST) return show(false);
    request = new AbortController();
    const url = new URL(input.dataset.source, location.href);
    url.searchParams.set("q", text);
    try {
      const response = await fetch(url, { signal: request.signal, headers: { Accept: "application/json" } });
      if (!response.ok) return show(false); // the field works without suggestions
      const answer = await response.json();
      items = Array.isArray(answer) ? answer : (answer.results ?? []);
      if (document.activeElement === input) paint();
    } catch (error) {
      if (error.name !== "AbortError") show(false);
    }
  };

  const keys = {
    ArrowDown: () => (list.hidden ? ask() : highlight((active + 1) % items.length)),
    ArrowUp: () => !list.hidden && highlight((active <= 0 ? items.length : active) - 1),
    Escape: () => show(false),
    Enter: () => pick(items[active]),
  };
  input.addEventListener("keydown", (event) => {
    if (!keys[event.key] || (event.key === "Enter" && (list.hidden || active < 0))) return;
    if (event.key === "Escape" && list.hidden) return;
    event.preventDefault();
    keys[event.key]();
  });
  input.addEventListener("input", () => {
    fill(null); // what was picked no longer stands for what is written
    clearTimeout(timer);
    timer = setTimeout(ask, DELAY);
  });
  input.addEventListener("blur", () => show(false));
}
