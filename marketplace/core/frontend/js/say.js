// What scripts say to people, in the page's language: the words stand in <meta id="words">.

const region = () => document.getElementById("live");

/** The sentence called `name`, its {placeholders} filled in. */
export function words(name, values = {}) {
  const text = document.getElementById("words")?.dataset[name] ?? "";
  return text.replace(/\{(\w+)\}/g, (_, key) => values[key] ?? "");
}

/** Say it politely to a screen reader. */
export function say(text) {
  region().textContent = text;
}

/** Show an error above the content; the next one replaces it. */
export function alertBox(text) {
  const place = document.getElementById("messages") ?? document.getElementById("main");
  document.getElementById("script-alert")?.remove();
  const box = Object.assign(document.createElement("div"), { id: "script-alert", className: "alert alert-danger", textContent: text });
  box.setAttribute("role", "alert");
  place.prepend(box);
  box.scrollIntoView({ block: "nearest" });
}

/** An <svg> of the sprite. */
export function icon(name, classes = "icon-sm") {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("class", `icon ${classes}`);
  svg.setAttribute("aria-hidden", "true");
  const use = svg.appendChild(document.createElementNS("http://www.w3.org/2000/svg", "use"));
  use.setAttribute("href", `${document.body.dataset.sprite}#${name}`);
  return svg;
}

/** POST with the token that the page was given. */
export function post(url, body, options = {}) {
  const token = document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";
  const headers = { "X-CSRFToken": token, Accept: "application/json" };
  return fetch(url, { method: "POST", body, headers, credentials: "same-origin", ...options });
}

export function button(text, classes, onclick) {
  const element = Object.assign(document.createElement("button"), { type: "button", className: `btn ${classes}`, textContent: text });
  element.addEventListener("click", onclick);
  return element;
}
