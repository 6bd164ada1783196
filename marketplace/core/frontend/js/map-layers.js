// What a map draws of the found offers: each of them where they are few, else the server's tiles of clusters and pins.

export const LAST_CLUSTER = 16;
const COLOURS = { flat: "#0066cc", placement: "#8a4a00", course: "#4b1f6f" };
const NOTHING = { type: "FeatureCollection", features: [] };
const FONT = ["Titillium Web"];

/** The layers of both ways; `tiles` is the address of the tiles, "" for a map without. */
export function addLayers(map, tiles) {
  for (const kind of Object.keys(COLOURS)) map.addImage(kind, mark(kind), { pixelRatio: 2 });
  map.addSource("offers", { type: "geojson", data: NOTHING, cluster: true, clusterRadius: 44, clusterMaxZoom: LAST_CLUSTER });
  layersOf(map, "offers", { source: "offers" }, "point_count", "visible");
  if (!tiles) return;
  map.addSource("offer-tiles", { type: "vector", tiles: [tiles], maxzoom: 18 });
  layersOf(map, "tiles", { source: "offer-tiles", "source-layer": "offers" }, "count", "none"); // hidden, nothing is fetched
}

/** Draw an answer of the map's address; true if it holds clusters only, and tiles show the offers instead. */
export async function fill(map, data, tiles) {
  const many = Boolean(tiles) && data.features.some((feature) => feature.properties.count);
  await map.getSource("offers").setData(many ? NOTHING : data);
  if (!tiles) return false;
  if (many) map.getSource("offer-tiles").setTiles([tiles]);
  for (const { id } of map.getStyle().layers.filter((layer) => layer.source === "offer-tiles")) {
    map.setLayoutProperty(id, "visibility", many ? "visible" : "none");
  }
  return many;
}

export function highlight(map, id) {
  for (const layer of ["offers-active", "tiles-active"]) {
    if (map.getLayer(layer)) map.setFilter(layer, ["==", ["get", "id"], id ?? ""]);
  }
}

/** Pins and clusters of the tiles in view, from west to east, each once. */
export function inView(map) {
  const seen = new Map();
  for (const feature of map.queryRenderedFeatures({ layers: ["tiles-pins", "tiles-clusters"] })) {
    seen.set(feature.properties.id ?? feature.geometry.coordinates.join(), feature);
  }
  return [...seen.values()].sort((one, other) => one.geometry.coordinates[0] - other.geometry.coordinates[0]);
}

function layersOf(map, name, from, count, visibility) {
  const add = (part, type, filter, layout, paint = {}) => map.addLayer({ id: `${name}-${part}`, type, ...from, filter, layout: { ...layout, visibility }, paint });
  const number = ["number-format", ["get", count], { locale: document.documentElement.lang }];
  const radius = ["step", ["get", count], 16, 10, 20, 100, 24, 10_000, 28];
  add("clusters", "circle", ["has", count], {}, { "circle-color": "#17324d", "circle-stroke-color": "#fff", "circle-stroke-width": 2, "circle-radius": radius });
  add("count", "symbol", ["has", count], { "text-field": number, "text-font": FONT, "text-size": 14, "text-allow-overlap": true }, { "text-color": "#fff" });
  const pin = (size) => ({ "icon-image": ["coalesce", ["get", "kind"], "flat"], "icon-size": size, "icon-allow-overlap": true });
  add("pins", "symbol", ["!", ["has", count]], pin(1));
  add("active", "symbol", ["==", ["get", "id"], ""], pin(1.6));
}

/** The mark of a kind (circle, square, diamond: ux §7.1), drawn at twice its size. */
function mark(kind) {
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
