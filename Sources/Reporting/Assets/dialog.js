// One image, large, with everything that is known of it.

const dialog = document.getElementById('image');
/** The images to go through with the arrow keys, and where in them the reader is. */
let sequence = [];
let current = 0;

function open(number, among) {
  sequence = among && among.includes(number) ? among : [number];
  current = sequence.indexOf(number);
  show();
  if (!dialog.open) dialog.showModal();
}

function step(distance) {
  if (current + distance < 0 || current + distance >= sequence.length) return;
  current += distance;
  show();
}

function facts(image) {
  const rows = [['label', labelText(image.l)]];
  if (image.n) rows.push(['corrected', `the photo's own label is ${image.n}`]);
  rows.push(['photo', image.p ?? 'not known: the dataset has no manifest, so that convert cannot trace marks to photos']);
  if (image.c) rows.push(['kept', image.c]);
  if (image.h) rows.push(['SHA-256', image.h]);
  for (const [check, detail] of image.f ?? []) rows.push([data.checks[check], detail || 'found']);
  if (image.w) rows.push(['doubt', `number ${image.w[0]}: rather ${className(image.w[1])}?`]);
  if (image.o !== undefined) rows.push(['loss', (image.o / 1000).toFixed(3)]);
  return element('dl', {}, ...rows.flatMap(([name, value]) => [element('dt', {}, name), element('dd', {}, value)]));
}

function bars(image) {
  if (!image.q) return undefined;
  return element('div', { class: 'bars' }, ...image.q.map(([label, share], rank) => {
    const kind = label === image.l ? 'right' : rank === 0 ? 'wrong' : '';
    const sign = label === image.l ? ' ✓' : rank === 0 ? ' ✗' : '';
    return element('div', { class: kind }, element('span', {}, className(label) + sign),
      element('span', {}, element('i', { style: `width:${share / 10}%` })), element('span', {}, `${(share / 10).toFixed(1)}%`));
  }));
}

/** The photo, with a frame around what was kept. */
function photo(image) {
  const address = photoAddress(image);
  if (address === undefined) return undefined;
  const [left, top, width, height] = (image.k ?? []).map(part => `${part / 10}%`);
  return element('figure', { class: 'whole' },
    element('span', {}, element('img', { src: address, alt: printable(`photo ${image.p}`) }),
      image.k && element('i', { style: `left:${left};top:${top};width:${width};height:${height}` })),
    element('figcaption', {}, image.k ? 'photo; the frame is what was kept' : 'photo'));
}

/** What the stages of the pipeline made of the photo, one after the other. */
function strip(image) {
  if (!image.t) return undefined;
  return element('div', { class: 'strip', tabindex: '0', role: 'group', 'aria-label': 'stages' }, ...image.t.map(stage =>
    element('figure', {}, element('img', { src: `data:image/png;base64,${stage.picture}`, alt: `after ${stage.name}` }),
      element('figcaption', {}, element('strong', {}, stage.name), element('small', {}, stage.parameters),
        element('small', {}, stage.size)))));
}

/** The class that a doubtful label should rather be; elsewhere the reader chooses, as a model's guess is often wrong. */
function suggestion(image) {
  return image.w ? image.w[1] : '';
}

function actions(number) {
  const [image, mark] = [images[number], marks.get(number)];
  const suggested = mark?.action === 'relabel' ? mark.label : suggestion(image);
  const choice = element('select', { id: 'new-class', 'aria-label': 'the right class' },
    element('option', { value: '', selected: suggested === '' }, 'choose…'),
    ...data.classes.map((name, label) => [name, label]).filter(([, label]) => label !== image.l)
      .map(([name, label]) => element('option', { value: label, selected: label === suggested }, name)));
  const mend = action => {
    if (action === 'relabel' && choice.value === '') { choice.focus(); return; }
    const isSame = mark?.action === action && (action === 'drop' || mark.label === Number(choice.value));
    setMark(number, isSame ? null : action === 'drop' ? { action } : { action, label: Number(choice.value) });
    show();
  };
  choice.addEventListener('change', () => { if (marks.get(number)?.action === 'relabel') mend('relabel'); });
  return element('div', { class: 'actions' },
    data.classes.length > 1 && element('button', { type: 'button', id: 'wrong-label', 'aria-pressed': String(mark?.action === 'relabel'),
      onclick: () => mend('relabel'), title: 'key W' }, 'Wrong label, it is'),
    data.classes.length > 1 && choice,
    element('button', { type: 'button', id: 'drop', 'aria-pressed': String(mark?.action === 'drop'), onclick: () => mend('drop'), title: 'key D' },
      'Drop'));
}

function show() {
  const number = sequence[current];
  const image = images[number];
  const focused = dialog.contains(document.activeElement) ? document.activeElement.id : 'close';
  dialog.replaceChildren(
    element('h2', { id: 'image-heading' }, `${position(image)} · ${className(image.l)}`),
    element('button', { type: 'button', id: 'close', class: 'close', 'aria-label': 'close', onclick: () => dialog.close() }, '✕'),
    element('div', { class: 'columns' }, photo(image), element('div', { class: 'still' }, tile(number, true)),
      element('div', {}, facts(image), bars(image))),
    ...[strip(image)].filter(Boolean),
    // These stay in sight while what is above them scrolls.
    element('div', { class: 'last' }, actions(number),
      element('div', { class: 'actions' },
        element('button', { type: 'button', id: 'previous', disabled: current === 0, onclick: () => step(-1) }, '← previous'),
        element('button', { type: 'button', id: 'next', disabled: current === sequence.length - 1, onclick: () => step(1) }, 'next →'),
        element('small', {}, `${current + 1} of ${sequence.length}`))));
  // What had the focus was replaced, and may be switched off now; the keys work as long as something in here has it.
  const button = document.getElementById(focused);
  (button && !button.disabled ? button : document.getElementById('close')).focus();
}

dialog.addEventListener('keydown', event => {
  if (event.target.tagName === 'SELECT' || event.ctrlKey || event.metaKey || event.altKey) return;
  const action = {
    ArrowLeft: () => step(-1), ArrowRight: () => step(1), w: () => document.getElementById('wrong-label')?.click(),
    d: () => document.getElementById('drop').click(),
  }[event.key.length === 1 ? event.key.toLowerCase() : event.key];
  if (action) { event.preventDefault(); action(); }
});
dialog.addEventListener('click', event => { if (event.target === dialog) dialog.close(); });
dialog.addEventListener('close', () => {
  document.querySelector(`#gallery-tiles [data-image="${sequence[current]}"]`)?.focus();
});

document.addEventListener('click', event => {
  const opener = event.target.closest?.('[data-image]');
  if (!opener) return;
  const group = opener.closest('.tiles, .cards, svg');
  const shown = opener.closest('#gallery-tiles') ? galleryOrder
    : group?.tagName === 'svg' ? null
    : group && [...group.querySelectorAll('[data-image]')].map(other => Number(other.dataset.image));
  open(Number(opener.dataset.image), shown);
});
