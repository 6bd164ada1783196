// A zone drawn on the map of a list: its corners go into the form's field "poligono" (lon,lat,lon,lat…). By click or
// touch, or by keyboard with the cross in the middle. The tools stand in core/_map_zone.html.
import { say } from "./say.js";

const MOST = 100; // corners that the server takes
const SAME = 12; // pixels within which two corners are one

/** `search()` sends the form. Returns {drawing(), show()}: is one being drawn; draw the one in the address. */
export function zone(map, element, field, search) {
  const part = (name) => element.querySelector(`[data-zone-${name}]`);
  const [cross, hint, canvas] = [part("cross"), part("hint"), map.getCanvas()];
  const buttons = Object.fromEntries(["draw", "clear", "close", "undo", "cancel"].map((name) => [name, part(name)]));
  const word = (name, n = "") => element.querySelector("[data-zone]").dataset[`word${name}`].replace("{n}", n);
  let corners = null; // while one is drawn

  addLayers(map);
  element.querySelector("[data-zone]").hidden = false;

  const arrange = () => {
    for (const name of ["close", "undo", "cancel"]) buttons[name].hidden = !corners;
    buttons.draw.hidden = Boolean(corners);
    buttons.clear.hidden = Boolean(corners) || !field.value;
    hint.hidden = !corners;
    element.classList.toggle("is-drawing", Boolean(corners));
  };
  const tell = (text) => say((hint.textContent = text));
  const near = (place, corner) => map.project(corner).dist(map.project(place)) < SAME;
  const paint = (at) => map.getSource("zone").setData(open(corners, at));

  function begin(event) {
    corners = [];
    map.doubleClickZoom.disable();
    cross.hidden = event.detail > 0; // pressed by keyboard, a click counts none
    arrange();
    paint();
    tell(word(cross.hidden ? "Hint" : "Keys"));
    canvas.focus();
  }

  function end() {
    const inTools = element.querySelector("[data-zone]").contains(document.activeElement);
    corners = null;
    cross.hidden = true;
    setTimeout(() => map.doubleClickZoom.enable()); // not for the double click that closes
    arrange();
    show();
    if (inTools) (field.value ? buttons.clear : buttons.draw).focus();
  }

  function add(place) {
    const corner = [Number(place.lng.toFixed(5)), Number(place.lat.toFixed(5))];
    if (corners.length && near(corner, corners.at(-1))) return; // the second half of a double click
    if (corners.length > 2 && near(corner, corners[0])) return close();
    if (corners.length === MOST) return tell(word("Most"));
    corners.push(corner);
    paint();
    say(word("Corner", corners.length));
  }

  function undo() {
    corners.pop();
    paint();
    say(word("Undone", corners.length));
  }

  function close() {
    if (corners.length < 3) return tell(word("Few"));
    field.value = corners.map((corner) => corner.map((value) => value.toFixed(5)).join()).join();
    end();
    say(word("Closed"));
    search();
  }

  function cancel() {
    end();
    say(word("Cancelled"));
  }

  /** The one in force; its corners. */
  function show() {
    const ring = corners ? [] : ringOf(field.value);
    if (!corners) map.getSource("zone").setData(closed(ring));
    return ring;
  }

  const events = { draw: begin, close, undo, cancel };
  for (const [name, act] of Object.entries(events)) buttons[name].addEventListener("click", act);
  buttons.clear.addEventListener("click", () => {
    field.value = "";
    arrange();
    show();
    buttons.draw.focus();
    search();
  });
  map.on("click", (event) => corners && add(event.lngLat));
  map.on("dblclick", (event) => {
    if (!corners) return;
    event.preventDefault();
    close();
  });
  map.on("mousemove", (event) => corners && cross.hidden && paint(event.lngLat.toArray()));
  map.on("move", () => corners && !cross.hidden && paint(map.getCenter().toArray()));
  element.addEventListener("keydown", (event) => {
    if (!corners || (event.key !== "Escape" && event.target !== canvas)) return;
    if (cross.hidden) hint.textContent = word("Keys");
    cross.hidden = false;
    const act = { " ": () => add(map.getCenter()), Enter: close, Escape: cancel, Backspace: undo }[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });
  arrange();
  return { drawing: () => Boolean(corners), show: () => (arrange(), show()) };
}

function ringOf(text) {
  const numbers = text.split(",").map(Number);
  if (numbers.length < 6 || numbers.length % 2 || !numbers.every(Number.isFinite)) return [];
  const ring = Array.from({ length: numbers.length / 2 }, (_, at) => numbers.slice(2 * at, 2 * at + 2));
  return ring.every(([lon, lat]) => Math.abs(lon) <= 180 && Math.abs(lat) <= 85) ? ring : [];
}

function collection(...shapes) {
  const features = shapes.map(([type, coordinates]) => ({ type: "Feature", properties: {}, geometry: { type, coordinates } }));
  return { type: "FeatureCollection", features };
}

const closed = (ring) => (ring.length ? collection(["Polygon", [[...ring, ring[0]]]]) : collection());

/** The corners so far and the line through them to where the next one would stand. */
function open(corners, at) {
  const line = at && corners.length ? [...corners, at] : corners;
  return collection(["MultiPoint", corners], ...(line.length > 1 ? [["LineString", line]] : []));
}

function addLayers(map) {
  map.addSource("zone", { type: "geojson", data: collection() });
  const add = (id, type, paint, ...shapes) => map.addLayer({ id, type, source: "zone", paint, filter: ["in", ["geometry-type"], ["literal", shapes]] }, "offers-clusters");
  const line = { "line-color": "#a11d4b", "line-width": 3 };
  add("zone", "fill", { "fill-color": "#a11d4b", "fill-opacity": 0.12 }, "Polygon");
  add("zone-edge", "line", line, "Polygon");
  add("zone-line", "line", { ...line, "line-dasharray": [2, 1] }, "LineString");
  add("zone-corners", "circle", { "circle-radius": 6, "circle-color": "#fff", "circle-stroke-color": "#a11d4b", "circle-stroke-width": 3 }, "MultiPoint", "Point"); // of one corner too
}
