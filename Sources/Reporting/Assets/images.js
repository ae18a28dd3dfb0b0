// What is known of the images, and how they are drawn.

const data = JSON.parse(document.getElementById('data').textContent);
const images = data.images;

/** A text in which control characters, overrides of the writing direction and the like are spelt out. */
const printable = text => text.replace(/(?![\n\u200c\u200d])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu,
  sign => `\\u{${sign.codePointAt(0).toString(16).toUpperCase()}}`);

/** An element with attributes, properties that begin with "on", and children. */
function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue;
    if (key.startsWith('on')) made.addEventListener(key.slice(2), value);
    else made.setAttribute(key, value === true ? '' : value);
  }
  made.append(...children.filter(child => child !== undefined && child !== null && child !== false)
    .map(child => typeof child === 'string' ? printable(child) : child));
  return made;
}

const position = image => `${data.splits[image.s]} ${image.i}`;
/** Number and name, or one of them if they are the same. */
const labelText = label => className(label) === String(label) ? className(label) : `${label} ${className(label)}`;
const className = label => data.classes[label] ?? String(label);
/** Whether the model is wrong about it; undefined without a model. */
const isMistake = image => image.q && image.q[0][0] !== image.l;

const place = number =>
  `--x:${number % data.columns};--y:${Math.floor(number / data.columns)}`;

/** The picture of an image; a button that opens it, or large and still. */
function tile(number, isLarge = false) {
  const image = images[number];
  const text = printable(`${position(image)}, ${className(image.l)}`);
  if (isLarge) return element('span', { class: 't large', style: place(number), role: 'img', 'aria-label': text });
  return element('button', { type: 'button', class: 't', style: place(number), title: text, 'data-image': number });
}
