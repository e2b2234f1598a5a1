// Hands the buttons of a page to allauth's own passkey script. The page says in attributes what belongs together.
'use strict';
document.addEventListener('DOMContentLoaded', () => {
  for (const place of document.querySelectorAll('[data-passkey]')) {
    const { passkey, button, credential, passwordless, options } = place.dataset;
    const ids = { login: button, authenticate: button, add: button, credential, passwordless };
    if (options) ids.data = options;
    window.allauth.webauthn.forms[passkey]({ ids });
  }
});
