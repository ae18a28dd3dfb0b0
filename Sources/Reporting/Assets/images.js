// What is known of the images, and how they are drawn.

const data = JSON.parse(document.getElementById('data').textContent);
const images = data.images;

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
