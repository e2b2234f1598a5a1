// The few things that a script makes smoother on every page. Without it everything works as well.

/** Focus goes to what is wrong, so that who listens or uses the keyboard comes upon it first. */
function showWhatIsWrong() {
  document.querySelector('.stoep-summary')?.focus();
}

/** Buttons that make no sense without a script, such as "Afdrukken", appear. */
function showButtons() {
  document.querySelectorAll('[data-print]').forEach((button) => button.removeAttribute('hidden'));
}

const changed = new Set();

document.addEventListener('input', (event) => {
  if (event.target.matches('textarea')) changed.add(event.target);
});

document.addEventListener('submit', (event) => {
  changed.clear();
  if (event.target.method !== 'post') return;
  // One press is one contribution. The server refuses a second one as well; here it is only not sent.
  if (event.target.dataset.sent) return event.preventDefault();
  event.target.dataset.sent = 'yes';
  window.setTimeout(() => delete event.target.dataset.sent, 4000);
});

// Words that were typed are not lost when a page is closed by accident: the browser asks first.
window.addEventListener('beforeunload', (event) => {
  const isTyped = [...changed].some((field) => field.isConnected && field.value.trim());
  if (isTyped) event.preventDefault();
});

document.addEventListener('click', (event) => {
  if (event.target.closest('[data-print]')) window.print();
});

// htmx brought another piece of the list: the reader goes on at its beginning.
document.addEventListener('htmx:afterSettle', (event) => {
  if (event.target.id === 'inhoud') event.target.focus();
  showButtons();
});

showWhatIsWrong();
showButtons();
