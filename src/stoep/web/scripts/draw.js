// Draw a neighbourhood's own line: every click is a point. The line is written as GeoJSON into the form's own field,
// which stays usable without this script; whoever uses no map ticks areas in the list of the form.
import L from 'leaflet';
import { LINE, OWN, fetchOutlines, startMap, words } from './map/base.js';

const MOST_POINTS = 2000;

/** The points that stand in the field already, so that a form that comes back keeps what was drawn. */
function pointsIn(text) {
  try {
    const value = JSON.parse(text);
    const ring = (value.type === 'Feature' ? value.geometry : value).coordinates[0];
    return ring.slice(0, -1).map(([lon, lat]) => L.latLng(lat, lon));
  } catch {
    return [];
  }
}

function geojson(points) {
  if (points.length < 3) return '';
  const ring = points.map(({ lat, lng }) => [Number(lng.toFixed(5)), Number(lat.toFixed(5))]);
  return JSON.stringify({ type: 'Polygon', coordinates: [[...ring, ring[0]]] });
}

function button(text, act) {
  const made = document.createElement('button');
  made.type = 'button';
  made.className = 'nl-button nl-button--secondary';
  made.textContent = text;
  made.addEventListener('click', act);
  return made;
}

/** The row of buttons and the sentence under the map. */
function controls(element, acts) {
  const said = words();
  const help = document.createElement('p');
  help.className = 'stoep-meta';
  help.textContent = said.help;
  const row = document.createElement('div');
  row.className = 'stoep-actions stoep-no-print';
  row.append(button(said.middle, acts.middle), button(said.back, acts.back), button(said.again, acts.again));
  const status = document.createElement('p');
  status.className = 'stoep-meta';
  status.setAttribute('role', 'status');
  element.before(help);
  element.after(row, status);
  return (count) => { status.textContent = said.points(count); };
}

async function background(map, address, keepView) {
  const outlines = address ? await fetchOutlines(address) : null;
  if (!outlines) return;
  const layer = L.geoJSON(outlines, { style: LINE, interactive: false }).addTo(map);
  layer.bringToBack();
  if (!keepView && layer.getLayers().length) map.fitBounds(layer.getBounds());
}

function start(element) {
  const field = document.getElementById(element.dataset.outlineField);
  if (!field) return;
  const map = startMap(element);
  let points = pointsIn(field.value);
  const line = L.polygon(points, { ...OWN, interactive: false }).addTo(map);
  const dots = L.layerGroup().addTo(map);
  const say = controls(element, {
    middle: () => add(map.getCenter()),
    back: () => change(points.slice(0, -1)),
    again: () => change([]),
  });

  function change(next) {
    points = next;
    line.setLatLngs(points);
    dots.clearLayers();
    for (const point of points) dots.addLayer(L.circleMarker(point, { ...OWN, radius: 5, dashArray: null, interactive: false }));
    field.value = geojson(points);
    field.dispatchEvent(new Event('change', { bubbles: true }));
    say(points.length);
  }
  function add(point) {
    if (points.length < MOST_POINTS) change([...points, point]);
  }

  map.on('click', ({ latlng }) => add(latlng));
  if (points.length) map.fitBounds(line.getBounds());
  change(points);
  background(map, element.dataset.geojsonUrl, points.length > 0);
  element.dataset.ready = 'true';
}

for (const element of document.querySelectorAll('[data-draw]')) start(element);
