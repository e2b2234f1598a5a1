// What every map of Stoep shares: one quiet colour for all places, words in the reader's language, no tiles from elsewhere.
import L from 'leaflet';
import 'leaflet/dist/leaflet.css';

export const NETHERLANDS = [[50.75, 3.3], [53.6, 7.25]];
export const LINE = { color: '#33517a', weight: 1, fillColor: '#ffffff', fillOpacity: 0.85 };
export const NEAR = { weight: 3, fillColor: '#dbe5f2' };
export const OWN = { color: '#7a3b69', weight: 3, dashArray: '6 4', fillColor: '#7a3b69', fillOpacity: 0.15 };

const WORDS = {
  nl: {
    zoomIn: 'Dichterbij', zoomOut: 'Verder weg', failed: 'De kaart kon niet worden geladen. Gebruik de lijst.',
    middle: 'Zet een punt in het midden', back: 'Laatste punt weg', again: 'Begin opnieuw',
    help: 'Klik rond uw buurt om een lijn te tekenen. Met het toetsenbord: schuif met de pijlen, en zet een punt in het midden.',
    points: (count) => (count < 3 ? `${count} punten. Zet er minstens 3.` : `${count} punten. De lijn is rond.`),
  },
  en: {
    zoomIn: 'Closer', zoomOut: 'Further away', failed: 'The map could not be loaded. Use the list.',
    middle: 'Put a point in the middle', back: 'Take the last point away', again: 'Start again',
    help: 'Click around your neighbourhood to draw a line. By keyboard: move with the arrows, and put a point in the middle.',
    points: (count) => (count < 3 ? `${count} points. Put at least 3.` : `${count} points. The line is closed.`),
  },
};

export function words() {
  return document.documentElement.lang.startsWith('en') ? WORDS.en : WORDS.nl;
}

/** A map in this element that shows the whole country until something else is shown. */
export function startMap(element) {
  const said = words();
  // Words that fade in are for a while too faint to read.
  const options = { minZoom: 6, maxZoom: 18, zoomSnap: 0.5, fadeAnimation: false };
  const map = L.map(element, { ...options, zoomControl: false, attributionControl: false });
  L.control.zoom({ zoomInTitle: said.zoomIn, zoomOutTitle: said.zoomOut }).addTo(map);
  return map.fitBounds(NETHERLANDS);
}

/** A name on the map, as text: never as HTML, since residents choose names themselves. */
export function label({ name, kind, municipality }) {
  const text = document.createElement('span');
  text.textContent = municipality ? `${name} (${kind}, ${municipality})` : `${name} (${kind})`;
  return text;
}

/** The outlines at this address of our own; null when they cannot be had. */
export async function fetchOutlines(address) {
  try {
    const answer = await fetch(address, { headers: { Accept: 'application/geo+json' } });
    return answer.ok ? await answer.json() : null;
  } catch {
    return null;
  }
}

/** Say under the map that it failed; the list on the page offers the same. */
export function sayFailed(element) {
  const note = document.createElement('p');
  note.className = 'stoep-note stoep-note--warning';
  note.setAttribute('role', 'status');
  note.textContent = words().failed;
  element.after(note);
}
