// Brings the step a case stands at into view, without moving the page.
for (const area of document.querySelectorAll('.flow-pan')) {
  const here = area.querySelector('[data-state="open"],[data-state="late"]');
  if (!here) continue;
  const box = here.getBoundingClientRect();
  const frame = area.getBoundingClientRect();
  area.scrollLeft += box.left - frame.left - (frame.width - box.width) / 2;
  area.scrollTop += box.top - frame.top - (frame.height - box.height) / 2;
}
// A step followed from the chart opens the text twin that holds it.
function reveal() {
  const target =
    location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const twin = target && target.closest('details');
  if (twin) {
    twin.open = true;
    target.scrollIntoView({ block: 'center' });
  }
}
addEventListener('hashchange', reveal);
reveal();
