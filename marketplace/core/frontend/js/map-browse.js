// The map beside a list: the same offers, clustered; a pin and its card find each other.
import { LngLatBounds } from "maplibre-gl/dist/maplibre-gl.mjs";
import { say } from "./say.js";

const LAST_CLUSTER = 16;
const MILAN = [[9.04, 45.39], [9.28, 45.54]];
const COLOURS = { flat: "#0066cc", placement: "#8a4a00", course: "#4b1f6f" };
const isPin = ["!", ["has", "point_count"]];

export async function browse(map, element) {
  const sheet = element.querySelector("[data-map-sheet]");
  const card = element.querySelector("[data-map-card]");
  const searchButton = element.querySelector("[data-map-search]");
  const follow = element.querySelector("[data-map-follow]");
  const results = () => document.querySelector(element.dataset.results);
  const cardOf = (id) => results()?.querySelector(`[data-offer-id="${CSS.escape(String(id))}"]`);
  let features = [];
  let at = -1;

  for (const kind of Object.keys(COLOURS)) map.addImage(kind, shape(kind), { pixelRatio: 2 });
  addLayers(map);
  async function refresh(fit) {
    const url = new URL(element.dataset.offers, location.href);
    for (const [name, value] of new URLSearchParams(location.search)) url.searchParams.append(name, value);
    const answer = await fetch(url, { headers: { Accept: "application/geo+json, application/json" } });
    if (!answer.ok) return;
    const data = await answer.json();
    features = data.features;
    at = -1;
    await map.getSource("offers").setData(data);
    highlight(null);
    card.textContent = element.dataset.wordCount.replace("{n}", features.length);
    if (fit) frame(location.search ? features : []);
    else frameUrl();
  }

  function frame(list) {
    const start = list.length ? new LngLatBounds() : LngLatBounds.convert(MILAN);
    const bounds = list.reduce((box, feature) => box.extend(feature.geometry.coordinates), start);
    map.fitBounds(bounds, { padding: list.length ? 48 : 8, maxZoom: 14, animate: false });
  }

  function frameUrl() {
    const [west, south, east, north] = (new URLSearchParams(location.search).get("bbox") ?? "").split(",").map(Number);
    if (north) map.fitBounds([[west, south], [east, north]], { padding: 0, animate: false });
  }

  function highlight(id) {
    map.setFilter("offer-active", ["==", ["get", "id"], id ?? ""]);
  }

  function choose(feature, { focusCard = false } = {}) {
    const { id, title, price, url } = feature.properties;
    at = features.findIndex((one) => String(one.properties.id) === String(id));
    highlight(features[at]?.properties.id ?? id);
    const link = Object.assign(document.createElement("a"), { href: url, textContent: title });
    card.replaceChildren(link, ` ${price ?? ""}`);
    say(`${title} ${price ?? ""}`);
    const item = cardOf(id);
    document.querySelectorAll(".offer-card.is-active").forEach((other) => other.classList.remove("is-active"));
    item?.classList.add("is-active");
    if (focusCard && item && matchMedia("(min-width: 992px)").matches) {
      item.scrollIntoView({ block: "nearest" });
      backLink(item);
      item.querySelector("a").focus({ preventScroll: true });
    }
  }

  function backLink(item) {
    document.getElementById("back-to-map")?.remove();
    const back = Object.assign(document.createElement("button"), { id: "back-to-map", type: "button", className: "visually-hidden-focusable btn btn-xs btn-outline-primary", textContent: element.dataset.wordBack });
    back.addEventListener("click", () => map.getCanvas().focus());
    (item.querySelector(".body") ?? item).append(back);
  }

  // --- pins and clusters -------------------------------------------------------------------------------------------
  map.on("click", "offer-pins", (event) => choose(event.features[0], { focusCard: true }));
  map.on("click", "clusters", async (event) => {
    const cluster = event.features[0];
    const source = map.getSource("offers");
    const zoom = await source.getClusterExpansionZoom(cluster.properties.cluster_id);
    if (zoom <= LAST_CLUSTER) return map.easeTo({ center: cluster.geometry.coordinates, zoom });
    const leaves = await source.getClusterLeaves(cluster.properties.cluster_id, 50, 0);
    const list = document.createElement("ul");
    for (const { properties } of leaves) {
      const link = Object.assign(document.createElement("a"), { href: properties.url, textContent: `${properties.title} ${properties.price ?? ""}` });
      list.appendChild(document.createElement("li")).append(link);
    }
    card.replaceChildren(element.dataset.wordHere.replace("{n}", cluster.properties.point_count), list);
    list.querySelector("a").focus();
  });
  for (const layer of ["offer-pins", "clusters"]) {
    map.on("mouseenter", layer, () => (map.getCanvas().style.cursor = "pointer"));
    map.on("mouseleave", layer, () => (map.getCanvas().style.cursor = ""));
  }
  for (const button of sheet.querySelectorAll("[data-map-step]")) {
    button.addEventListener("click", () => {
      if (!features.length) return;
      at = (at + Number(button.dataset.mapStep) + features.length) % features.length;
      map.easeTo({ center: features[at].geometry.coordinates, zoom: Math.max(map.getZoom(), 14) });
      choose(features[at]);
    });
  }

  // --- list and map are one search ---------------------------------------------------------------------------------
  const search = () => {
    const form = document.querySelector(element.dataset.form);
    form.elements.namedItem("bbox").value = map.getBounds().toArray().flat().map((value) => value.toFixed(5)).join(",");
    const zoom = form.elements.namedItem("zoom");
    if (zoom) zoom.value = map.getZoom().toFixed(1);
    searchButton.hidden = true;
    form.requestSubmit();
  };
  searchButton.addEventListener("click", search);
  map.on("moveend", (event) => {
    if (!event.originalEvent) return;
    if (follow.checked) search();
    else searchButton.hidden = false;
  });
  document.addEventListener("htmx:after:swap", (event) => {
    const target = event.detail?.ctx?.target;
    if (target && results() && (target.contains(results()) || results().contains(target))) {
      setTimeout(() => refresh(!new URLSearchParams(location.search).has("bbox"))); // the address follows the swap
    }
  });
  const point = (event) => {
    const item = event.target.closest?.("[data-offer-id]");
    if (!item || !results()?.contains(item)) return;
    const feature = features.find((one) => String(one.properties.id) === item.dataset.offerId);
    highlight(feature?.properties.id);
  };
  document.addEventListener("mouseover", point);
  document.addEventListener("focusin", point);

  await refresh(!new URLSearchParams(location.search).has("bbox"));
  sheet.hidden = false;
}

function addLayers(map) {
  map.addSource("offers", { type: "geojson", data: { type: "FeatureCollection", features: [] }, cluster: true, clusterRadius: 44, clusterMaxZoom: LAST_CLUSTER });
  map.addLayer({
    id: "clusters",
    type: "circle",
    source: "offers",
    filter: ["has", "point_count"],
    paint: { "circle-color": "#17324d", "circle-stroke-color": "#fff", "circle-stroke-width": 2, "circle-radius": ["step", ["get", "point_count"], 16, 10, 20, 100, 26] },
  });
  map.addLayer({
    id: "cluster-count",
    type: "symbol",
    source: "offers",
    filter: ["has", "point_count"],
    layout: { "text-field": ["to-string", ["get", "point_count"]], "text-font": ["Titillium Web"], "text-size": 14, "text-allow-overlap": true },
    paint: { "text-color": "#fff" },
  });
  const pins = (id, filter, size) => ({
    id,
    type: "symbol",
    source: "offers",
    filter,
    layout: { "icon-image": ["coalesce", ["get", "kind"], "flat"], "icon-size": size, "icon-allow-overlap": true },
  });
  map.addLayer(pins("offer-pins", isPin, 1));
  map.addLayer(pins("offer-active", ["==", ["get", "id"], ""], 1.6));
}

/** The mark of a kind (circle, square, diamond: ux §7.1), drawn at twice its size. */
function shape(kind) {
  const size = 44;
  const pen = Object.assign(document.createElement("canvas"), { width: size, height: size }).getContext("2d");
  pen.translate(size / 2, size / 2);
  pen.beginPath();
  if (kind === "flat") pen.arc(0, 0, 17, 0, 2 * Math.PI);
  else {
    if (kind === "course") pen.rotate(Math.PI / 4);
    pen.rect(-14, -14, 28, 28);
  }
  pen.fillStyle = COLOURS[kind];
  pen.fill();
  pen.lineWidth = 4;
  pen.strokeStyle = "#fff";
  pen.stroke();
  return pen.getImageData(0, 0, size, size);
}
