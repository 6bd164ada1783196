// Warns before the session ends and lets the person stay (WCAG 2.2.1).
// data-session-seconds: what is left when the page was made; data-session-url: POST renews and answers {seconds}.
import { button, post, say, words } from "./say.js";

const WARNING = 5 * 60;
const LONGEST = 2 ** 31 - 1; // setTimeout counts in 32 bits

export function start(body) {
  let timer;
  const plan = (seconds) => {
    clearTimeout(timer);
    timer = setTimeout(warn, Math.min(Math.max(0, seconds - WARNING) * 1000, LONGEST));
  };
  const warn = () => {
    const box = Object.assign(document.createElement("div"), { className: "session-warning" });
    const text = Object.assign(document.createElement("p"), { textContent: words("sessionSoon", { minutes: WARNING / 60 }) });
    box.setAttribute("role", "alertdialog");
    box.setAttribute("aria-label", text.textContent);
    const stay = button(words("sessionStay"), "btn-primary", async () => {
      const answer = await post(body.dataset.sessionUrl, new FormData()).catch(() => null);
      if (answer?.ok) {
        box.remove();
        plan((await answer.json()).seconds);
      } else {
        const link = Object.assign(document.createElement("a"), { className: "btn btn-primary", textContent: words("signIn") });
        link.href = `${body.dataset.loginUrl}?next=${encodeURIComponent(location.pathname + location.search)}`;
        text.textContent = words("session");
        stay.replaceWith(link);
      }
    });
    box.append(text, stay);
    body.append(box);
    say(text.textContent);
  };
  plan(Number(body.dataset.sessionSeconds));
}
