// What is known of the images, and how they are drawn.

const data = JSON.parse(document.getElementById('data').textContent);
const images = data.images;

const position = image => `${data.splits[image.s]} ${image.i}`;
/** Number and name, or one of them if they are the same. */
const labelText = label => className(label) === String(label) ? className(label) : `${label} ${className(label)}`;
const className = label => data.classes[label] ?? String(label);
/** Whether the model is wrong about it; undefined without a model. */
const isMistake = image => image.q && image.q[0][0] !== image.l;

/** The address of an image's photo, embedded or in its own file; undefined if the page does not show it. */
function photoAddress(image) {
  if (image.v === undefined) return undefined;
  if (image.v !== '') return `data:image/jpeg;base64,${image.v}`;
  return `${data.photos}/${image.p}`.split('/').map(encodeURIComponent).join('/');
}

/** Whether photos are shown in the place of images. */
let showsPhotos = false;

/** Shows the photo or the image on a tile, whichever the reader wants. */
function dress(button) {
  const image = images[Number(button.dataset.image)];
  const address = showsPhotos ? photoAddress(image) : undefined;
  button.classList.toggle('photo', address !== undefined);
  button.style.backgroundImage = address === undefined ? '' : `url("${address}")`;
}

const place = number =>
  `--x:${number % data.columns};--y:${Math.floor(number / data.columns)}`;

/** The picture of an image; a button that opens it, or large and still. */
function tile(number, isLarge = false) {
  const image = images[number];
  const text = printable(`${position(image)}, ${className(image.l)}`);
  if (isLarge) return element('span', { class: 't large', style: place(number), role: 'img', 'aria-label': text });
  const button = element('button', { type: 'button', class: 't', style: place(number), title: text, 'data-image': number });
  dress(button);
  return button;
}

const photoButton = document.getElementById('show-photos');

function togglePhotos() {
  showsPhotos = !showsPhotos;
  photoButton.setAttribute('aria-pressed', String(showsPhotos));
  const tiles = [...document.querySelectorAll('button.t[data-image]')];
  // Photos take more room than images: what the reader is looking at stays where it is.
  const anchor = tiles.find(button => button.getBoundingClientRect().top >= photoButton.getBoundingClientRect().bottom);
  const top = anchor?.getBoundingClientRect().top;
  document.body.classList.toggle('photos', showsPhotos);
  tiles.forEach(dress);
  if (anchor && top < innerHeight) scrollBy({ top: anchor.getBoundingClientRect().top - top, behavior: 'instant' });
}

if (photoButton) {
  photoButton.hidden = false;
  photoButton.addEventListener('click', togglePhotos);
  document.addEventListener('keydown', event => {
    const isTyping = ['INPUT', 'SELECT', 'TEXTAREA'].includes(event.target.tagName);
    if (event.key.toLowerCase() !== 'p' || isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
    togglePhotos();
  });
}
