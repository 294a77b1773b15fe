// Live events from the server, and the view of a run in progress.
import { announce, el, say } from './dom.js';
import { count, counted, since } from './format.js';

const AGAIN_AFTER_MS = 5000;
const EVENTS = ['opened', 'progress', 'image', 'closed'];

/**
 * Follows the runs. The handlers are called opened, progress, image and closed, after the events; `again` is called when
 * the connection is restored after a break, to fetch what was missed. A hidden page gives up its connection.
 */
export function follow(handlers) {
  let source = null;
  let missed = false;

  function open() {
    source = new EventSource('/api/events');
    source.addEventListener('open', () => {
      say('connection', '');
      if (missed) {
        missed = false;
        handlers.again();
      }
    });
    source.addEventListener('error', () => {
      missed = true;
      say('connection', 'The connection to Swath is lost; this page may be out of date. Reconnecting…');
      if (source?.readyState === EventSource.CLOSED) {
        source = null;
        setTimeout(reopen, AGAIN_AFTER_MS);
      }
    });
    for (const name of EVENTS) {
      source.addEventListener(name, event => handlers[name]?.(JSON.parse(event.data)));
    }
  }

  function reopen() {
    if (source === null && !document.hidden) {
      open();
    }
  }

  function close() {
    source?.close();
    source = null;
    missed = true;
  }

  document.addEventListener('visibilitychange', () => (document.hidden ? close() : reopen()));
  addEventListener('pagehide', close);
  addEventListener('pageshow', reopen);
  reopen();
}

/** A run in progress. Its `update` takes the data of a progress event. */
export class LiveRun {
  #run;
  #quarter = 0;
  #bars = ['stored', 'skipped', 'empty', 'elsewhere', 'failed'].map(kind => [kind, el('span', { class: kind })]);
  #meter = el('div', { class: 'meter', role: 'progressbar', 'aria-valuemin': '0' }, this.#bars.map(([, bar]) => bar));
  #images = el('p', {}, 'Listing images…');
  #tiles = el('p', { class: 'soft small' });

  constructor(run, heading) {
    this.#run = run;
    this.#meter.setAttribute('aria-label', `Images of ${run.job}`);
    this.element = el('div', { class: 'live', 'data-run': run.run },
      el('div', { class: 'first' }, heading, el('span', { class: 'soft small' }, 'for ', since(run.started), ` · ${run.split}`)),
      this.#meter, this.#images, this.#tiles);
  }

  update(progress) {
    const done = progress.stored + progress.skipped + progress.empty + progress.elsewhere + progress.failed;
    for (const [kind, bar] of this.#bars) {
      bar.style.width = progress.listed === 0 ? '0' : `${(100 * progress[kind]) / progress.listed}%`;
    }
    this.#meter.setAttribute('aria-valuemax', String(progress.listed));
    this.#meter.setAttribute('aria-valuenow', String(done));
    this.#meter.setAttribute('aria-valuetext', `${done} of ${counted(progress.listed, 'image')}`);
    this.#images.textContent = `${count(done)} of ${counted(progress.listed, 'image')}: ${count(progress.stored)} stored, `
      + `${count(progress.skipped)} skipped, ${count(progress.empty)} empty, ${count(progress.elsewhere)} in work elsewhere, ${count(progress.failed)} failed`;
    this.#tiles.textContent = [
      progress.tilesPlanned ? `${count(progress.tilesFetched)} of ${counted(progress.tilesPlanned, 'tile')} fetched` : '',
      progress.limit === undefined ? '' : `${count(progress.inFlight)} of at most ${counted(progress.limit, 'request')} in flight`,
    ].filter(text => text !== '').join(' · ');
    this.#tell(done, progress.listed);
  }

  /** Announces each quarter, not each image. */
  #tell(done, listed) {
    const quarter = listed === 0 ? 0 : Math.floor((4 * done) / listed);
    if (quarter > this.#quarter) {
      this.#quarter = quarter;
      announce(`${this.#run.job}: ${done} of ${counted(listed, 'image')}`);
    }
  }
}
