// What the scripts of all pages share: elements, and tables to hand out.

/** A text in which control characters, overrides of the writing direction and the like are spelt out. */
const printable = text => text.replace(/(?![\n\u200c\u200d])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu,
  sign => `\\u{${sign.codePointAt(0).toString(16).toUpperCase()}}`);

/** An element with attributes, properties that begin with "on", and children. */
function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue;
    if (key.startsWith('on')) made.addEventListener(key.slice(2), value);
    else made.setAttribute(key, value === true ? '' : value);
  }
  made.append(...children.filter(child => child !== undefined && child !== null && child !== false)
    .map(child => typeof child === 'string' ? printable(child) : child));
  return made;
}

/** A field of a table; spaces at its ends and separators of other countries' tables are kept by quotation marks as well. */
const csvField = text => /[",;|\t\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
const csvTable = lines => lines.map(line => line.map(csvField).join(',') + '\n').join('');

/**
 * The lines of a table of corrections. It takes the place of the one before, so it repeats what the dataset was corrected by
 * already. Changes are { source, action, newClass, label, sha256, more }; `more` are further fields, blank for what is repeated.
 */
function correctionLines(former, changes, blanks = []) {
  const known = new Map(former.map(old => [old.source, old]));
  const sources = new Set(changes.map(change => change.source));
  return [
    ...former.filter(old => !sources.has(old.source))
      .map(old => [old.source, old.action, old.newClass, old.formerLabel, old.sha256, ...blanks]),
    ...changes.map(change => [change.source, change.action, change.newClass,
      known.get(change.source)?.formerLabel ?? change.label, change.sha256, ...change.more ?? []]),
  ];
}

/** Gives the reader a file. */
function handOut(text, name) {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/csv' }));
  element('a', { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10000);
}
