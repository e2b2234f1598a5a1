// Typing cards by keyboard alone: Enter goes to the next box, and from the last one to the next card. Where nothing is
// to be told ("n"), no address is asked. Without this script Tab does the same.
for (const form of document.querySelectorAll('[data-typing]')) {
  const boxes = [...form.querySelectorAll('input:not([type=hidden]), textarea')];
  const skipped = (box) => box.name === 'address' && ['', 'n'].includes(form.elements.tell?.value.trim().toLowerCase());

  form.addEventListener('keydown', (event) => {
    const at = boxes.indexOf(event.target);
    if (event.key !== 'Enter' || at < 0 || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    const next = boxes.slice(at + 1).find((box) => !skipped(box));
    if (next) next.focus();
    else form.requestSubmit();
  });

  // The place is filled in already; the first box to type in is the one after it. What is wrong comes first.
  const wrong = boxes.find((box) => box.getAttribute('aria-invalid') === 'true');
  const first = wrong ?? boxes.find((box) => box.name !== 'place' || !box.value);
  if (first && !window.location.hash) {
    first.focus();
    first.select?.();
  }
}
