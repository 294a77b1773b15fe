// Creates elements of a page without parsing markup: everything from a server is inserted as text.

/** An element with attributes and children. A function is a listener; false and null omit an attribute or a child. */
export function el(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === 'function') {
      element.addEventListener(key, value);
    } else if (value !== false && value !== null && value !== undefined) {
      element.setAttribute(key, value === true ? '' : value);
    }
  }
  element.append(...children.flat().filter(child => child !== null && child !== undefined && child !== false));
  return element;
}

export const byId = id => document.getElementById(id);

/** Puts a text into the element with that id, and hides the element if the text is empty. */
export function say(id, text) {
  const element = byId(id);
  element.textContent = text;
  element.hidden = text === '';
}

/** Announces a text to screen readers only. */
export function announce(text) {
  byId('said').textContent = text;
}

/** A link to a file of an output folder; without a link if the address leads to another server. */
export function fileLink(address, ...children) {
  const url = ownAddress(address);
  return url === null ? el('span', {}, ...children) : el('a', { href: url }, ...children);
}

/** The address if it is on this server; otherwise null. */
export function ownAddress(address) {
  if (!address) {
    return null;
  }
  const url = new URL(address, location.href);
  return url.origin === location.origin ? url.pathname + url.search : null;
}

/** A state as a word, with a sign and a colour. */
export const state = word => el('span', { class: `state ${word}` }, word);

/** The placeholder for an empty list. */
export const nothing = (...paragraphs) => el('div', { class: 'nothing' }, paragraphs.map(text => el('p', {}, text)));

/**
 * A table. A column has a name, and a function from a row to the content of its cell; the first one heads the row. The
 * roles are those that the elements have anyway, until a narrow screen lays them out as cards.
 */
export function table(caption, columns, rows) {
  const head = columns.map(column =>
    el('th', { scope: 'col', role: 'columnheader', class: column.text ? 'name' : null }, column.name));
  return el('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': caption },
    el('table', { role: 'table' },
      el('caption', {}, caption),
      el('thead', { role: 'rowgroup' }, el('tr', { role: 'row' }, head)),
      el('tbody', { role: 'rowgroup' }, rows.map(row => tableRow(columns, row)))));
}

/** One row of such a table. */
export function tableRow(columns, row) {
  return el('tr', { role: 'row' }, columns.map((column, i) => {
    const content = [column.cell(row)].flat();
    return i === 0
      ? el('th', { scope: 'row', role: 'rowheader' }, content)
      : el('td', { role: 'cell', class: column.text ? 'name' : null, 'data-name': column.name }, el('div', {}, content));
  }));
}
