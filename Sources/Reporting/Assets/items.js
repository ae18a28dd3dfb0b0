// What is known of the items, and how they are drawn.

const data = JSON.parse(document.getElementById('data').textContent);
const items = data.items;

/** An element with attributes, properties that begin with "on", and children. */
function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue;
    if (key.startsWith('on')) made.addEventListener(key.slice(2), value);
    else made.setAttribute(key, value === true ? '' : value);
  }
  made.append(...children.filter(child => child !== undefined && child !== null && child !== false));
  return made;
}

const position = item => `${data.splits[item.s]} ${item.i}`;
/** Number and name, or one of them if they are the same. */
const labelText = label => className(label) === String(label) ? className(label) : `${label} ${className(label)}`;
const className = label => data.classes[label] ?? String(label);
/** Whether the model is wrong about it; undefined without a model. */
const isMistake = item => item.q && item.q[0][0] !== item.l;

const place = number =>
  `--x:${number % data.columns};--y:${Math.floor(number / data.columns)}`;

/** The picture of an item; a button that opens it, or large and still. */
function tile(number, isLarge = false) {
  const item = items[number];
  const text = `${position(item)}, ${className(item.l)}`;
  if (isLarge) return element('span', { class: 't large', style: place(number), role: 'img', 'aria-label': text });
  return element('button', { type: 'button', class: 't', style: place(number), title: text, 'data-item': number });
}
