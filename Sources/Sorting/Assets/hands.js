// What keys, buttons and the mouse bring about.

/** Where a range of photos begins. */
let anchor = noLabel;

/** Goes to a group, or to a photo in it. */
function go(group, photo = noLabel, takesFocus = true) {
  [here.group, here.photo] = [group, photo];
  here.index = work.groups.indexOf(group);
  document.querySelectorAll('.photo[tabindex="0"]').forEach(tile => { tile.tabIndex = -1; });
  showHeads();
  showHint();
  const target = photo === noLabel ? sections.get(group).querySelector('.head') : tiles[photo];
  target.tabIndex = 0;
  if (!takesFocus) return;
  target.focus({ preventScroll: true });
  const header = document.querySelector('header').offsetHeight;
  const box = (photo === noLabel ? sections.get(group) : target).getBoundingClientRect();
  const [top, bottom] = [header + 8, innerHeight - 24];
  // A group begins at the top if it does not fit otherwise; a photo moves the page no more than it must.
  if (box.top < top) scrollBy(0, box.top - top);
  else if (box.bottom > bottom) scrollBy(0, Math.min(box.top - top, box.bottom - bottom));
}

/** Goes to the next group with photos that have no label; begins again at the first. */
function goOn(group) {
  const from = work.groups.indexOf(group);
  for (let step = 0; step < work.groups.length; step += 1) {
    const next = work.groups[(from + step) % work.groups.length];
    const [first] = open(next).filter(passes);
    if (first !== undefined) return go(next, takesMany ? noLabel : first);
  }
  return go(group);
}

function select(numbers, isSelected) {
  for (const number of numbers) {
    if (isSelected) selection.add(number); else selection.delete(number);
    tiles[number].setAttribute('aria-selected', isSelected);
  }
  showHint();
}

const clear = () => select([...selection], false);

/** What a class or a key is for: the selection, the photo in the frame, or the rest of the group. */
function targets() {
  if (selection.size > 0) return [...selection].sort((a, b) => a - b);
  if (here.photo !== noLabel) return [here.photo];
  return takesMany ? open(here.group) : [];
}

function assign(value) {
  const [numbers, wasPhoto, wasSelection] = [targets(), here.photo, selection.size > 0];
  if (numbers.length === 0) return say('Nothing is chosen: choose photos first.');
  const changed = label(numbers, value);
  clear();
  const group = here.group;
  const next = wasSelection || wasPhoto === noLabel ? noLabel : neighbour(wasPhoto, 1);
  show(changed);
  say(`${count(numbers.length, 'photo')}: ${className(value)}. ${place('progress').textContent}.`);
  if (wasPhoto !== noLabel && !wasSelection && next !== noLabel) return go(group, next);
  return goOn(group);
}

function assignName(text) {
  const value = classNumber(text);
  if (value === undefined) return say('There are 256 classes already, and no more fit.');
  return assign(value);
}

function accept() {
  const isOne = selection.size > 0 || here.photo !== noLabel;
  const numbers = (isOne ? targets() : takesMany ? open(here.group) : []).filter(isProposed);
  if (numbers.length === 0) return false;
  const wasPhoto = selection.size > 0 ? noLabel : here.photo;
  const labels = [...work.labels];
  for (const number of numbers) labels[number] = proposal(number);
  change({ labels });
  clear();
  const group = here.group;
  const next = wasPhoto === noLabel ? noLabel : neighbour(wasPhoto, 1);
  show(numbers);
  say(`${count(numbers.length, 'proposal')} accepted. ${place('progress').textContent}.`);
  if (next !== noLabel) go(group, next); else goOn(group);
  return true;
}

/** Leaves photos with the class that the dataset gives them. */
function keepGiven() {
  const numbers = (selection.size > 0 || here.photo !== noLabel ? targets() : []).filter(number => photos[number].g !== undefined);
  if (numbers.length === 0) return undefined;
  const wasPhoto = selection.size > 0 ? noLabel : here.photo;
  const labels = [...work.labels];
  for (const number of numbers) labels[number] = photos[number].g;
  change({ labels });
  clear();
  const group = here.group;
  const next = wasPhoto === noLabel ? noLabel : neighbour(wasPhoto, 1);
  show(numbers);
  say(`${count(numbers.length, 'label')} kept. ${place('progress').textContent}.`);
  return next !== noLabel ? go(group, next) : goOn(group);
}

/** The photo before or behind one in its group, of those that are shown; noLabel if there is none. */
function neighbour(number, step) {
  const list = here.group.photos.filter(other => passes(other) || other === number);
  return list[list.indexOf(number) + step] ?? noLabel;
}

/** The photo above or below one; noLabel at the edge of the group. */
function vertical(number, step) {
  const list = visible(here.group);
  const box = tile => tiles[tile].getBoundingClientRect();
  const mine = box(number);
  const middle = mine.left + mine.width / 2;
  const others = list.map(other => [other, box(other)])
    .filter(([, other]) => step > 0 ? other.top > mine.top + 4 : other.top < mine.top - 4);
  if (others.length === 0) return noLabel;
  const top = step > 0 ? Math.min(...others.map(([, other]) => other.top)) : Math.max(...others.map(([, other]) => other.top));
  return others.filter(([, other]) => Math.abs(other.top - top) < 4)
    .map(([other, rectangle]) => [Math.abs(rectangle.left + rectangle.width / 2 - middle), other]).sort((a, b) => a[0] - b[0])[0][1];
}

function goVertically(step) {
  const groups = work.groups.filter(group => visible(group).length > 0);
  if (here.photo !== noLabel) {
    const next = vertical(here.photo, step);
    if (next !== noLabel) return next;
    if (step < 0) { go(here.group); return noLabel; }
  }
  const next = groups[groups.indexOf(here.group) + step];
  if (next) go(next);
  return noLabel;
}

/** Goes to a photo; with shift, selects all from where the range began. */
function goToPhoto(number, isRange, from) {
  if (isRange) {
    if (anchor === noLabel || !here.group.photos.includes(anchor)) anchor = from === noLabel ? number : from;
    const list = visible(here.group);
    const [a, b] = [list.indexOf(anchor), list.indexOf(number)];
    select(list.slice(Math.min(a, b), Math.max(a, b) + 1), true);
  } else {
    anchor = number;
  }
  go(here.group, number);
}

function travelled(isDone, what) {
  if (!isDone) return say(`Nothing to ${what}.`);
  clear();
  show();
  go(here.group, here.photo);
  return say(`${what === 'undo' ? 'Undone' : 'Done again'}. ${place('progress').textContent}.`);
}

const undo = () => travelled(travel(past, future), 'undo');
const redo = () => travelled(travel(future, past), 'redo');

function split() {
  const numbers = targets();
  if (numbers.length === 0 || selection.size === 0) return say('Select the photos of the new group first.');
  const index = work.groups.indexOf(here.group);
  regroup(numbers, index, true);
  clear();
  show([]);
  go(work.groups[groupIndex(numbers[0])]);
  return say(`${count(numbers.length, 'photo')} in a new group.`);
}

function mergeUp() {
  const index = work.groups.indexOf(here.group);
  if (index < 1) return say('There is no group above this one.');
  merge(index);
  show([]);
  go(work.groups[index - 1]);
  return say('Joined to the group above.');
}

function save() {
  handOut(table(), data.file);
  const rest = work.labels.filter(value => value === noLabel).length;
  place('saved').replaceChildren(`Saved ${data.file}. `, element('code', {}, data.command),
    rest > 0 ? ` ${count(rest, 'photo')} without a label ${rest === 1 ? 'is' : 'are'} not in it.` : '');
  place('saved').hidden = false;
}

function chooseShown(value) {
  shown = value;
  clear();
  if (here.photo !== noLabel && !passes(here.photo)) here.photo = noLabel;
  show();
  const group = visible(here.group).length > 0 ? here.group : work.groups.find(other => visible(other).length > 0);
  if (group) go(group, noLabel, false);
}

// The page's own buttons.

const helpRows = [['0 … 9', 'label the selected photos, the photo in the frame, or the rest of the group'], ['x', 'set aside: not part of the dataset'],
  ['Enter', 'on a group: type the name of a class; with a model: accept its proposals'], ['n', 'type the name of a class'],
  ['arrows', 'from group to group; right goes to the first photo of a group, left to the last, up and Escape out of it'],
  ['space', 'select the photo in the frame'], ['shift + arrows', 'select a range'], ['a', 'select all of the group without a label'],
  ...(photos.some(photo => photo.g !== undefined) ? [['Enter, k', 'on a photo: take the proposal, or keep the label that it has']] : []),
  ['Backspace', 'take the label away'], ['s', 'put the selected photos into a new group'], ['m', 'join the group to the one above'],
  ['u, ctrl + z', 'undo'], ['shift + u, ctrl + y', 'do again'], ['z', 'larger or smaller pictures'], ['?', 'this list'],
  ['mouse', 'click to select, shift for a range, drag over the background for many; then click a class, or drag onto one or onto a group']];

place('actions').append(
  element('label', {}, 'Show ', element('select', { id: 'shown' })),
  element('button', { type: 'button', id: 'undo', title: 'u', onclick: undo }, 'Undo'),
  element('button', { type: 'button', id: 'redo', title: 'shift + u', onclick: redo }, 'Redo'),
  element('button', { type: 'button', id: 'zoom', title: 'z', 'aria-label': 'Larger or smaller pictures', onclick: zoom }, 'Size'),
  element('button', { type: 'button', id: 'keys', title: '?', onclick: () => place('help').showModal() }, 'Keys'),
  element('button', { type: 'button', id: 'save', onclick: save }, `Save ${data.file}`));
document.querySelector('header').append(
  element('div', { id: 'picked', hidden: true },
    element('button', { type: 'button', id: 'take', title: 'Enter', onclick: accept }, 'Accept'),
    element('button', { type: 'button', id: 'keep', title: 'k', onclick: keepGiven }, 'Keep label'),
    element('button', { type: 'button', id: 'split', title: 's', onclick: split }, 'New group'),
    element('button', { type: 'button', id: 'unlabel', title: 'Backspace', onclick: () => assign(noLabel) }, 'No label'),
    element('button', { type: 'button', id: 'unselect', title: 'Escape', onclick: () => { clear(); go(here.group, here.photo); } }, 'Unselect')),
  element('p', { id: 'saved', class: 'notice', role: 'status', hidden: true }));
if (data.table === 'labels' && photos.some(photo => photo.t)) {
  const box = element('input', { type: 'checkbox', id: 'products', checked: true, onchange: () => { writesProducts = box.checked; } });
  place('actions').prepend(element('label', { title: 'Photos of one product, by their names, times or looks, are kept in one split' }, box, ' products'));
}
place('help').append(
  element('button', { type: 'button', class: 'close', onclick: () => place('help').close() }, 'Close'),
  element('h2', { id: 'help-title' }, 'Keys and mouse'),
  element('dl', {}, ...helpRows.flatMap(([key, text]) => [element('dt', {}, key), element('dd', {}, text)])));
place('shown').addEventListener('change', event => chooseShown(event.target.value));

function zoom() {
  document.documentElement.classList.toggle('zoomed');
  measure();
}
