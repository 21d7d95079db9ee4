// Saves what is typed, a second after the last key; the form works the same without it.
for (const form of document.querySelectorAll('form[data-autosave]')) {
  const told = form.querySelector('[data-saved]');
  let timer;
  let running = Promise.resolve();
  const save = async () => {
    const values = new FormData(form);
    for (const [name, value] of new FormData(form)) if (value instanceof File) values.delete(name);
    try {
      const answer = await fetch(form.dataset.autosave, {
        method: 'POST',
        body: new URLSearchParams(values),
        headers: { accept: 'application/json' },
      });
      if (told) told.hidden = !answer.ok;
    } catch {
      if (told) told.hidden = true;
    }
  };
  form.addEventListener('input', () => {
    if (told) told.hidden = true;
    clearTimeout(timer);
    timer = setTimeout(() => (running = running.then(save)), 1000);
  });
  form.addEventListener('submit', () => clearTimeout(timer));
}
