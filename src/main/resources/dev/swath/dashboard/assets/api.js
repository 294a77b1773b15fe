// The JSON interface, described by /api/openapi.json.
import { byId, el, say } from './dom.js';

const TOKEN = 'swath-token';

/** An error reply of the server. */
class Refusal extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

/** Fetches a path under /api. */
export const get = path => request(path, {});

/**
 * Runs an action. Asks for the token if this tab has none yet, or if it is refused; returns null if the user cancels.
 */
export async function act(path) {
  let refused = false;
  for (;;) {
    const token = sessionStorage.getItem(TOKEN) ?? await askForToken(refused);
    if (token === null) {
      return null;
    }
    try {
      const answer = await request(path, { method: 'POST', headers: { Authorization: `Bearer ${token}` } });
      sessionStorage.setItem(TOKEN, token);
      return answer;
    } catch (refusal) {
      if (refusal.status !== 401) {
        throw refusal;
      }
      sessionStorage.removeItem(TOKEN);
      refused = true;
    }
  }
}

/** Does some work, and shows in the page why it failed. */
export async function attempt(work) {
  try {
    await work();
    say('problem', '');
  } catch (error) {
    say('problem', error.message);
  }
}

/** Explains in the page why its buttons are disabled; the buttons refer to this text. */
export function explainActions(actions) {
  say('no-actions', actions ? '' : 'The buttons are disabled because no token is set: start Swath with swath.dashboard.token to enable them.');
  return actions ? null : 'no-actions';
}

/** A button that does something on the server, once at a time. */
export function actionButton(label, actions, kind, work) {
  const button = el('button', {
    type: 'button', class: kind, disabled: !actions, 'aria-describedby': actions ? null : 'no-actions',
    click: async () => {
      button.setAttribute('aria-busy', 'true');
      await attempt(work);
      button.removeAttribute('aria-busy');
    },
  }, label);
  return button;
}

async function request(path, options) {
  let response;
  try {
    response = await fetch(`/api${path}`, { ...options, cache: 'no-store', signal: AbortSignal.timeout(30_000) });
  } catch (error) {
    throw new Error(error.name === 'TimeoutError'
      ? 'Swath does not answer: no reply in 30 seconds.'
      : 'Swath does not answer: is it still running?');
  }
  const body = await response.json().catch(() => ({}));
  if (!response.ok) {
    throw new Refusal(response.status, body.error ?? `Swath answered ${response.status}.`);
  }
  return body;
}

function askForToken(refused) {
  const input = el('input', { id: 'token', type: 'password', autocomplete: 'off', required: true,
    'aria-describedby': 'token-why' });
  const dialog = el('dialog', { 'aria-labelledby': 'token-title' },
    el('form', { method: 'dialog' },
      el('h2', { id: 'token-title' }, 'Token'),
      el('p', { id: 'token-why', class: refused ? 'notice' : 'soft' }, refused
        ? 'Wrong token. Enter the value of swath.dashboard.token.'
        : 'Enter the value of swath.dashboard.token. It is kept until this tab is closed.'),
      el('label', { for: 'token' }, 'Token'), input,
      el('div', { class: 'foot' },
        el('button', { value: '', formnovalidate: true }, 'Cancel'),
        el('button', { value: 'go', class: 'main' }, 'Continue'))));
  document.body.append(dialog);
  dialog.showModal();
  input.focus();
  return new Promise(resolve => dialog.addEventListener('close', () => {
    dialog.remove();
    resolve(dialog.returnValue === 'go' ? input.value : null);
  }));
}

/** The job filter at the head of a page: its options are the jobs, its value is kept in the address. */
export async function jobFilter(onChange) {
  const select = byId('job');
  const chosen = new URLSearchParams(location.search).get('job') ?? '';
  byId('filter').addEventListener('submit', event => event.preventDefault());
  select.addEventListener('change', () => {
    history.replaceState(null, '', select.value === '' ? location.pathname : `?${jobQuery(select.value)}`);
    onChange();
  });
  const answer = await get('/jobs');
  const names = new Set(answer.jobs.map(job => job.name));
  if (chosen !== '') {
    names.add(chosen);
  }
  select.append(...[...names].map(name => el('option', { value: name }, name)));
  select.value = chosen;
  return answer;
}

export const jobQuery = job => new URLSearchParams({ job }).toString();

/** The query for the chosen job; empty for all. */
export const chosenJob = () => (byId('job').value === '' ? '' : jobQuery(byId('job').value));
