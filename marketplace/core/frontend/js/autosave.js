// Saves a form at each change: POST of the form to data-autosave-url, with its field "version" and "changed" (the names
// of the fields that this window has changed and the server has not confirmed).
//   200 {version, saved_at, missing_html?, hints_html?}
//   409 {version, fields: {name: {mine, theirs}}}: somebody else saved meanwhile
//   422 {errors: {name: [sentence]}, version?, saved_at?}: shown at the field, typing goes on
//   401, 403 or a redirect to the sign-in page: the session has ended
// What the server has not confirmed stays in localStorage and comes back after a lost line or session.
import { showConflicts } from "./conflict.js";
import { restore, store } from "./unsaved.js";
import { icon, post, say, words } from "./say.js";

const TYPING = 1200; // ms of rest after which a text is saved before its field is left
const RETRY = [2, 4, 8, 15, 30]; // seconds

export function start(form) {
  const line = document.querySelector("[data-save-line]");
  const version = form.elements.namedItem("version");
  const key = `autosave:${form.dataset.autosaveUrl}`;
  const dirty = new Set();
  let timer;
  let busy = false;
  let again = false;
  let sending = null; // the submit event that waits for the save under way: else the two meet as if in two windows
  let failures = 0;
  let spoken = false;

  const show = (text, state = "", ...more) => {
    line.className = `save-line ${state}`;
    const glyph = { "is-failed": "it-warning-circle", "is-conflict": "it-exchange-circle", "": "it-check" }[state];
    line.replaceChildren(...(glyph ? [icon(glyph)] : []), text, ...more);
    if (state.match(/failed|conflict/) || (!spoken && state === "")) say(text);
    if (state === "") spoken = true;
  };

  const keep = () => store(key, form, dirty, version.value);

  async function save(options = {}) {
    clearTimeout(timer);
    if (busy) return (again = true);
    if (!dirty.size) return;
    busy = true;
    const sent = new Set(dirty);
    dirty.clear();
    show(words("saving"), "is-saving");
    const body = new FormData(form);
    body.set("changed", [...sent].join(","));
    for (const [name, value] of [...body]) if (value instanceof File) body.delete(name);
    let response = null;
    try {
      response = await post(form.dataset.autosaveUrl, body, options);
    } catch {
      // no line: handled below as any answer that is none
    }
    busy = false;
    await settle(response, sent);
    if (sending) return form.requestSubmit(sending.submitter);
    if (again) {
      again = false;
      save();
    }
  }

  async function settle(response, sent) {
    const status = response?.redirected ? 401 : response?.status;
    const isJson = response?.headers.get("content-type")?.includes("json");
    if (status === 200 && isJson) return confirmed(await response.json());
    for (const name of sent) dirty.add(name);
    if (status === 409 && isJson) conflict(await response.json());
    else if (status === 422 && isJson) invalid(await response.json());
    else if (status === 401 || status === 403) signIn();
    else retry();
    keep();
  }

  function confirmed(data) {
    failures = 0;
    version.value = data.version;
    showErrors({});
    replace("missing", data.missing_html);
    replace("hints", data.hints_html);
    show(words("saved", { time: clock(data.saved_at) }));
    keep();
  }

  function invalid(data) {
    failures = 0;
    if (data.version !== undefined) {
      version.value = data.version;
      for (const name of [...dirty]) if (!data.errors[name]) dirty.delete(name);
    }
    showErrors(data.errors);
    replace("missing", data.missing_html);
    show(data.saved_at ? words("fix", { time: clock(data.saved_at) }) : words("invalid"), "is-failed");
  }

  function conflict(data) {
    failures = 0;
    show(words("conflict"), "is-conflict");
    showConflicts(form, data.fields, dirty, () => {
      version.value = data.version;
      if (dirty.size) return save();
      show(words("saved", { time: clock() }));
      keep();
    });
  }

  function signIn() {
    const link = Object.assign(document.createElement("a"), { textContent: words("signIn") });
    link.href = `${document.body.dataset.loginUrl ?? "/accesso/login/"}?next=${encodeURIComponent(location.pathname)}`;
    show(words("session"), "is-failed", " ", link);
  }

  function retry() {
    show(words(navigator.onLine ? "unsaved" : "offline"), "is-failed");
    const wait = RETRY[Math.min(failures++, RETRY.length - 1)];
    timer = setTimeout(save, wait * 1000);
  }

  function showErrors(errors) {
    for (const place of form.querySelectorAll("[data-field-error]")) {
      const texts = errors[place.dataset.fieldError] ?? [];
      place.replaceChildren(...texts.map((text) => Object.assign(document.createElement("span"), { textContent: text })));
      for (const field of form.querySelectorAll(`[name="${CSS.escape(place.dataset.fieldError)}"]`)) {
        describe(field, place.id, texts.length > 0);
        field.classList.toggle("is-invalid", texts.length > 0 && field.matches(".form-control, .form-select"));
      }
    }
  }

  const changed = (event) => {
    const name = event.target.name;
    if (!name || ["version", "csrfmiddlewaretoken"].includes(name) || ["file", "password"].includes(event.target.type)) return false;
    dirty.add(name);
    keep();
    return true;
  };
  form.addEventListener("change", (event) => changed(event) && save());
  form.addEventListener("input", (event) => {
    if (!changed(event)) return;
    clearTimeout(timer);
    timer = setTimeout(save, TYPING);
  });
  form.addEventListener("submit", (event) => {
    if (!busy) return;
    event.preventDefault();
    sending = event;
  });
  // Fields that a chosen suggestion or the pin has filled.
  form.addEventListener("autosave:touch", (event) => event.detail.forEach((name) => dirty.add(name)));
  window.addEventListener("online", () => save());
  document.addEventListener("visibilitychange", () => document.hidden && save({ keepalive: true }));

  const back = restore(key, form);
  if (back) {
    version.value = back.version;
    back.names.forEach((name) => dirty.add(name));
    show(words("restored"), "is-saving");
    save();
  }
}

function describe(field, id, wrong) {
  const ids = new Set((field.getAttribute("aria-describedby") ?? "").split(" ").filter(Boolean));
  ids[wrong ? "add" : "delete"](id);
  if (ids.size) field.setAttribute("aria-describedby", [...ids].join(" "));
  else field.removeAttribute("aria-describedby");
  if (wrong) field.setAttribute("aria-invalid", "true");
  else field.removeAttribute("aria-invalid");
}

function replace(id, html) {
  const place = html === undefined ? null : document.getElementById(id);
  if (place) place.innerHTML = html;
}

function clock(value) {
  const date = value ? new Date(value) : new Date();
  if (Number.isNaN(date.getTime())) return value; // the server sent "10:42"
  return date.toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
}
