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
  go(group, selection.size > 0 || !takesMany ? photo : noLabel);
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
  if (selection.size === 0 && takesMany) here.photo = noLabel;
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

// The page begins.

addEventListener('resize', measure);
show();
if (!takesMany) document.documentElement.classList.add('doubts');
[here.group] = [work.groups.find(group => open(group).length > 0) ?? work.groups[0]];
go(here.group, takesMany ? noLabel : open(here.group)[0] ?? noLabel, false);
if (storageTrouble) say(storageTrouble);
