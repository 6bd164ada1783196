// Two windows changed the same draft: what only the other changed is taken over, what both changed is asked.
import { button, words } from "./say.js";
import { write } from "./unsaved.js";

/** Reads a value as the person sees it: the text of the option, not its code. */
function label(form, name, value) {
  const field = form.querySelector(`[name="${CSS.escape(name)}"]`);
  if (value === "" || value === null || value === undefined) return words("empty");
  const one = (code) => {
    if (field instanceof HTMLSelectElement) return [...field.options].find((option) => option.value === String(code))?.text ?? code;
    const box = form.querySelector(`[name="${CSS.escape(name)}"][value="${CSS.escape(String(code))}"]`);
    return box?.labels?.[0]?.textContent.trim() ?? code;
  };
  return [value].flat().map(one).join(", ");
}

/** `fields` {name: {mine, theirs}}; `dirty` the names changed here; `done` is called when nothing is left to ask. */
export function showConflicts(form, fields, dirty, done) {
  form.querySelectorAll(".conflict").forEach((box) => box.remove());
  const asked = [];
  for (const [name, { mine, theirs }] of Object.entries(fields)) {
    if (dirty.has(name)) asked.push([name, mine, theirs]);
    else write(form, name, theirs);
  }
  let open = asked.length;
  if (!open) return done();
  const settle = (box) => {
    box.remove();
    open -= 1;
    const next = form.querySelector(".conflict button");
    if (open) next?.focus();
    else done();
  };
  for (const [name, mine, theirs] of asked) {
    const field = form.querySelector(`[name="${CSS.escape(name)}"]`);
    const box = Object.assign(document.createElement("div"), { className: "conflict" });
    box.setAttribute("role", "group");
    box.setAttribute("aria-label", words("conflict"));
    const list = document.createElement("dl");
    for (const [word, value] of [[words("mine"), mine], [words("theirs"), theirs]]) {
      list.append(
        Object.assign(document.createElement("dt"), { textContent: word }),
        Object.assign(document.createElement("dd"), { textContent: label(form, name, value) }),
      );
    }
    const title = Object.assign(document.createElement("strong"), { textContent: words("conflict") });
    const keep = button(words("keepMine"), "btn-sm btn-outline-primary", () => settle(box));
    const take = button(words("keepTheirs"), "btn-sm btn-outline-primary", () => {
      write(form, name, theirs);
      dirty.delete(name);
      settle(box);
    });
    box.append(title, list, keep, " ", take);
    (field?.closest(".form-group") ?? form).prepend(box);
  }
  form.querySelector(".conflict button").focus();
}
