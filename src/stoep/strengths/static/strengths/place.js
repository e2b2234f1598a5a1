// The map to point at a place weighs more than the whole page, and few need it: it is fetched when its fold is opened.
for (const fold of document.querySelectorAll('details:has([data-pick])')) {
  const fetchOnce = () => {
    if (!fold.open || fold.dataset.map) return;
    fold.dataset.map = 'true';
    const { style, script } = fold.querySelector('[data-pick]').dataset;
    const sheet = document.createElement('link');
    sheet.rel = 'stylesheet';
    sheet.href = style;
    const code = document.createElement('script');
    code.src = script;
    sheet.addEventListener('load', () => document.head.append(code));
    document.head.append(sheet);
  };
  fold.addEventListener('toggle', fetchOnce);
  fetchOnce();
}
