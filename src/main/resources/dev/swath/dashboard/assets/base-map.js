// The base map: coastline and graticule, without any outside server.
/* global L */
const STEPS = [45, 30, 15, 10, 5, 2, 1, 0.5, 0.2, 0.1, 0.05];
const LINES = 8;
const MAX_LATITUDE = 84;
const SOURCE = 'Coast: <a href="https://www.naturalearthdata.com/">Natural Earth</a>, public domain';

/** A map of the world in that element. */
export async function worldMap(element) {
  const map = L.map(element, {
    minZoom: 1, maxZoom: 13, zoomSnap: 0.5, zoomControl: false, fadeAnimation: false, maxBounds: [[-90, -270], [90, 270]],
    zoomAnimation: !matchMedia('(prefers-reduced-motion: reduce)').matches,
  });
  map.attributionControl.setPrefix('<a href="https://leafletjs.com/">Leaflet</a>').addAttribution(SOURCE);
  L.control.zoom({ position: 'topright' }).addTo(map);
  L.control.scale({ imperial: false }).addTo(map);
  map.setView([0, 0], 1);
  map.createPane('ground').style.zIndex = 200;
  map.createPane('grid').style.zIndex = 250;
  graticule(map);
  coast(await (await fetch('/assets/coastline.json')).json()).addTo(map);
  return map;
}

/** The land: whole numbers, each ring a point and then steps from point to point. */
function coast({ perDegree, polygons }) {
  const land = polygons.map(rings => rings.map(numbers => points(numbers, perDegree)));
  return L.polygon([...land, ...land.flatMap(again)], {
    pane: 'ground', className: 'coast', interactive: false, smoothFactor: 1, renderer: L.svg({ pane: 'ground', padding: 0.3 }),
  });
}

function points(numbers, perDegree) {
  const ring = [];
  let x = 0;
  let y = 0;
  for (let i = 0; i < numbers.length; i += 2) {
    x += numbers[i];
    y += numbers[i + 1];
    ring.push([y / perDegree, x / perDegree]);
  }
  return ring;
}

/** Shapes that cross the 180th meridian are visible on both sides. */
function again(rings) {
  return [-360, 360]
    .map(turn => rings.map(ring => ring.map(([latitude, longitude]) => [latitude, longitude + turn])))
    .filter(([outline]) => outline.some(([, longitude]) => Math.abs(longitude) < 180));
}

/** Meridians and parallels at round degrees, about as many at any scale, with their degrees at the edges. */
function graticule(map) {
  const renderer = L.svg({ pane: 'grid', padding: 0.3 });
  const lines = L.layerGroup().addTo(map);
  const labels = L.DomUtil.create('div', 'degrees', map.getContainer());
  labels.setAttribute('aria-hidden', 'true');

  function line(points) {
    lines.addLayer(L.polyline(points, { pane: 'grid', className: 'meridian', interactive: false, renderer }));
  }

  function label(text, kind, side, pixels) {
    const span = L.DomUtil.create('span', kind, labels);
    span.textContent = text;
    span.style[side] = `${pixels}px`;
  }

  function draw() {
    const bounds = map.getBounds();
    const size = map.getSize();
    const step = STEPS.find(degrees => bounds.getEast() - bounds.getWest() > LINES * 0.5 * degrees) ?? STEPS.at(-1);
    lines.clearLayers();
    labels.replaceChildren();
    for (const longitude of rounds(bounds.getWest(), bounds.getEast(), step)) {
      line([[-MAX_LATITUDE, longitude], [MAX_LATITUDE, longitude]]);
      const { x } = map.latLngToContainerPoint([0, longitude]);
      if (x > 110 && x < size.x - 30) {
        label(degrees(((longitude + 540) % 360) - 180, 'E', 'W', step), 'longitude', 'left', x);
      }
    }
    for (const latitude of rounds(Math.max(bounds.getSouth(), -MAX_LATITUDE), Math.min(bounds.getNorth(), MAX_LATITUDE), step)) {
      line([[latitude, bounds.getWest() - 360], [latitude, bounds.getEast() + 360]]);
      const { y } = map.latLngToContainerPoint([latitude, 0]);
      if (y > 12 && y < size.y - 50) {
        label(degrees(latitude, 'N', 'S', step), 'latitude', 'top', y);
      }
    }
  }

  map.on('moveend resize', draw);
  map.on('movestart', () => labels.replaceChildren());
  draw();
}

function rounds(from, to, step) {
  const first = Math.ceil(from / step);
  const last = Math.floor(to / step);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => (first + i) * step);
}

function degrees(value, positive, negative, step) {
  const digits = step >= 1 ? 0 : step >= 0.1 ? 1 : 2;
  const text = Math.abs(value).toFixed(digits);
  return `${text}°${Number(text) === 0 ? '' : value > 0 ? positive : negative}`;
}
