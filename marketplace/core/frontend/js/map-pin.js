// A pin that a landlord drags to her door, or moves with buttons; the fields of the form follow.
import { Marker } from "maplibre-gl/dist/maplibre-gl.mjs";
import { icon, say } from "./say.js";

const STEP = 10; // metres
const METRES_PER_DEGREE = 110_574; // of latitude, at 45°
const WAYS = { n: [0, 1], s: [0, -1], e: [1, 0], w: [-1, 0] };

export function pin(map, element) {
  const { latField, lngField, wordNudged } = element.dataset;
  const form = element.closest("form") ?? document.querySelector(`[name="${latField}"]`).form;
  const lat = form.elements.namedItem(latField);
  const lng = form.elements.namedItem(lngField);
  const shape = Object.assign(document.createElement("div"), { className: "pin" });
  shape.append(icon("pin", ""));
  const known = lat.value && lng.value; // else the whole of Milan is shown: close up there would be nothing to go by
  const start = known ? [Number(lng.value), Number(lat.value)] : map.getCenter();
  const marker = new Marker({ element: shape, draggable: true, anchor: "bottom" }).setLngLat(start).addTo(map);
  if (known) map.jumpTo({ center: start, zoom: 16 });

  const tell = () => {
    const place = marker.getLngLat();
    lat.value = place.lat.toFixed(6);
    lng.value = place.lng.toFixed(6);
    form.dispatchEvent(new CustomEvent("autosave:touch", { detail: [latField, lngField] }));
    lat.dispatchEvent(new Event("change", { bubbles: true }));
  };
  marker.on("dragend", tell);
  map.on("click", (event) => {
    marker.setLngLat(event.lngLat);
    tell();
  });
  for (const button of element.parentElement.querySelectorAll("[data-nudge]")) {
    button.addEventListener("click", () => {
      const [east, north] = WAYS[button.dataset.nudge];
      const place = marker.getLngLat();
      const degrees = STEP / METRES_PER_DEGREE;
      const turn = Math.cos((place.lat * Math.PI) / 180);
      marker.setLngLat([place.lng + (east * degrees) / turn, place.lat + north * degrees]);
      map.panTo(marker.getLngLat());
      tell();
      say(`${wordNudged}: ${button.textContent.trim()}`);
    });
  }
  form.addEventListener("autocomplete:pick", ({ detail }) => {
    const [y, x] = [Number(detail.lat), Number(detail.lng ?? detail.lon)];
    if (!detail.lat || Number.isNaN(x)) return;
    marker.setLngLat([x, y]);
    map.jumpTo({ center: [x, y], zoom: 16 });
    tell();
  });
}
