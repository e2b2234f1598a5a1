// Focus goes to what is wrong, so that who listens or uses the keyboard hears it first.
const wrong = document.querySelector('.stoep-summary');
if (wrong) wrong.focus();

// What was typed is not lost when a page is closed by accident: the browser asks first.
document.querySelectorAll('form.stoep-form').forEach((form) => {
  let changed = false;
  form.addEventListener('input', () => {
    changed = true;
  });
  form.addEventListener('submit', () => {
    changed = false;
    // One press is one contribution: a second one within the same second does nothing.
    form.querySelectorAll('button[type=submit]').forEach((button) => {
      window.setTimeout(() => button.setAttribute('disabled', ''), 0);
      window.setTimeout(() => button.removeAttribute('disabled'), 4000);
    });
  });
  window.addEventListener('beforeunload', (event) => {
    if (changed && form.querySelector('textarea')?.value) event.preventDefault();
  });
});

// Buttons that only make sense with a script, such as "Afdrukken".
document.querySelectorAll('[data-print]').forEach((button) => {
  button.removeAttribute('hidden');
  button.addEventListener('click', () => window.print());
});
