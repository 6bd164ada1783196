// MapLibre with our own data only: no tile server and no glyphs are needed (names are drawn in the page's own font).
import { AttributionControl, Map as MapLibre, NavigationControl, setWorkerUrl } from "maplibre-gl/dist/maplibre-gl.mjs";
import { browse } from "./map-browse.js";
import { pin } from "./map-pin.js";

const MILAN = { center: [9.19, 45.466], zoom: 11 };
const LINE_COLOURS = ["match", ["coalesce", ["get", "line"], ["get", "linea"]], "M1", "#d4202a", "M2", "#4d8c2a", "M3", "#b88a00", "M4", "#1f3f8f", "M5", "#7a5299", "#5d7083"];
const NAME = ["coalesce", ["get", "name"], ["get", "nome"], ["get", "nil"], ""];
const FONT = ["Titillium Web"];

setWorkerUrl(new URL("./map-worker.js", import.meta.url).href);

export async function draw(element) {
  await styleSheet();
  const data = element.dataset;
  const canvas = element.appendChild(Object.assign(document.createElement("div"), { className: "map-canvas" }));
  const fixed = data.lat ? { center: [Number(data.lng), Number(data.lat)], zoom: Number(data.zoom ?? 14) } : MILAN;
  let map;
  try {
    map = new MapLibre({
      ...fixed,
      container: canvas,
      style: style(data),
      minZoom: 8,
      maxZoom: 18,
      dragRotate: false,
      pitchWithRotate: false,
      touchPitch: false,
      cooperativeGestures: data.mode !== "browse",
      attributionControl: false,
      locale: locale(data),
    });
  } catch (error) {
    canvas.remove();
    throw error;
  }
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  const credits = new AttributionControl({ compact: true, customAttribution: "© Comune di Milano, CC BY 4.0" });
  map.addControl(credits, data.mode === "browse" ? "top-left" : "bottom-right"); // the sheet lies at the bottom
  map.addControl(new NavigationControl({ showCompass: false }), "top-right");
  await new Promise((resolve) => map.once("load", resolve));
  element.map = map; // for the tests, which ask it what is drawn
  ({ browse, pin, show })[data.mode](map, element);
}

function locale(data) {
  return {
    "Map.Title": data.wordTitle,
    "Marker.Title": data.wordPin,
    "NavigationControl.ZoomIn": data.wordZoomIn,
    "NavigationControl.ZoomOut": data.wordZoomOut,
    "CooperativeGesturesHandler.WindowsHelpText": data.wordWheel,
    "CooperativeGesturesHandler.MacHelpText": data.wordWheel,
    "CooperativeGesturesHandler.MobileHelpText": data.wordTouch,
  };
}

function styleSheet() {
  return new Promise((resolve) => {
    const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href: new URL("./map.css", import.meta.url).href });
    link.onload = link.onerror = resolve;
    document.head.append(link);
  });
}

function style(data) {
  const sources = {};
  const layers = [{ id: "paper", type: "background", paint: { "background-color": "#eef1f4" } }];
  if (data.tiles) {
    sources.tiles = { type: "raster", tiles: [data.tiles], tileSize: 256 };
    layers.push({ id: "tiles", type: "raster", source: "tiles" });
  }
  const add = (name, ...more) => {
    if (!data[name]) return;
    sources[name] = { type: "geojson", data: new URL(data[name], location.href).href };
    layers.push(...more.map((layer) => ({ source: name, ...layer })));
  };
  const text = (minzoom, size, colour, offset = [0, 0]) => ({
    type: "symbol",
    minzoom,
    layout: { "text-field": NAME, "text-font": FONT, "text-size": size, "text-offset": offset, "text-max-width": 8 },
    paint: { "text-color": colour, "text-halo-color": "#fff", "text-halo-width": 1.5 },
  });
  add(
    "areas",
    { id: "areas", type: "fill", paint: { "fill-color": "#fff", "fill-opacity": data.tiles ? 0 : 1 } },
    { id: "areas-edge", type: "line", paint: { "line-color": "#b1bcc8", "line-width": 1 } },
    { id: "areas-name", ...text(11.5, 12, "#5d7083") },
  );
  add("lines", { id: "lines", type: "line", paint: { "line-color": LINE_COLOURS, "line-width": ["interpolate", ["linear"], ["zoom"], 10, 1.5, 15, 4] } });
  add(
    "stations",
    { id: "stations", type: "circle", minzoom: 11, filter: ["==", ["geometry-type"], "Point"], paint: { "circle-radius": ["interpolate", ["linear"], ["zoom"], 11, 2, 15, 5], "circle-color": "#fff", "circle-stroke-color": "#17324d", "circle-stroke-width": 1.5 } },
    { id: "stations-name", ...text(13, 13, "#17324d", [0, 1.1]) },
  );
  return { version: 8, sources, layers };
}

/** One offer: a circle of 200 m, because the door stays private. */
function show(map, element) {
  const { lat, lng } = element.dataset;
  const ring = Array.from({ length: 65 }, (_, step) => {
    const turn = (step / 64) * 2 * Math.PI;
    return [Number(lng) + (200 / (111_320 * Math.cos((lat * Math.PI) / 180))) * Math.cos(turn), Number(lat) + (200 / 110_574) * Math.sin(turn)];
  });
  map.addSource("here", { type: "geojson", data: { type: "Feature", properties: {}, geometry: { type: "Polygon", coordinates: [ring] } } });
  map.addLayer({ id: "here", type: "fill", source: "here", paint: { "fill-color": "#06c", "fill-opacity": 0.2 } });
  map.addLayer({ id: "here-edge", type: "line", source: "here", paint: { "line-color": "#06c", "line-width": 2 } });
}
