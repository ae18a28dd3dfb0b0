// What the person has decided so far: labels, groups and classes. Kept by the browser, handed out as a table.

const data = JSON.parse(document.getElementById('data').textContent);
const photos = data.photos;
const noLabel = -1;
const aside = -2;
const mostClasses = 256;

/** The label of each photo, the groups in their order, and the names of the classes. A change makes a new one of it. */
let work = {
  labels: photos.map(photo => photo.l ?? noLabel),
  groups: data.groups.map(group => ({ name: group.name, photos: group.photos })),
  classes: data.classes,
};
const [past, future] = [[], []];
const longestPast = 500;
const storageKey = `fmbuild sort ${data.key}`;
/** Why the browser's work could not be kept or read; empty if all is well. */
let storageTrouble = '';

const className = label => label === aside ? 'set aside' : work.classes[label] ?? String(label);
const isWhole = (value, low, high) => Number.isInteger(value) && value >= low && value < high;
const isClassName = name => typeof name === 'string' && name.trim() === name && name !== '' && name.length <= 200;

/** Work as the browser has kept it; an error if it is not whole. */
function restored(text) {
  const { labels, groups, classes } = JSON.parse(text);
  const seen = new Set();
  const isGood = Array.isArray(classes) && classes.length <= mostClasses && classes.every(isClassName)
    && new Set(classes).size === classes.length
    && data.classes.every((name, number) => classes[number] === name)
    && Array.isArray(labels) && labels.length === photos.length && labels.every(label => isWhole(label, aside, classes.length))
    && Array.isArray(groups) && groups.every(group => typeof group?.name === 'string' && Array.isArray(group.photos)
      && group.photos.length > 0
      && group.photos.every(number => isWhole(number, 0, photos.length) && seen.size < seen.add(number).size))
    && seen.size === photos.length;
  if (!isGood) throw new Error('not whole');
  return { labels, groups: groups.map(({ name, photos }) => ({ name, photos })), classes };
}

try {
  const text = localStorage.getItem(storageKey);
  if (text !== null) {
    try { work = restored(text); } catch {
      storageTrouble = 'What the browser had kept of this page is damaged and was not used.';
    }
  }
} catch {
  storageTrouble = 'This browser keeps nothing for this page: save the table before you close it.';
}

function keep() {
  try { localStorage.setItem(storageKey, JSON.stringify(work)); } catch {
    storageTrouble = 'This browser keeps nothing for this page: save the table before you close it.';
  }
}

/** Makes a change that can be undone. */
function change(parts) {
  past.push(work);
  if (past.length > longestPast) past.shift();
  future.length = 0;
  work = { ...work, ...parts };
  keep();
}

function travel(from, to) {
  if (from.length === 0) return false;
  to.push(work);
  work = from.pop();
  keep();
  return true;
}

/** Gives photos a label; returns those that had another. */
function label(numbers, value) {
  const changed = numbers.filter(number => work.labels[number] !== value);
  if (changed.length === 0) return changed;
  const labels = [...work.labels];
  for (const number of changed) labels[number] = value;
  change({ labels });
  return changed;
}

/** Names apart from case, white space, "/", "-" and "_", as the program compares them. */
const spelling = name => name.toLowerCase().replace(/[\s/_-]/gu, '') || name;

/** The number of the class with a name, which is made if there is none; undefined if there are too many. */
function classNumber(text) {
  const name = text.trim().normalize('NFC').replace(/[\p{Cc}\p{Zl}\p{Zp}]/gu, ' ').slice(0, 200).trim();
  if (name === '') return undefined;
  const known = work.classes.findIndex(other => spelling(other) === spelling(name));
  if (known >= 0) return known;
  if (work.classes.length >= mostClasses) return undefined;
  change({ classes: [...work.classes, name] });
  return work.classes.length - 1;
}

const groupIndex = number => work.groups.findIndex(group => group.photos.includes(number));

/** Puts photos into the group with an index, or into a new one behind it. */
function regroup(numbers, index, isNew) {
  const moved = new Set(numbers);
  const groups = work.groups.map(group => group.photos.some(number => moved.has(number))
    ? { name: group.name, photos: group.photos.filter(number => !moved.has(number)) } : group);
  if (isNew) groups.splice(index + 1, 0, { name: '', photos: numbers });
  else groups[index] = { name: groups[index].name, photos: [...groups[index].photos, ...numbers] };
  change({ groups: groups.filter(group => group.photos.length > 0) });
}

/** Joins the group with an index to the one above it. */
function merge(index) {
  if (index < 1) return;
  const groups = [...work.groups];
  const [upper, lower] = groups.splice(index - 1, 2);
  groups.splice(index - 1, 0, { name: upper.name, photos: [...upper.photos, ...lower.photos] });
  change({ groups });
}

// The tables.

let writesProducts = true;

function labelsTable() {
  const lines = [['path', 'label', 'group', 'action']];
  photos.forEach((photo, number) => {
    const value = work.labels[number];
    if (value >= 0) lines.push([photo.p, className(value), writesProducts ? photo.t ?? '' : '', '']);
    if (value === aside) lines.push([photo.p, '', '', 'drop']);
  });
  return csvTable(lines);
}

function correctionsTable() {
  const changes = photos.map((photo, number) => ({ photo, value: work.labels[number] }))
    .filter(({ photo, value }) => value !== noLabel && value !== photo.g)
    .map(({ photo, value }) => ({ source: photo.p, action: value === aside ? 'drop' : 'relabel',
      newClass: value === aside ? '' : className(value), label: className(photo.g), sha256: photo.d ?? '' }));
  return csvTable([['source', 'action', 'new_class', 'class', 'sha256'], ...correctionLines(data.former, changes)]);
}

const table = () => data.table === 'labels' ? labelsTable() : correctionsTable();
