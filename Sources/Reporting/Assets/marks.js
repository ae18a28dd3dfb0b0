// What the reader says is wrong: kept by the browser, and handed out as a table for "fmbuild convert --corrections".

const storageKey = `fmbuild ${data.key}`;
/** By image number: { action: 'drop' } or { action: 'relabel', label }. */
const marks = new Map();

try {
  for (const [number, mark] of JSON.parse(localStorage.getItem(storageKey) ?? '[]'))
    if (images[number]) marks.set(number, mark);
} catch { /* Browsers may keep nothing for files; marks then last as long as the page. */ }

function setMark(number, mark) {
  if (mark) marks.set(number, mark); else marks.delete(number);
  try { localStorage.setItem(storageKey, JSON.stringify([...marks])); } catch { /* as above */ }
  showMarks();
}

function correctionsTable() {
  const changes = [...marks.keys()].sort((a, b) => a - b).map(number => {
    const [image, mark] = [images[number], marks.get(number)];
    return { source: image.p ?? '', action: mark.action, newClass: mark.action === 'relabel' ? className(mark.label) : '',
      label: className(image.l), sha256: image.h ?? '', more: [data.splits[image.s], String(image.i)] };
  });
  return csvTable([['source', 'action', 'new_class', 'class', 'sha256', 'split', 'index'],
    ...correctionLines(data.corrections, changes, ['', ''])]);
}

function download() {
  handOut(correctionsTable(), 'corrections.csv');
}

function decorate(button) {
  const number = Number(button.dataset.image);
  const mark = marks.get(number);
  button.classList.toggle('marked', Boolean(mark));
  button.classList.toggle('dropped', mark?.action === 'drop');
}

function showMarks() {
  document.querySelectorAll('button.t[data-image]').forEach(decorate);
  const panel = document.getElementById('corrections');
  panel.hidden = marks.size === 0 && data.corrections.length === 0;
  document.getElementById('marks-bar').hidden = marks.size === 0;
  document.getElementById('marks-count').textContent = `${marks.size} marked`;
  const untraceable = [...marks.keys()].some(number => !images[number].p);
  panel.replaceChildren(...[
    element('h3', { id: 'corrections-heading' }, `${marks.size} marked`),
    element('ul', {}, ...[...marks.keys()].sort((a, b) => a - b).map(number => {
      const [image, mark] = [images[number], marks.get(number)];
      const change = mark.action === 'drop' ? 'drop' : `${className(image.l)} → ${className(mark.label)}`;
      return element('li', {}, `${position(image)}${image.p ? `, ${image.p}` : ''}: ${change} `,
        element('button', { type: 'button', onclick: () => setMark(number, null) }, 'take back'));
    })),
    data.corrections.length > 0 && element('details', {},
      element('summary', {}, `Corrected before: ${data.corrections.length}. The table repeats them; whoever takes one back deletes its line.`),
      element('ul', {}, ...data.corrections.map(old =>
        element('li', {}, `${old.source}: ${old.action === 'drop' ? 'dropped' : `${old.formerLabel} → ${old.newClass}`}`)))),
    marks.size > 0 && element('p', {}, element('button', { type: 'button', id: 'download', onclick: download }, 'Download corrections.csv')),
    marks.size > 0 && (untraceable
      ? element('p', {}, 'This dataset does not say which photos its images are made of, so the table can name them only by split and index.')
      : element('p', {}, 'Then, with your folder of photos: ', element('code', {}, data.command), ' The photos stay as they are.')),
  ].filter(Boolean));
}

document.getElementById('marks-download').addEventListener('click', download);
