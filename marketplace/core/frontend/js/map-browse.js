// The map beside a list: the same offers, clustered; a pin and its card find each other.
import { LngLatBounds } from "maplibre-gl/dist/maplibre-gl.mjs";
import { addLayers, fill, highlight, inView, LAST_CLUSTER } from "./map-layers.js";
import { zone } from "./map-zone.js";
import { say } from "./say.js";

const MILAN = [[9.04, 45.39], [9.28, 45.54]];

export async function browse(map, element) {
  const sheet = element.querySelector("[data-map-sheet]");
  const card = element.querySelector("[data-map-card]");
  const searchButton = element.querySelector("[data-map-search]");
  const follow = element.querySelector("[data-map-follow]");
  const results = () => document.querySelector(element.dataset.results);
  const cardOf = (id) => results()?.querySelector(`[data-offer-id="${CSS.escape(String(id))}"]`);
  const form = document.querySelector(element.dataset.form);
  const tiles = () => element.dataset.offerTiles && location.origin + element.dataset.offerTiles + location.search;
  let features = []; // of which the map has all; none where tiles bring them
  let many = false;
  let at = -1;

  addLayers(map, tiles());
  const field = form?.elements.namedItem("poligono");
  const drawn = field && zone(map, element, field, () => {
    form.elements.namedItem("bbox").value = ""; // the zone says where
    form.requestSubmit();
  });
  async function refresh(fit) {
    const url = new URL(element.dataset.offers, location.href);
    for (const [name, value] of new URLSearchParams(location.search)) url.searchParams.append(name, value);
    const answer = await fetch(url, { headers: { Accept: "application/geo+json, application/json" } });
    if (!answer.ok) return;
    const data = await answer.json();
    many = await fill(map, data, tiles());
    features = many ? [] : data.features;
    at = -1;
    highlight(map, null);
    const total = (data.total ?? features.length).toLocaleString(document.documentElement.lang);
    card.textContent = element.dataset.wordCount.replace("{n}", total);
    const ring = drawn?.show() ?? [];
    if (!fit) frameUrl();
    else if (ring.length) frame(ring);
    else frame(location.search ? data.features.map((feature) => feature.geometry.coordinates) : []);
  }

  function frame(list) {
    const start = list.length ? new LngLatBounds() : LngLatBounds.convert(MILAN);
    const bounds = list.reduce((box, place) => box.extend(place), start);
    map.fitBounds(bounds, { padding: list.length ? 48 : 8, maxZoom: 14, animate: false });
  }

  function frameUrl() {
    const [west, south, east, north] = (new URLSearchParams(location.search).get("bbox") ?? "").split(",").map(Number);
    if (north) map.fitBounds([[west, south], [east, north]], { padding: 0, animate: false });
  }

  function choose(feature, { focusCard = false } = {}) {
    const { id, title, price, url } = feature.properties;
    at = features.findIndex((one) => String(one.properties.id) === String(id));
    highlight(map, id);
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
  /** A cluster of the tiles: nearer, as long as that is possible; then the list says what stands there. */
  function open({ geometry, properties }) {
    const zoom = map.getZoom() + 2;
    card.textContent = element.dataset.wordHere.replace("{n}", properties.count.toLocaleString(document.documentElement.lang));
    say(card.textContent);
    searchButton.hidden = zoom < map.getMaxZoom();
    map.easeTo({ center: geometry.coordinates, zoom: Math.min(zoom, map.getMaxZoom()) });
  }

  const onClick = (layer, act) => map.on("click", layer, (event) => drawn?.drawing() || act(event));
  onClick("offers-pins", (event) => choose(event.features[0], { focusCard: true }));
  onClick("tiles-pins", (event) => choose(event.features[0], { focusCard: true }));
  onClick("tiles-clusters", (event) => open(event.features[0]));
  onClick("offers-clusters", async (event) => {
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
  for (const layer of ["offers-pins", "offers-clusters", "tiles-pins", "tiles-clusters"]) {
    map.on("mouseenter", layer, () => (map.getCanvas().style.cursor = "pointer"));
    map.on("mouseleave", layer, () => (map.getCanvas().style.cursor = ""));
  }
  for (const button of sheet.querySelectorAll("[data-map-step]")) {
    button.addEventListener("click", () => {
      const list = many ? inView(map) : features;
      if (!list.length) return;
      at = (at + Number(button.dataset.mapStep) + list.length) % list.length;
      const next = list[at];
      if (next.properties.count) return open(next);
      map.easeTo({ center: next.geometry.coordinates, zoom: Math.max(map.getZoom(), 14) });
      choose(next);
    });
  }

  // --- list and map are one search ---------------------------------------------------------------------------------
  const search = () => {
    form.elements.namedItem("bbox").value = map.getBounds().toArray().flat().map((value) => value.toFixed(5)).join(",");
    const zoom = form.elements.namedItem("zoom");
    if (zoom) zoom.value = map.getZoom().toFixed(1);
    searchButton.hidden = true;
    form.requestSubmit();
  };
  searchButton.addEventListener("click", search);
  map.on("moveend", (event) => {
    if (!event.originalEvent || drawn?.drawing()) return;
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
    highlight(map, item.dataset.offerId);
  };
  document.addEventListener("mouseover", point);
  document.addEventListener("focusin", point);

  await refresh(!new URLSearchParams(location.search).has("bbox"));
  sheet.hidden = false;
}
