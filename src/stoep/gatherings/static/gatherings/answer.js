// The QR code on a card leads here with #CODE. The fragment never reaches the server by itself: it is put into the form
// and wiped from the address bar and the history. Whoever holds the card still chooses the answer.
const form = document.querySelector('[data-answer]');
const code = window.location.hash.slice(1);

if (form && /^[A-Za-z0-9-]{12,20}$/.test(code)) {
  window.history.replaceState(null, '', window.location.pathname + window.location.search);
  form.elements.code.value = code;
  // Another language keeps the code that was scanned.
  for (const link of document.querySelectorAll('[data-language]')) link.hash = code;
}
