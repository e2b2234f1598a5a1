// What is here, on a map: a point for a club or a place, a part of the neighbourhood for what people can do. The same
// words stand beside it as a list. And the map on which somebody shows where something is; a list of parts does too.
import L from 'leaflet';
import { LINE, NEAR, OWN, fetchOutlines, sayFailed, startMap, words } from './map/base.js';

const DOT = { color: '#7a3b69', weight: 2, fillColor: '#7a3b69', fillOpacity: 0.5, radius: 9 };
const FULL = { ...LINE, fillColor: '#f3dfe9', fillOpacity: 0.9, weight: 2 };

/** Texts under a name, always as text: people write them themselves. */
function told({ name, words: texts }) {
  const box = document.createElement('div');
  const head = document.createElement('strong');
  head.textContent = name;
  box.append(head);
  for (const text of texts ?? []) {
    const line = document.createElement('p');
    line.textContent = text;
    line.dir = 'auto';
    box.append(line);
  }
  return box;
}

function draw(map, found) {
  return L.geoJSON(found, {
    style: ({ properties, geometry }) => {
      if (geometry.type === 'Point') return DOT;
      if (properties.own) return { ...OWN, fillOpacity: 0 };
      return properties.words.length ? FULL : LINE;
    },
    pointToLayer: (_feature, place) => L.circleMarker(place, DOT),
    onEachFeature({ properties }, shape) {
      if (properties.own) return;
      shape.bindTooltip(properties.name, { sticky: true });
      if (properties.words.length) shape.bindPopup(() => told(properties), { maxWidth: 260 });
      if (shape.setStyle && !shape.getLatLng) {
        shape.on('mouseover', () => shape.setStyle(NEAR));
        shape.on('mouseout', () => shape.setStyle(properties.words.length ? FULL : LINE));
      }
    },
  }).addTo(map);
}

async function show(element) {
  const map = startMap(element);
  const found = await fetchOutlines(element.dataset.spots);
  if (!found) return sayFailed(element);
  const layer = draw(map, found);
  if (layer.getLayers().length) map.fitBounds(layer.getBounds(), { maxZoom: 16 });
  element.dataset.ready = 'true';
}

async function pick(element) {
  element.hidden = false;
  const select = document.getElementById(element.dataset.select);
  const field = document.getElementById(element.dataset.field);
  const map = startMap(element);
  const dot = L.circleMarker([0, 0], { ...DOT, interactive: false });

  function choose({ lat, lng }) {
    dot.setLatLng([lat, lng]).addTo(map);
    field.value = `${lng.toFixed(5)},${lat.toFixed(5)}`;
    if (![...select.options].some((option) => option.value === element.dataset.value)) {
      select.add(new Option(element.dataset.chosen, element.dataset.value));
    }
    select.value = element.dataset.value;
  }
  select.addEventListener('change', () => {
    if (select.value !== element.dataset.value) dot.remove();
  });
  map.on('click', ({ latlng }) => choose(latlng));
  const middle = document.createElement('button');
  middle.type = 'button';
  middle.className = 'nl-button nl-button--secondary';
  middle.textContent = words().middle;
  middle.addEventListener('click', () => choose(map.getCenter()));
  element.after(middle);
  const found = await fetchOutlines(element.dataset.outlines);
  const layer = found && L.geoJSON(found, { style: LINE, interactive: false, filter: ({ geometry }) => geometry.type !== 'Point' }).addTo(map);
  if (layer?.getLayers().length) map.fitBounds(layer.getBounds());
  const [lon, lat] = field.value.split(',').map(Number);
  if (select.value === element.dataset.value && lat) {
    dot.setLatLng([lat, lon]).addTo(map);
    map.setView([lat, lon], 15);
  }
  element.dataset.ready = 'true';
}

for (const element of document.querySelectorAll('[data-spots]')) show(element);
for (const element of document.querySelectorAll('[data-pick]')) pick(element);
