// The runs of the ledger.
import { attempt, chosenJob, get, jobFilter } from './api.js';
import { byId, el, fileLink, nothing, state, table } from './dom.js';
import { ago, bytes, count, counted, exact, seconds } from './format.js';
import { follow } from './live.js';

const COLUMNS = [
  { name: 'Started', cell: run => [el('a', { href: `/runs/${encodeURIComponent(run.run)}` }, exact(run.started)),
    el('span', { class: 'small soft' }, ago(run.started))] },
  { name: 'Job', text: true, cell: run => run.job },
  { name: 'Outcome', text: true, cell: run => [state(run.state), run.cause ? el('span', { class: 'small soft' }, run.cause) : null] },
  { name: 'Listed', cell: run => count(run.listed) },
  { name: 'Stored', cell: run => count(run.stored) },
  { name: 'Skipped', cell: run => count(run.skipped) },
  { name: 'Empty', cell: run => count(run.empty) },
  { name: 'Elsewhere', cell: run => count(run.elsewhere) },
  { name: 'Failed', cell: run => (run.failed ? el('span', { class: 'failed' }, count(run.failed)) : '0') },
  { name: 'Requests', cell: run => count(run.requests) },
  { name: 'Written', cell: run => bytes(run.bytesWritten) },
  { name: 'Time', cell: run => (run.wallSeconds === null ? '–' : seconds(run.wallSeconds)) },
  { name: 'Report', cell: run => (run.report
    ? labelled(fileLink(run.report, 'open'), `Report of the run of ${exact(run.started)}`) : '–') },
];

function labelled(link, label) {
  link.setAttribute('aria-label', label);
  return link;
}

function show(runs) {
  byId('runs').replaceChildren(runs.length === 0
    ? nothing('No runs yet.', ['Start a job under ', el('a', { href: '/' }, 'Jobs'), ', or with ', el('code', {}, 'swath once'), '.'])
    : table(`The latest ${counted(runs.length, 'run')}`, COLUMNS, runs));
}

const load = () => attempt(async () => show((await get(`/runs?limit=100&${chosenJob()}`)).runs));

await attempt(() => jobFilter(load));
follow({ opened: load, closed: load, again: load });
await load();
