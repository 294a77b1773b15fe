// The stored images: their footprints on a map, and as a list.
/* global L */
import { attempt, chosenJob, get, jobFilter } from './api.js';
import { worldMap } from './base-map.js';
import { byId, el, fileLink, nothing, ownAddress } from './dom.js';
import { at, counted, day, imageName } from './format.js';
import { follow } from './live.js';

const COLOURS = 6;
const DASHES = [null, '7 4', '2 4', '10 4 2 4', '14 5', '4 2'];
const OVERVIEW_ZOOM = 8.5;
const SMALLEST_PIXELS = 24;
const LIMIT = 2000;

let map = null;
let footprints = null;
let images = [];
let chosen = null;
let stale = false;

/** One image on the map: its data from the server, its outline, its entry in the list. */
class Sight {
  constructor(feature, look) {
    this.feature = feature;
    this.properties = feature.properties;
    this.look = look;
    this.outline = L.geoJSON(feature, {
      style: { className: `footprint job-${look % COLOURS}`, dashArray: DASHES[look % COLOURS] },
    });
    this.bounds = this.outline.getBounds();
    this.entry = el('button', { type: 'button', 'aria-pressed': 'false', class: `job-${look % COLOURS}`,
      click: () => choose(this, [this], this.bounds.getCenter(), true) },
    this.#thumbnail(),
    el('span', { class: 'text' }, day(this.properties.datetime), el('br'),
      el('span', { class: 'small soft' }, [this.properties.job, cloud(this.properties)].filter(Boolean).join(' · '))));
  }

  #thumbnail() {
    const address = ownAddress(this.properties.quicklook);
    return address ? el('img', { src: address, alt: '', loading: 'lazy', width: '52', height: '52' }) : el('span', { class: 'blank' });
  }

  mark(on) {
    this.entry.setAttribute('aria-pressed', String(on));
    this.outline.eachLayer(layer => layer.getElement()?.classList.toggle('chosen', on));
  }
}

const cloud = ({ cloudCover }) => (cloudCover === null || cloudCover === undefined ? '' : `${cloudCover.toFixed(1)} % cloud`);

function popup(sight, stack, place) {
  const { properties, feature } = sight;
  const i = stack.indexOf(sight);
  const step = (label, to) => el('button', { type: 'button', disabled: stack[to] === undefined,
    click: () => choose(stack[to], stack, place, false) }, label);
  const picture = ownAddress(properties.quicklook);
  return el('div', { class: 'sight' },
    el('h2', { tabindex: '-1' }, day(properties.datetime)),
    picture ? fileLink(properties.quicklook, el('img', { src: picture, alt: `Quicklook of ${feature.id}` })) : el('p', { class: 'soft' }, 'No quicklook.'),
    el('p', {}, el('strong', {}, properties.job), cloud(properties) === '' ? '' : ` · ${cloud(properties)}`),
    el('p', { class: 'small soft' }, imageName(properties.image ?? feature.id), el('br'), at(properties.datetime)),
    el('p', { class: 'small' }, fileLink(properties.item, 'STAC item'), ' · ', properties.address
      ? fileLink(properties.address, el('code', {}, properties.file ?? 'GeoTIFF'))
      : el('code', {}, properties.file ?? '')),
    stack.length > 1
      ? el('div', { class: 'steps' }, step('‹ Newer', i - 1), el('span', { class: 'small soft' }, `${i + 1} of ${stack.length} here`), step('Older ›', i + 1))
      : null);
}

function choose(sight, stack, place, fromList) {
  chosen?.mark(false);
  remember(sight);
  chosen = sight;
  sight.mark(true);
  sight.outline.bringToFront();
  const content = popup(sight, stack, place);
  content.querySelector('a:has(img)')?.classList.add('view');
  map.closePopup();
  const shown = L.popup({ maxWidth: 280, minWidth: Math.min(260, map.getSize().x - 90), autoPanPaddingTopLeft: [12, 12], autoPanPaddingBottomRight: [52, 36] })
    .setLatLng(place).setContent(content).openOn(map);
  shown.getElement().addEventListener('keydown', event => (event.key === 'Escape' ? map.closePopup(shown) : null));
  shown.on('remove', () => leave(sight, fromList));
  (fromList ? map.getContainer() : sight.entry).scrollIntoView({ block: 'nearest' });
  content.querySelector('h2').focus({ preventScroll: true });
}

function leave(sight, fromList) {
  sight.mark(false);
  if (chosen === sight) {
    chosen = null;
    remember(null);
    if (fromList) {
      sight.entry.focus({ preventScroll: true });
    }
    if (stale) {
      load();
    }
  }
}

/** Keeps the shown image in the address, so that it can be shared. */
function remember(sight) {
  const query = new URLSearchParams(chosenJob());
  if (sight !== null) {
    query.set('image', sight.feature.id);
  }
  history.replaceState(null, '', query.size === 0 ? location.pathname : `?${query}`);
}

/** Fetches new images, but does not close an open popup. */
function refresh() {
  stale = true;
  if (chosen === null) {
    load();
  }
}

/** Shows the newest of all images at the place that was clicked, on this one's footprint. */
function showUnder(clicked, { latlng }) {
  const stack = images.filter(sight => sight === clicked || sight.bounds.contains(latlng));
  choose(stack[0], stack, latlng, false);
}

function show(features) {
  map.closePopup();
  footprints.clearLayers();
  const jobs = [...new Set(features.map(feature => feature.properties.job))].sort();
  images = features.map(feature => new Sight(feature, jobs.indexOf(feature.properties.job)));
  // The newest is added last, so that it lies on top.
  [...images].reverse().forEach(sight => footprints.addLayer(sight.outline.on('click', event => showUnder(sight, event))));
  byId('legend').replaceChildren(...jobs.map((job, i) => el('li', {}, swatch(i), el('span', { class: 'name' }, job))));
  byId('list-title').textContent = images.length === LIMIT ? `The latest ${LIMIT} images` : counted(images.length, 'image');
  byId('images').replaceChildren(images.length === 0
    ? nothing('No images yet.', ['Start a job under ', el('a', { href: '/' }, 'Jobs'), '; each image it stores appears here.'])
    : el('ul', { class: 'images' }, images.map(sight => el('li', {}, sight.entry))));
}

/** The line of a job's footprints, beside its name. */
function swatch(i) {
  const space = 'http://www.w3.org/2000/svg';
  const svg = document.createElementNS(space, 'svg');
  const line = document.createElementNS(space, 'path');
  svg.setAttribute('viewBox', '0 0 26 10');
  svg.setAttribute('class', `job-${i % COLOURS}`);
  svg.setAttribute('aria-hidden', 'true');
  Object.entries({ d: 'M1 5H25', fill: 'none', stroke: 'currentColor', 'stroke-width': '3', 'stroke-dasharray': DASHES[i % COLOURS] ?? 'none' })
    .forEach(([name, value]) => line.setAttribute(name, value));
  svg.append(line);
  return svg;
}

/** All footprints with as much of the surrounding coast as leaves them large enough to click. */
function fit() {
  if (images.length > 0) {
    const bounds = footprints.getBounds();
    const readable = Math.log2((SMALLEST_PIXELS * 360) / (256 * (bounds.getEast() - bounds.getWest())));
    map.fitBounds(bounds, { maxZoom: Math.max(OVERVIEW_ZOOM, readable), padding: [40, 40], animate: false });
  } else {
    map.setView([12, 0], 1.5, { animate: false });
  }
}

const load = () => attempt(async () => {
  stale = false;
  byId('images').setAttribute('aria-busy', 'true');
  show((await get(`/images?limit=${LIMIT}&${chosenJob()}`)).features);
  byId('images').removeAttribute('aria-busy');
});

async function loadAndFit() {
  await load();
  fit();
}

await attempt(async () => {
  map = await worldMap(byId('map'));
  footprints = L.featureGroup().addTo(map);
  await jobFilter(loadAndFit);
});
const asked = new URLSearchParams(location.search).get('image');
await loadAndFit();
images.find(sight => sight.feature.id === asked)?.entry.click();
follow({ closed: refresh, again: refresh });
