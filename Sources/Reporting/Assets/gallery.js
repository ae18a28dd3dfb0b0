// All images of the page, by class, split, finding and mistake, in the order that the reader wants.

const pageLength = 240;
const form = document.getElementById('filters');
const tiles = document.getElementById('gallery-tiles');
/** The images that pass the filters, in order. */
let galleryOrder = [];
let shownCount = pageLength;
let appliedFilter = '';

function choice(name, title, options) {
  return element('label', {}, title, element('select', { name, id: `filter-${name}` },
    ...options.map(([value, text]) => element('option', { value }, text))));
}

const hasPredictions = images.some(image => image.q);
const hasSuspects = images.some(image => image.w);
form.append(
  choice('class', 'Class', [['', 'all'], ...data.classes.map((name, label) => [label, name])]),
  choice('split', 'Split', [['', 'all'], ...data.splits.map((name, split) => [split, name]).filter(([split]) => images.some(image => image.s === split))]),
  choice('finding', 'Finding', [['', 'all'], ['any', 'any finding'], ...data.checks.map((name, check) => [check, name]),
    ...(hasSuspects ? [['doubt', 'label to doubt']] : []), ['marked', 'marked by you']]),
  ...(hasPredictions ? [choice('mistake', 'Model', [['', 'all'], ['wrong', 'mistakes'], ['right', 'right']])] : []),
  choice('order', 'Sort by', [['position', 'position'], ['class', 'class'], ...(hasPredictions ? [['loss', 'loss, largest first']] : []),
    ...(hasSuspects ? [['doubt', 'doubt']] : [])]),
  element('label', {}, 'Photo', element('input', { name: 'photo', type: 'search', placeholder: 'part of the path', id: 'filter-photo' })),
  element('button', { type: 'reset' }, 'Reset'));
form.hidden = false;

function passes(image, number, filter) {
  if (filter.class !== '' && image.l !== Number(filter.class)) return false;
  if (filter.split !== '' && image.s !== Number(filter.split)) return false;
  if (filter.photo && !(image.p ?? '').toLowerCase().includes(filter.photo.toLowerCase())) return false;
  if (filter.mistake && (!image.q || isMistake(image) !== (filter.mistake === 'wrong'))) return false;
  switch (filter.finding) {
    case '': return true;
    case 'any': return Boolean(image.f);
    case 'doubt': return Boolean(image.w);
    case 'marked': return marks.has(number);
    default: return Boolean(image.f?.some(([check]) => check === Number(filter.finding)));
  }
}

const orders = {
  position: (a, b) => images[a].s - images[b].s || images[a].i - images[b].i,
  class: (a, b) => images[a].l - images[b].l || orders.position(a, b),
  loss: (a, b) => (images[b].o ?? -1) - (images[a].o ?? -1) || orders.position(a, b),
  doubt: (a, b) => (images[a].w?.[0] ?? Infinity) - (images[b].w?.[0] ?? Infinity) || orders.position(a, b),
};

function select() {
  const filter = Object.fromEntries(new FormData(form));
  appliedFilter = JSON.stringify([...new FormData(form)]);
  galleryOrder = images.map((_, number) => number).filter(number => passes(images[number], number, filter))
    .sort(orders[filter.order] ?? orders.position);
  shownCount = pageLength;
  showTiles();
}

function showTiles() {
  const shown = galleryOrder.slice(0, shownCount);
  tiles.replaceChildren(...shown.map(number => {
    const button = tile(number);
    if (isMistake(images[number])) {
      button.classList.add('mistaken');
      button.title += printable(`, taken for ${className(images[number].q[0][0])}`);
    }
    decorate(button);
    return button;
  }));
  document.getElementById('gallery-count').textContent =
    galleryOrder.length === 0 ? 'No image passes these filters.'
      : `${galleryOrder.length.toLocaleString('en')} of ${images.length.toLocaleString('en')} images`
        + (shown.length < galleryOrder.length ? `, ${shown.length} shown` : '')
        + (hasPredictions ? '; in a red frame: the model takes it for something else' : '');
  document.getElementById('gallery-more').hidden = shown.length === galleryOrder.length;
}

// Some browsers tell of a choice by the one, some by the other. A field also tells of a change when it is left, which must not
// put new tiles under the pointer that leaves it for a tile.
function selectIfChanged() {
  const filter = JSON.stringify([...new FormData(form)]);
  if (filter !== appliedFilter) select();
}

form.addEventListener('input', selectIfChanged);
form.addEventListener('change', selectIfChanged);
form.addEventListener('submit', event => event.preventDefault());
form.addEventListener('reset', () => setTimeout(select));
document.getElementById('gallery-more').addEventListener('click', () => { shownCount += pageLength; showTiles(); });

// Arrow keys walk over the tiles as they are laid out.
tiles.addEventListener('keydown', event => {
  const all = [...tiles.children];
  const index = all.indexOf(document.activeElement);
  if (index < 0) return;
  const columns = all.findIndex(other => other.offsetTop > all[0].offsetTop);
  const width = columns < 0 ? all.length : columns;
  const next = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: width, ArrowUp: -width }[event.key];
  if (next === undefined || !all[index + next]) return;
  event.preventDefault();
  all[index + next].focus();
});

document.querySelectorAll('[data-finding], [data-mistakes]').forEach(link => link.addEventListener('click', () => {
  form.reset();
  const check = data.checks.indexOf(link.dataset.finding);
  if (check >= 0) form.elements.finding.value = check;
  if (link.dataset.finding === 'doubt') { form.elements.finding.value = 'doubt'; form.elements.order.value = 'doubt'; }
  if ('mistakes' in link.dataset) {
    // Test images: the others the model has seen.
    form.elements.split.value = data.splits.length - 1;
    form.elements.mistake.value = 'wrong';
    form.elements.order.value = 'loss';
  }
  setTimeout(select);
}));

select();
showMarks();
