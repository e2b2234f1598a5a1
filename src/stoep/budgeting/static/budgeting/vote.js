// The QR code on a letter leads here with #CODE. The fragment never reaches the server by itself: it is put into the form
// and wiped from the address bar and the history. Whoever holds the letter still goes on by their own hand.
const form = document.querySelector('[data-vote]');
const code = window.location.hash.slice(1);

if (form && /^[A-Za-z0-9-]{13,20}$/.test(code)) {
  window.history.replaceState(null, '', window.location.pathname + window.location.search);
  form.elements.code.value = code;
  // Another language keeps the code that was scanned.
  for (const link of document.querySelectorAll('[data-language]')) link.hash = code;
}

// What is left of the money, while somebody ticks; without this it stands on the page that looks back.
const ballot = document.querySelector('[data-left]');

if (ballot) {
  const shown = ballot.querySelector('.budgeting-left');
  const words = shown.dataset.words;
  const tell = () => {
    let left = Number(ballot.dataset.sum);
    for (const box of ballot.querySelectorAll('[data-cost]:checked')) left -= Number(box.dataset.cost);
    const sum = (Math.abs(left) / 100).toLocaleString('nl-NL', { maximumFractionDigits: 2 });
    shown.textContent = words.replace(/€\s?[\d.,]+/, `€\u00a0${left < 0 ? '−' : ''}${sum}`);
    shown.classList.toggle('budgeting-left--over', left < 0);
  };
  ballot.addEventListener('change', tell);
  tell();
}
