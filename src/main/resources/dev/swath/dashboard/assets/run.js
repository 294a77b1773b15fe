// One run, in progress or ended.
import { act, actionButton, attempt, explainActions, get } from './api.js';
import { byId, el, fileLink, nothing, ownAddress, say, state, table, tableRow } from './dom.js';
import { ago, at, bytes, count, counted, day, imageName, seconds } from './format.js';
import { follow, LiveRun } from './live.js';

const id = decodeURIComponent(location.pathname.split('/').pop());
const orDash = (value, format) => (value === null || value === undefined ? '–' : format(value));
const LOOK_AGAIN_MS = 3000;
const rows = new Map();
let live = null;
let heard = 0;

const COLUMNS = [
  { name: 'Image', cell: image => picture(image) },
  { name: 'Acquired', cell: image => orDash(image.acquired, day) },
  { name: 'Outcome', text: true, cell: image => [state(image.status), image.cause ? el('span', { class: 'small soft' }, image.cause) : null] },
  { name: 'Tiles', cell: image => (image.tiles === null ? '–' : `${count(image.tilesFetched)} of ${count(image.tiles)}`) },
  { name: 'Requests', cell: image => orDash(image.requests, count) },
  { name: 'Time', cell: image => orDash(image.seconds, seconds) },
  { name: 'Written', cell: image => orDash(image.bytesWritten, bytes) },
];

const FAILURES = [
  { name: 'Image', cell: image => imageName(image.image) },
  { name: 'Acquired', cell: image => orDash(image.acquired, day) },
  { name: 'Cause', text: true, cell: image => image.cause ?? '' },
];

function picture(image) {
  const thumbnail = image.quicklook
    ? el('img', { src: ownAddress(image.quicklook), alt: '', width: '54', height: '54', loading: 'lazy' })
    : el('span', { 'aria-hidden': 'true' }, '–');
  const name = el('span', { title: image.image }, imageName(image.image));
  const content = [el('span', { class: 'frame' }, thumbnail), name];
  const whole = image.quicklook ? fileLink(image.quicklook, ...content) : el('div', {}, ...content);
  whole.className = 'picture';
  return whole;
}

function head(run) {
  document.title = `${run.job}, ${run.started.slice(0, 16).replace('T', ' ')} · Swath`;
  byId('title').textContent = run.job;
  byId('when').replaceChildren(state(run.state), ' · started ', at(run.started), ' (', ago(run.started), ') · ', run.split,
    ' · ', el('code', {}, run.run), ...(run.takenOver ? [' · taken over from another scheduler ', at(run.takenOver)] : []));
  byId('links').replaceChildren(...[
    run.report ? fileLink(run.report, 'Report') : null,
    run.contactSheet ? fileLink(run.contactSheet, 'Contact sheet') : null,
    el('a', { href: `/map?${new URLSearchParams({ job: run.job })}` }, 'Map'),
    el('a', { href: `/runs?${new URLSearchParams({ job: run.job })}` }, 'Other runs of this job'),
  ].filter(link => link !== null));
  say('cause', run.cause ?? '');
}

function totals(run) {
  byId('totals').hidden = run.state === 'running';
  const figures = [['images listed', count(run.listed)], ['stored', count(run.stored)], ['skipped', count(run.skipped)],
    ['empty', count(run.empty)], ['in work elsewhere', count(run.elsewhere)], ['failed', count(run.failed)], ['requests', count(run.requests)], ['retries', count(run.retries)],
    ['answered 429', count(run.rejected)], ['received', bytes(run.bytesReceived)], ['written', bytes(run.bytesWritten)],
    ['wall time', orDash(run.wallSeconds, seconds)]];
  byId('totals').replaceChildren(...figures.map(([name, figure]) => el('div', {}, el('dt', {}, name), el('dd', {}, figure))));
}

function showImages(images) {
  rows.clear();
  if (images.length === 0) {
    byId('images').replaceChildren(nothing(live ? 'No image is finished yet.' : 'This run had no images.'));
    return;
  }
  const whole = table(counted(images.length, 'image'), COLUMNS, images);
  whole.querySelectorAll('tbody tr').forEach((row, i) => rows.set(images[i].image, row));
  byId('images').replaceChildren(whole);
}

function showImage(image) {
  const row = tableRow(COLUMNS, image);
  if (rows.size === 0) {
    showImages([image]);
    return;
  }
  if (rows.has(image.image)) {
    rows.get(image.image).replaceWith(row);
  } else {
    byId('images').querySelector('tbody').append(row);
  }
  rows.set(image.image, row);
  byId('images').querySelector('caption').textContent = counted(rows.size, 'image');
}

function showFailures(run, actions) {
  const failed = run.images.filter(image => image.status === 'failed');
  byId('failures').hidden = failed.length === 0;
  if (failed.length > 0) {
    explainActions(actions);
    byId('failed').replaceChildren(table(counted(failed.length, 'failed image'), FAILURES, failed),
      el('p', {}, actionButton('Fetch failed images again', actions, 'main', () => retry(run.job))));
  }
}

async function retry(job) {
  const answer = await act(`/jobs/${encodeURIComponent(job)}/retries`);
  if (answer !== null) {
    byId('done').replaceChildren(`${counted(answer.images, 'image')} of ${job}, fetched again in a run of their own: `,
      el('a', { href: `/runs?${new URLSearchParams({ job })}` }, 'runs of this job'));
    byId('done').hidden = false;
  }
}

function showLive(run) {
  if (run.state !== 'running') {
    live = null;
    byId('live').replaceChildren();
  } else if (live === null) {
    live = new LiveRun(run, el('h2', { class: 'unseen' }, 'Progress'));
    byId('live').replaceChildren(live.element);
  }
  if (live !== null && Date.now() - heard > LOOK_AGAIN_MS) {
    live.update(run);
  }
}

const load = () => attempt(async () => {
  const [run, { actions }] = await Promise.all([get(`/runs/${encodeURIComponent(id)}`), get('/jobs')]);
  showLive(run);
  head(run);
  totals(run);
  showImages(run.images);
  showFailures(run, actions);
});

const mine = handle => data => (data.run === id ? handle(data) : null);

follow({
  opened: mine(load),
  progress: mine(data => {
    heard = Date.now();
    live?.update(data);
  }),
  image: mine(showImage),
  closed: mine(data => {
    say('done', `The run has ended: ${data.state}.`);
    load();
  }),
  again: load,
});
await load();
// A run of another process sends no events to this one; what the ledger has of it is looked up.
setInterval(() => (live === null || document.hidden || Date.now() - heard < LOOK_AGAIN_MS ? null : load()), LOOK_AGAIN_MS);
