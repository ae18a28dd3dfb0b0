// Pictures of the map's points, where the pointer is.

const chart = document.getElementById('map-chart');
const tip = element('div', { id: 'tip', hidden: true });
document.body.append(tip);

function showTip(event) {
  const point = event.target.closest?.('[data-image]');
  tip.hidden = !point;
  if (!point) return;
  const number = Number(point.dataset.image);
  const picture = tile(number, true);
  picture.style.setProperty('--s', 'calc(var(--small) * 2)');
  const address = photoAddress(images[number]);
  tip.replaceChildren(picture, ...(address === undefined ? [] : [element('img', { src: address, alt: '' })]),
    printable(`${position(images[number])} · ${className(images[number].l)}`));
  const box = tip.getBoundingClientRect();
  tip.style.left = `${Math.min(event.clientX + 14, innerWidth - box.width - 8)}px`;
  tip.style.top = `${Math.min(event.clientY + 14, innerHeight - box.height - 8)}px`;
}

chart?.addEventListener('pointermove', showTip);
chart?.addEventListener('pointerleave', () => { tip.hidden = true; });
