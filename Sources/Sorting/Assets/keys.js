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
    // Strays are the last of a group.
    if (here.photo === noLabel) { const last = visible(here.group).at(-1); if (last !== undefined) goToPhoto(last, event.shiftKey, noLabel); return; }
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
