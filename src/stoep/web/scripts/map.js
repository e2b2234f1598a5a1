// The map on which people find their place. The same choice stands beside it as a list, for keyboard and no script.
import L from 'leaflet';
import { LINE, NEAR, OWN, fetchOutlines, label, sayFailed, startMap } from './map/base.js';

/** Only addresses on this very site are followed. */
function go(address) {
  const target = new URL(address, location.href);
  if (target.origin === location.origin) location.assign(target);
}

function draw(map, outlines, style, choose) {
  const layer = L.geoJSON(outlines, {
    style,
    onEachFeature(feature, shape) {
      const { properties } = feature;
      shape.bindTooltip(label(properties), { sticky: true });
      shape.on('mouseover', () => shape.setStyle(NEAR));
      shape.on('mouseout', () => layer.resetStyle(shape));
      shape.on('click', () => go(choose ? `?${new URLSearchParams({ [choose]: properties.code })}` : properties.url));
    },
  });
  return layer.addTo(map);
}

async function show(element) {
  const map = startMap(element);
  const { geojsonUrl, ownUrl, choose } = element.dataset;
  const outlines = await fetchOutlines(geojsonUrl);
  if (!outlines) return sayFailed(element);
  const layer = draw(map, outlines, LINE, choose);
  if (layer.getLayers().length) map.fitBounds(layer.getBounds());
  const own = ownUrl && !choose ? await fetchOutlines(ownUrl) : null;
  if (own) draw(map, own, OWN);
  element.dataset.ready = 'true';
}

for (const element of document.querySelectorAll('[data-map]')) show(element);
