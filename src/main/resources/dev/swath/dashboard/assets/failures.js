// Images that failed and were not stored since, by job.
import { act, actionButton, attempt, chosenJob, explainActions, get, jobFilter } from './api.js';
import { byId, el, nothing, say, table } from './dom.js';
import { counted, day, imageName } from './format.js';
import { follow } from './live.js';

let actions = false;

const COLUMNS = [
  { name: 'Image', cell: failure => imageName(failure.image) },
  { name: 'Acquired', cell: failure => (failure.acquired ? day(failure.acquired) : '–') },
  { name: 'Run', text: true, cell: failure => el('a', { href: `/runs/${encodeURIComponent(failure.run)}` }, failure.run) },
  { name: 'Cause', text: true, cell: failure => failure.cause ?? '' },
];

function show(failures) {
  explainActions(actions || failures.length === 0);
  byId('failures').replaceChildren(...(failures.length === 0
    ? [nothing('Nothing is missing.', 'Every listed image is stored, skipped, empty, or being downloaded by another run.')]
    : [...byJob(failures)].map(([job, own]) => section(job, own))));
}

function byJob(failures) {
  const jobs = new Map();
  for (const failure of failures) {
    jobs.set(failure.job, [...(jobs.get(failure.job) ?? []), failure]);
  }
  return jobs;
}

function section(job, failures) {
  return el('section', { 'aria-label': `Failures of ${job}` },
    el('h2', {}, job),
    table(`${counted(failures.length, 'image')} to fetch again`, COLUMNS, failures),
    el('p', {}, actionButton(`Fetch ${counted(failures.length, 'image')} again`, actions, 'main', async () => {
      const answer = await act(`/jobs/${encodeURIComponent(job)}/retries`);
      if (answer !== null) {
        say('done', `Fetching ${counted(answer.images, 'image')} of ${job} again.`);
      }
    })));
}

const load = () => attempt(async () => show((await get(`/failures?${chosenJob()}`)).failures));

await attempt(async () => {
  actions = (await jobFilter(load)).actions;
});
follow({
  closed: data => {
    say('done', `${data.job}: ${data.state}.`);
    load();
  },
  again: load,
});
await load();
