// The groups and their photos, as the page shows them.

const place = id => document.getElementById(id);
const selection = new Set();
/** Where the person is: a group, and in it a photo, or noLabel for the group as a whole. */
const here = { group: work.groups[0], photo: noLabel };
let shown = '';
/** Whether the proposals of a whole group can be taken at once; doubts are judged one by one. */
const takesMany = data.table === 'labels';

const passes = number => shown === '' || work.labels[number] === Number(shown);
const visible = group => group.photos.filter(passes);
const open = group => group.photos.filter(number => work.labels[number] === noLabel);
const proposal = number => photos[number].q?.[0][0];
const isProposed = number => work.labels[number] === noLabel && proposal(number) !== undefined;
/** A proposal in words: a class, and how probable it is if that is known. */
const guess = ([label, share]) => share === undefined ? `${className(label)}?` : `${Math.round(share / 10)}% ${className(label)}`;
const count = (number, noun) => `${number.toLocaleString('en')} ${noun}${number === 1 ? '' : 's'}`;
const groupTitle = group => group.name || `Group ${work.groups.indexOf(group) + 1}`;

const tiles = photos.map((photo, number) => element('div', {
  role: 'option', class: 'photo', id: `photo-${number}`, tabindex: -1, 'data-photo': number, title: printable(photo.p),
}, element('img', { alt: '', width: photo.w, height: photo.h, draggable: 'false' }),
element('span', { class: 'says' })));

/** Shows of a photo what has been decided about it. */
function dress(number) {
  const [tile, photo, value] = [tiles[number], photos[number], work.labels[number]];
  const text = value !== noLabel ? className(value) : photo.q ? guess(photo.q[0]) : '';
  tile.classList.toggle('labelled', value >= 0);
  tile.classList.toggle('aside', value === aside);
  tile.classList.toggle('guessed', value === noLabel && text !== '');
  tile.classList.toggle('noted', Boolean(photo.n));
  // Of a doubt, the label is shown above what it may be.
  tile.lastChild.replaceChildren(...(photo.g !== undefined && value !== photo.g
    ? [element('s', {}, className(photo.g)), element('br')] : []), printable(text));
  tile.setAttribute('aria-selected', selection.has(number));
  const given = photo.g !== undefined ? `, labelled ${className(photo.g)} so far` : '';
  const says = value !== noLabel ? className(value) : photo.q ? `no label, perhaps ${text}` : 'no label';
  tile.setAttribute('aria-label', printable(`${photo.p}, ${says}${given}${photo.n ? `, ${photo.n}` : ''}`));
  tile.title = printable([photo.p, ...(photo.g !== undefined ? [`labelled ${className(photo.g)}`] : []),
    ...(photo.q ?? []).map(guess),
    ...(photo.t ? [`perhaps the same product as others: ${photo.t}`] : []), ...(photo.n ? [photo.n] : [])].join('\n'));
  tile.hidden = !passes(number);
}

/** The pictures of groups that are far away cost nothing. */
const watcher = new IntersectionObserver(entries => {
  for (const entry of entries) {
    if (!entry.isIntersecting) continue;
    watcher.unobserve(entry.target);
    for (const tile of entry.target.querySelectorAll('.photo')) paint(tile);
  }
}, { rootMargin: '1200px' });

function paint(tile) {
  const picture = tile.firstChild;
  if (!picture.src) picture.src = `data:image/jpeg;base64,${photos[tile.dataset.photo].s}`;
}

/** By group: its section. A changed group is another group. */
let sections = new Map();

function section(group) {
  const head = element('button', { type: 'button', class: 'head', tabindex: -1 });
  const name = element('input', { class: 'name', list: 'names', placeholder: 'class…', autocomplete: 'off', tabindex: -1 });
  const grid = element('div', { class: 'tiles', role: 'listbox', 'aria-multiselectable': 'true' });
  const button = (what, text, title) => element('button', { type: 'button', tabindex: -1, 'data-do': what, title }, text);
  const made = element('section', { class: 'group' },
    element('div', { class: 'line' }, head, name, button('accept', 'Accept', 'Take the proposals (Enter)'),
      button('all', 'Select', 'Select those without a label (a)'),
      button('merge', 'Merge up', 'Join this group to the one above (m)')), grid);
  made.group = group;
  grid.append(...group.photos.map(number => tiles[number]));
  return made;
}

/** Shows the groups as they are now. */
function showGroups() {
  const former = sections;
  sections = new Map(work.groups.map(group => [group, former.get(group) ?? section(group)]));
  const main = place('groups');
  const wanted = [...sections.values()];
  if (main.children.length !== wanted.length || wanted.some((made, index) => main.children[index] !== made))
    main.replaceChildren(...wanted);
  for (const [group, made] of sections) {
    if (former.has(group) && group.photos.every(number => tiles[number].parentNode === made.lastChild)) continue;
    made.lastChild.append(...group.photos.map(number => tiles[number]));
    watcher.unobserve(made);
    watcher.observe(made);
  }
  measure();
}

/** Tells the browser how high groups will be that it has not laid out. */
function measure() {
  const style = getComputedStyle(document.documentElement);
  const side = parseFloat(style.getPropertyValue('--side')) + 8;
  const columns = Math.max(1, Math.floor(place('groups').clientWidth / side));
  for (const [group, made] of sections)
    made.style.containIntrinsicBlockSize = `auto ${Math.ceil(visible(group).length / columns) * (side + 22) + 70}px`;
}

function showHeads() {
  for (const [group, made] of sections) {
    const [all, rest] = [visible(group).length, open(group).length];
    made.hidden = all === 0;
    const labels = new Set(group.photos.map(number => work.labels[number]).filter(value => value >= 0));
    const names = [...labels].map(className).join(', ');
    const [line, grid] = made.children;
    const text = `${groupTitle(group)} · ${count(group.photos.length, 'photo')}`
      + (rest === 0 ? ` · ${names || 'set aside'} ✓` : rest < group.photos.length ? ` · ${rest} to go` : '');
    if (line.firstChild.textContent !== printable(text)) line.firstChild.textContent = printable(text);
    made.classList.toggle('done', rest === 0);
    line.lastChild.hidden = !takesMany;
    made.classList.toggle('current', group === here.group);
    made.setAttribute('aria-label', printable(groupTitle(group)));
    grid.setAttribute('aria-label', printable(`Photos of ${groupTitle(group)}`));
    line.querySelector('.name').setAttribute('aria-label', printable(`Class of the photos of ${groupTitle(group)} without a label`));
    line.querySelector('.name').hidden = rest === 0;
    line.querySelector('[data-do=accept]').hidden = !takesMany || !group.photos.some(isProposed);
    line.querySelector('[data-do=all]').hidden = rest === 0;
    line.querySelector('[data-do=merge]').hidden = group === work.groups[0];
    line.firstChild.tabIndex = group === here.group && here.photo === noLabel ? 0 : -1;
  }
}

function showClasses() {
  const counts = new Map();
  for (const value of work.labels) counts.set(value, (counts.get(value) ?? 0) + 1);
  const bar = place('classes');
  const button = (value, key) => element('button', {
    type: 'button', class: 'class', 'data-class': value, title: key === '' ? false : `key ${key}`,
    'aria-label': printable(`${className(value)}, ${count(counts.get(value) ?? 0, 'photo')}${key === '' ? '' : `, key ${key}`}`),
  }, key !== '' && element('kbd', {}, key), element('span', {}, className(value)),
  element('b', {}, (counts.get(value) ?? 0).toLocaleString('en')));
  const field = place('new-class')?.value ?? '';
  const hadFocus = document.activeElement?.id === 'new-class' ? 'new-class' : document.activeElement?.dataset?.class;
  bar.replaceChildren(...work.classes.map((_, value) => button(value, value < 10 ? String(value) : '')),
    button(aside, 'x'),
    element('input', { id: 'new-class', placeholder: '+ class', 'aria-label': 'Name of a new class', autocomplete: 'off' }));
  place('new-class').value = field;
  if (hadFocus === 'new-class') place('new-class').focus();
  else if (hadFocus !== undefined) bar.querySelector(`[data-class="${hadFocus}"]`)?.focus({ preventScroll: true });
  place('names').replaceChildren(...work.classes.map(name => element('option', { value: name })));
  const [rest, out] = [counts.get(noLabel) ?? 0, counts.get(aside) ?? 0];
  const sorted = photos.length - rest;
  place('progress').textContent = `${sorted.toLocaleString('en')} of ${photos.length.toLocaleString('en')} labelled`
    + (out > 0 ? `, ${out.toLocaleString('en')} of them set aside` : '');
  place('bar').value = sorted;
  const filter = place('shown');
  const options = [['', 'all photos'], [noLabel, `without a label (${rest})`],
    ...work.classes.map((name, value) => [value, `${name} (${counts.get(value) ?? 0})`]), [aside, `set aside (${out})`]];
  filter.replaceChildren(...options.map(([value, text]) =>
    element('option', { value, selected: String(value) === shown }, text)));
}

function showHint() {
  const rest = here.group ? open(here.group).length : 0;
  const what = selection.size > 0 ? `${count(selection.size, 'selected photo')}`
    : here.photo !== noLabel ? 'the photo in the frame'
      : rest > 0 && takesMany ? `${count(rest, 'photo')} without a label in “${groupTitle(here.group)}”` : '';
  place('hint').textContent = printable(storageTrouble ? `${storageTrouble} ` : '')
    + (what === '' ? 'Choose photos, then a class.'
      : work.classes.length === 0 ? `Type the name of a class for ${printable(what)}, after Enter.`
        : `A class or its digit labels ${printable(what)}.`);
  place('picked').hidden = selection.size === 0;
  place('take').hidden = ![...selection].some(isProposed);
  place('keep').hidden = ![...selection].some(number => photos[number].g !== undefined);
}

/** Shows everything; only what differs changes. */
function show(numbers) {
  if (!work.groups.includes(here.group)) {
    const index = here.photo === noLabel ? -1 : groupIndex(here.photo);
    here.group = work.groups[index] ?? work.groups[Math.min(here.index ?? 0, work.groups.length - 1)];
    if (index < 0) here.photo = noLabel;
  }
  here.index = work.groups.indexOf(here.group);
  showGroups();
  (numbers ?? photos.keys()).forEach(dress);
  showHeads();
  showClasses();
  showHint();
  place('undo').disabled = past.length === 0;
  place('redo').disabled = future.length === 0;
}

const say = text => { place('said').textContent = printable(text); };
