// What keys and the mouse do.

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
    if (open(next).length > 0 && visible(next).length > 0) return go(next);
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
  return open(here.group);
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
  ['arrows', 'from group to group; right goes into a group, up and Escape out of it'],
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

// The keyboard.

function type(group) {
  const field = sections.get(group).querySelector('.name');
  if (field.hidden && selection.size === 0) return;
  field.hidden = false;
  field.focus();
  field.select();
}

const plainKeys = {
  ArrowRight: event => {
    if (here.photo === noLabel) { const [first] = visible(here.group); if (first !== undefined) goToPhoto(first, event.shiftKey, noLabel); return; }
    const next = neighbour(here.photo, 1);
    if (next !== noLabel) goToPhoto(next, event.shiftKey, here.photo);
  },
  ArrowLeft: event => {
    if (here.photo === noLabel) return;
    const next = neighbour(here.photo, -1);
    if (next === noLabel) go(here.group); else goToPhoto(next, event.shiftKey, here.photo);
  },
  ArrowDown: event => { const next = goVertically(1); if (next !== noLabel) goToPhoto(next, event.shiftKey, here.photo); },
  ArrowUp: event => { const next = goVertically(-1); if (next !== noLabel) goToPhoto(next, event.shiftKey, here.photo); },
  Home: () => { const [first] = visible(here.group); if (first !== undefined) goToPhoto(first, false, noLabel); },
  End: event => { const last = visible(here.group).at(-1); if (last !== undefined) goToPhoto(last, event.shiftKey, here.photo); },
  ' ': () => {
    if (here.photo === noLabel) return;
    select([here.photo], !selection.has(here.photo));
    anchor = here.photo;
  },
  Enter: () => { if (!accept()) type(here.group); },
  Escape: () => { clear(); go(here.group); },
  Backspace: () => { if (selection.size > 0 || here.photo !== noLabel) assign(noLabel); },
  Delete: () => assign(aside),
  x: () => assign(aside),
  n: () => type(here.group),
  k: keepGiven,
  a: () => select(open(here.group).filter(passes), true),
  s: split,
  m: mergeUp,
  u: undo,
  U: redo,
  z: zoom,
  '?': () => place('help').showModal(),
};

document.addEventListener('keydown', event => {
  if (event.isComposing || event.altKey || document.querySelector('dialog[open]')) return;
  const isControl = event.ctrlKey || event.metaKey;
  const field = event.target.closest?.('input:not([type=checkbox]), select');
  if (field?.matches('.name')) {
    if (event.key === 'Escape') { event.preventDefault(); go(here.group, here.photo); }
    if (event.key === 'Enter' && field.value.trim() !== '') {
      event.preventDefault();
      const name = field.value;
      field.value = '';
      if (selection.size === 0) here.photo = noLabel;
      assignName(name);
    }
    return;
  }
  if (field?.id === 'new-class') {
    if (event.key === 'Enter' && field.value.trim() !== '') {
      event.preventDefault();
      const name = field.value;
      field.value = '';
      if (classNumber(name) !== undefined) say(`Class ${name.trim()}.`);
      show([]);
    }
    return;
  }
  if (field) return;
  if (isControl) {
    const key = event.key.toLowerCase();
    if (key === 'z' || key === 'y') { event.preventDefault(); if (key === 'y' || event.shiftKey) redo(); else undo(); }
    if (key === 'a') { event.preventDefault(); plainKeys.a(); }
    return;
  }
  const isInGroups = event.target === document.body || event.target.closest?.('.group, #classes');
  const button = event.target.closest?.('button');
  // Buttons keep their own keys.
  if (button && !button.matches('.head') && [' ', 'Enter'].includes(event.key)) return;
  if (!isInGroups) return;
  if (/^[0-9]$/.test(event.key)) {
    event.preventDefault();
    if (Number(event.key) < work.classes.length) assign(Number(event.key));
    else say(`There is no class ${event.key} yet: type its name after n.`);
    return;
  }
  const action = plainKeys[event.key];
  if (!action) return;
  event.preventDefault();
  action(event);
});

// The mouse. A finger scrolls and taps; a mouse also draws a frame around photos, and drags them.

const photoAt = target => { const tile = target?.closest?.('.photo'); return tile ? Number(tile.dataset.photo) : noLabel; };
const groupAt = target => target?.closest?.('.group')?.group;
const currentGroup = group => work.groups.includes(group) ? group : undefined;
let press;

place('groups').addEventListener('pointerdown', event => {
  if (event.button !== 0 || event.target.closest('.line')) return;
  press = { x: event.clientX, y: event.clientY, scroll: scrollY, photo: photoAt(event.target), group: groupAt(event.target), isMouse: event.pointerType === 'mouse' };
});

document.addEventListener('pointermove', event => {
  if (!press?.isMouse || !press.group) return;
  const isFar = Math.hypot(event.clientX - press.x, event.clientY - press.y) > 6;
  if (!press.drawn && !isFar) return;
  if (!press.drawn) {
    press.drawn = element('div', { id: press.photo === noLabel ? 'frame' : 'load' });
    document.body.append(press.drawn);
    if (press.photo !== noLabel) {
      if (!selection.has(press.photo)) { clear(); select([press.photo], true); }
      press.drawn.append(count(selection.size, 'photo'));
    }
  }
  if (press.photo !== noLabel) {
    Object.assign(press.drawn.style, { left: `${event.clientX + 12}px`, top: `${event.clientY + 12}px` });
    document.querySelectorAll('.target').forEach(other => other.classList.remove('target'));
    const under = document.elementFromPoint(event.clientX, event.clientY)?.closest('.class, .group');
    under?.classList.add('target');
  } else {
    const y = press.y + press.scroll - scrollY;
    const [left, top] = [Math.min(press.x, event.clientX), Math.min(y, event.clientY)];
    press.box = { left, top, right: Math.max(press.x, event.clientX), bottom: Math.max(y, event.clientY) };
    Object.assign(press.drawn.style, { left: `${left}px`, top: `${top}px`, width: `${press.box.right - left}px`, height: `${press.box.bottom - top}px` });
  }
});

document.addEventListener('pointerup', event => {
  const ended = press;
  press = undefined;
  document.querySelectorAll('.target').forEach(other => other.classList.remove('target'));
  if (!ended) return;
  if (!ended.drawn) return pick(event, ended);
  ended.drawn.remove();
  if (ended.photo === noLabel) return frame(ended);
  const under = document.elementFromPoint(event.clientX, event.clientY);
  const button = under?.closest('.class');
  const group = currentGroup(groupAt(under));
  go(currentGroup(ended.group) ?? here.group, noLabel, false);
  if (button) return assign(Number(button.dataset.class));
  if (!group || group === ended.group && selection.size === 1) return undefined;
  const numbers = [...selection].filter(number => !group.photos.includes(number));
  if (numbers.length === 0) return undefined;
  regroup(numbers, work.groups.indexOf(group), false);
  clear();
  show([]);
  return say(`${count(numbers.length, 'photo')} moved.`);
});

document.addEventListener('pointercancel', () => { press?.drawn?.remove(); press = undefined; });

/** A click: selects, or unselects, or selects a range. */
function pick(event, { photo, group }) {
  if (!currentGroup(group) || photoAt(event.target) !== photo) return;
  if (photo === noLabel) { clear(); go(group); return; }
  if (event.shiftKey && anchor !== noLabel && group.photos.includes(anchor)) {
    const list = visible(group);
    const [a, b] = [list.indexOf(anchor), list.indexOf(photo)];
    select(list.slice(Math.min(a, b), Math.max(a, b) + 1), true);
  } else {
    select([photo], !selection.has(photo));
    anchor = photo;
  }
  go(group, selection.size > 0 ? photo : noLabel);
}

function frame({ box, group }) {
  const inside = visible(group).filter(number => {
    const tile = tiles[number].getBoundingClientRect();
    return tile.left < box.right && tile.right > box.left && tile.top < box.bottom && tile.bottom > box.top;
  });
  select(inside, true);
  go(group, inside[0] ?? noLabel);
}

place('classes').addEventListener('click', event => {
  const button = event.target.closest('.class');
  if (!button) return;
  // A photo in the frame without a selection belongs to the keyboard; a click means the rest of its group.
  if (selection.size === 0) here.photo = noLabel;
  assign(Number(button.dataset.class));
});

place('groups').addEventListener('click', event => {
  const group = currentGroup(groupAt(event.target));
  const what = event.target.closest('[data-do]')?.dataset.do;
  if (!group || !event.target.closest('.line')) return;
  if (event.target.closest('.name')) { [here.group, here.photo] = [group, noLabel]; showHeads(); showHint(); return; }
  if (event.target.closest('.head')) { go(group); return; }
  here.group = group;
  here.photo = noLabel;
  if (what === 'accept') { clear(); accept(); }
  if (what === 'all') { select(open(group).filter(passes), true); go(group); }
  if (what === 'merge') mergeUp();
});

addEventListener('resize', measure);
show();
go(work.groups.find(group => open(group).length > 0) ?? work.groups[0], noLabel, false);
if (storageTrouble) say(storageTrouble);
