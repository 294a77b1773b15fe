// The jobs, and the runs in progress.
import { act, actionButton, attempt, explainActions, get, jobQuery } from './api.js';
import { announce, byId, el, fileLink, nothing, ownAddress, say, state } from './dom.js';
import { ago, counted } from './format.js';
import { follow, LiveRun } from './live.js';

const LOOK_AGAIN_MS = 5000;
const live = new Map();
let elsewhere = false;

function show({ jobs, disabled, actions }) {
  explainActions(actions);
  byId('jobs').replaceChildren(...(jobs.length === 0 ? [noJobs()] : jobs.map(job => card(job, actions))));
  byId('disabled').replaceChildren(...(disabled.length === 0 ? [] : ['Not enabled: ',
    ...disabled.flatMap((name, i) => [i === 0 ? '' : ', ', el('code', {}, name)]), '. They run by name only: ', el('code', {}, 'swath once NAME'), '.']));
}

function noJobs() {
  return nothing('No jobs yet.', ['Write one with ', el('code', {}, 'swath new JOB --area=… --collection=…'),
    ', or put a route file into ', el('code', {}, 'routes/jobs'), '.']);
}

function card(job, actions) {
  const last = job.lastRun;
  return el('article', { class: 'card', 'aria-labelledby': `job-${job.name}` },
    last?.contactSheet ? sheet(last) : null,
    el('div', { class: 'body' },
      el('h3', { id: `job-${job.name}` }, job.name, job.enabled ? null : state('off')),
      el('p', { class: 'collection' }, el('code', {}, job.collection ?? '')),
      el('dl', { class: 'facts' },
        fact('Schedule', el('code', {}, job.cron), ` ${job.timeZone}`),
        fact('Next run', ...nextRun(job)),
        fact('Last run', ...(last ? lastRun(last) : ['none yet'])))),
    el('div', { class: 'foot' },
      startButton(job, actions),
      el('a', { href: `/runs?${jobQuery(job.name)}`, 'aria-label': `Runs of ${job.name}` }, 'Runs'),
      el('a', { href: `/map?${jobQuery(job.name)}`, 'aria-label': `Map of ${job.name}` }, 'Map'),
      el('a', { href: `/failures?${jobQuery(job.name)}`, 'aria-label': `Failures of ${job.name}` }, 'Failures')));
}

/** The time in the job's zone, and how far off it is; then the times after it. */
function nextRun(job) {
  if (!job.nextFiring) {
    return ['by hand only'];
  }
  const [first, ...later] = job.nextFirings.map(localTime);
  return [`${first ?? localTime(job.nextFiring)} ${job.timeZone}, `, ago(job.nextFiring),
    later.length > 0 ? el('small', {}, ` then ${later.join(', ')}`) : ''];
}

/** Day and time as they are in the job's time zone. */
const localTime = (firing) => firing.slice(0, 16).replace('T', ' ');

const fact = (name, ...content) => el('div', {}, el('dt', {}, name), el('dd', {}, ...content));

function sheet(run) {
  const picture = el('img', { src: ownAddress(run.contactSheet), alt: `Contact sheet of the last run of ${run.job}`, loading: 'lazy' });
  const link = fileLink(run.contactSheet, picture);
  link.className = 'sheet';
  return link;
}

function lastRun(run) {
  const facts = [`${run.stored} stored`, run.skipped ? `${run.skipped} skipped` : '', run.empty ? `${run.empty} empty` : '', run.elsewhere ? `${run.elsewhere} in work elsewhere` : '',
    run.failed ? `${run.failed} failed` : '', run.notStarted ? `${run.notStarted} not started` : ''].filter(text => text !== '').join(', ');
  return [state(run.state), ' ', el('a', { href: `/runs/${encodeURIComponent(run.run)}` }, ago(run.started)), el('br'),
    `${counted(run.listed, 'image')}: ${facts}`];
}

function startButton(job, actions) {
  if (job.running) {
    return el('a', { href: `/runs/${encodeURIComponent(job.running)}` }, state('running'));
  }
  const button = actionButton('Run now', actions, 'main', async () => {
    const answer = await act(`/jobs/${encodeURIComponent(job.name)}/runs`);
    if (answer !== null) {
      say('done', `${job.name} was started.`);
    }
  });
  button.setAttribute('aria-label', `Run ${job.name} now`);
  return button;
}

function liveRun(data) {
  if (!live.has(data.run)) {
    const heading = el('h3', {}, el('a', { href: `/runs/${encodeURIComponent(data.run)}` }, data.job));
    const run = new LiveRun(data, heading);
    live.set(data.run, run);
    byId('live-runs').append(run.element);
    byId('live').hidden = false;
  }
  return live.get(data.run);
}

function drop(run) {
  live.get(run)?.element.remove();
  live.delete(run);
  byId('live').hidden = live.size === 0;
}

const load = () => attempt(async () => {
  const answer = await get('/jobs');
  show(answer);
  const going = new Set(answer.jobs.map(job => job.running));
  [...live.keys()].filter(run => !going.has(run)).forEach(drop);
  elsewhere = [...going].some(run => run && !live.has(run));
});

follow({
  opened: data => {
    liveRun(data);
    announce(`${data.job} has started`);
    load();
  },
  progress: data => liveRun(data).update(data),
  closed: data => {
    drop(data.run);
    say('done', `${data.job}: ${data.state}.`);
    load();
  },
  again: load,
});
await load();
// A run of another process sends no events to this one.
setInterval(() => (elsewhere && !document.hidden ? load() : null), LOOK_AGAIN_MS);
