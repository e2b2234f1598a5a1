// The QR code on a slip leads here with #NUMBER.SECRET. The fragment never reaches the server by itself:
// it is put into the form, wiped from the address bar and the history, and sent by POST.
const form = document.querySelector('[data-own]');
const [number, secret] = window.location.hash.slice(1).split('.');

if (form && number && secret) {
  window.history.replaceState(null, '', window.location.pathname);
  form.elements.number.value = number;
  form.elements.secret.value = secret;
  form.requestSubmit();
}
