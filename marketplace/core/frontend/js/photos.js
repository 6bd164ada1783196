// Photos of an offer: drag and drop, progress of each file, order by buttons or by dragging, alternative text.
// data-upload-url: POST "photo" answers 201 {html} (the photo's <li>) or 422 {errors: {photo: [sentence]}}.
// data-order-url: POST "order" = ids with commas. Inside: [data-photo-input], .drop-zone, [data-photo-list] > li[data-id]
// with button[data-move=first|before|after] and, for its text, input[data-alt-url]; [data-upload-queue].
// Without script the same buttons submit their own forms, and the input is sent with its form.
import Sortable from "sortablejs";
import { post, say } from "./say.js";

export function start(root) {
  const list = root.querySelector("[data-photo-list]");
  const input = root.querySelector("[data-photo-input]");
  const zone = root.querySelector(".drop-zone");
  const queue = root.querySelector("[data-upload-queue]");

  // --- order -------------------------------------------------------------------------------------------------------
  const place = (item) => [...list.children].indexOf(item) + 1;
  const sendOrder = async (moved) => {
    const body = new FormData();
    body.set("order", [...list.children].map((item) => item.dataset.id).join(","));
    const answer = await post(root.dataset.orderUrl, body).catch(() => null);
    const name = root.dataset[answer?.ok ? "moved" : "notMoved"] ?? "";
    say(name.replace("{n}", place(moved)).replace("{total}", list.children.length));
  };
  const moves = {
    first: (item) => list.prepend(item),
    before: (item) => item.previousElementSibling?.before(item),
    after: (item) => item.nextElementSibling?.after(item),
  };
  list.addEventListener("click", (event) => {
    const control = event.target.closest("button[data-move]");
    if (!control) return;
    event.preventDefault();
    const item = control.closest("li");
    moves[control.dataset.move](item);
    control.focus(); // moving the node took it away
    sendOrder(item);
  });
  Sortable.create(list, { handle: ".photo-box", animation: 150, ghostClass: "is-dragged", onEnd: ({ item }) => sendOrder(item) });

  list.addEventListener("change", async (event) => {
    if (!event.target.matches("[data-alt-url]")) return;
    const body = new FormData();
    body.set(event.target.name, event.target.value);
    const answer = await post(event.target.dataset.altUrl, body).catch(() => null);
    event.target.classList.toggle("is-invalid", !answer?.ok);
    if (answer?.ok) say(root.dataset.altSaved ?? "");
  });

  // --- upload ------------------------------------------------------------------------------------------------------
  const line = (file) => {
    const row = document.createElement("li");
    const name = Object.assign(document.createElement("span"), { textContent: file.name });
    const bar = Object.assign(document.createElement("progress"), { max: 100, value: 0 });
    bar.setAttribute("aria-label", file.name);
    row.append(name, bar);
    queue.append(row);
    return { row, bar };
  };
  const fail = (row, bar, text) => {
    bar.remove();
    row.append(Object.assign(document.createElement("span"), { className: "is-error", textContent: text }));
    say(text);
  };
  // XMLHttpRequest: fetch does not tell how far an upload has come.
  const upload = (file) =>
    new Promise((resolve) => {
      const { row, bar } = line(file);
      const request = new XMLHttpRequest();
      const body = new FormData();
      body.set("photo", file);
      body.set("csrfmiddlewaretoken", document.querySelector("[name=csrfmiddlewaretoken]").value);
      request.open("POST", root.dataset.uploadUrl);
      request.setRequestHeader("Accept", "application/json");
      request.responseType = "json";
      let half = false;
      request.upload.addEventListener("progress", (event) => {
        bar.value = (event.loaded / event.total) * 100;
        if (!half && bar.value >= 50) {
          half = true;
          say(`${file.name}: 50 %`);
        }
      });
      request.addEventListener("loadend", () => {
        if (request.status === 201) {
          row.remove();
          list.insertAdjacentHTML("beforeend", request.response.html);
          say(`${file.name}: 100 %`);
        } else {
          fail(row, bar, request.response?.errors?.photo?.[0] ?? root.dataset.failed ?? "");
        }
        resolve();
      });
      request.send(body);
    });
  const uploadAll = async (files) => {
    for (const file of files) await upload(file); // one after another: phones have thin lines, servers few workers
  };
  const takeChosen = () => {
    uploadAll([...input.files]);
    input.value = "";
  };
  input.addEventListener("change", takeChosen);
  if (input.files.length) takeChosen(); // chosen while this script was still on its way
  const over = (on) => (event) => {
    event.preventDefault();
    zone.classList.toggle("is-over", on);
  };
  zone.addEventListener("dragenter", over(true));
  zone.addEventListener("dragover", over(true));
  zone.addEventListener("dragleave", over(false));
  zone.addEventListener("drop", (event) => {
    over(false)(event);
    uploadAll([...event.dataTransfer.files]);
  });
}
