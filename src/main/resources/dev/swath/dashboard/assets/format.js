// Numbers and times as people read them.
import { el } from './dom.js';

const COUNT = new Intl.NumberFormat('en');
const TENTHS = new Intl.NumberFormat('en', { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const RELATIVE = new Intl.RelativeTimeFormat('en', { numeric: 'always' });
const UNITS = [['day', 86400], ['hour', 3600], ['minute', 60], ['second', 1]];

export const count = number => COUNT.format(number ?? 0);

/** "1 image", "2 images". */
export const counted = (number, word) => `${count(number)} ${word}${number === 1 ? '' : 's'}`;

/** Bytes in decimal units, as the run report has them. */
export function bytes(number) {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let value = number ?? 0;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  return unit === 0 ? `${count(value)} B` : `${TENTHS.format(value)} ${units[unit]}`;
}

/** Seconds as "4.2 s", "3 min 20 s" or "2 h 5 min". */
export function seconds(number) {
  const whole = Math.round(number);
  if (whole < 60) {
    return number < 10 ? `${TENTHS.format(number)} s` : `${whole} s`;
  }
  return whole < 3600
    ? `${Math.floor(whole / 60)} min ${whole % 60} s`
    : `${count(Math.floor(whole / 3600))} h ${Math.floor((whole % 3600) / 60)} min`;
}

/** An instant as "2024-01-05 15:43:12 UTC". */
export const exact = instant => `${new Date(instant).toISOString().slice(0, 19).replace('T', ' ')} UTC`;

/** How far an instant is from now: "3 hours ago", "in 5 minutes". */
export function relative(instant, now = Date.now()) {
  const away = (Date.parse(instant) - now) / 1000;
  const [unit, length] = UNITS.find(([, size]) => Math.abs(away) >= size) ?? UNITS[UNITS.length - 1];
  return Math.abs(away) < 1 ? 'now' : RELATIVE.format(Math.trunc(away / length), unit);
}

/** A relative time that keeps up with the clock; the exact instant is in the tooltip and in the markup. */
export const ago = instant =>
  el('time', { datetime: instant, title: exact(instant), 'data-shown': 'relative' }, relative(instant));

/** An instant in full. */
export const at = instant => el('time', { datetime: instant }, exact(instant));

/** The date of an instant, with the full time as tooltip. */
export const day = instant => el('time', { datetime: instant, title: exact(instant) }, instant.slice(0, 10));

/** How long it is since an instant. */
export const since = instant =>
  el('time', { datetime: instant, title: exact(instant), 'data-shown': 'since' }, lasting(instant));

function lasting(instant) {
  const whole = Math.max(0, Math.round((Date.now() - Date.parse(instant)) / 1000));
  return whole < 60 ? `${whole} s` : seconds(whole);
}

/** The last part of an image's id, which is unique in its collection, with places to break the line. */
export function imageName(image) {
  const parts = image.split('/').pop().split('_');
  return parts.flatMap((part, i) => (i === 0 ? [part] : ['_', el('wbr'), part]));
}

setInterval(() => {
  for (const time of document.querySelectorAll('time[data-shown]')) {
    const text = time.dataset.shown === 'since' ? lasting(time.dateTime) : relative(time.dateTime);
    if (time.textContent !== text) {
      time.textContent = text;
    }
  }
}, 1000);
