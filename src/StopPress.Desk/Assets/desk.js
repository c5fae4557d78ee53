// Passkeys, and small comforts. Everything but passkeys works without it.
const supports = typeof PublicKeyCredential === 'function' && typeof PublicKeyCredential.parseCreationOptionsFromJSON === 'function';

for (const form of document.querySelectorAll('form[data-passkey]')) {
  if (!supports) continue;
  form.hidden = false;
  form.addEventListener('submit', async (event) => {
    if (form.elements.credential.value) return;
    event.preventDefault();
    const failed = form.querySelector('[data-failed]');
    failed.hidden = true;
    try {
      const answer = await fetch(form.dataset.options, { method: 'POST', body: new FormData(form) });
      if (!answer.ok) throw new Error(String(answer.status));
      const options = await answer.json();
      const credential = form.dataset.passkey === 'new'
        ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
        : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });
      form.elements.credential.value = JSON.stringify(credential.toJSON());
      form.submit();
    } catch {
      failed.textContent = failed.dataset.failed;
      failed.hidden = false;
    }
  });
}

// A preview shows what is written now, not a second ago.
for (const link of document.querySelectorAll('[data-preview]')) link.addEventListener('pointerdown', () => window.stoppressEditor?.flush().catch(() => {}));

// What is only in the browser is brought to the newspaper first; the form then says which words were looked at.
for (const form of document.querySelectorAll('form[data-flush]')) {
  form.addEventListener('submit', async (event) => {
    if (form.dataset.flushed || !window.stoppressEditor) return;
    event.preventDefault();
    const pressed = event.submitter;
    if (pressed) pressed.disabled = true;
    try {
      form.elements.draft.value = await window.stoppressEditor.flush();
      form.dataset.flushed = 'yes';
      if (pressed) pressed.disabled = false;
      // Not within the event that was prevented: a form that is being submitted takes no second order.
      setTimeout(() => form.requestSubmit(pressed));
    } catch {
      if (pressed) pressed.disabled = false;
      document.querySelector('#editor [aria-live]')?.scrollIntoView({ block: 'center' });
    }
  });
}

// A menu that was opened is closed by Escape, and when something else is chosen.
for (const menu of document.querySelectorAll('details.menu')) {
  menu.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || !menu.open) return;
    menu.open = false;
    menu.querySelector('summary').focus();
  });
  document.addEventListener('click', (event) => {
    if (!menu.contains(event.target)) menu.open = false;
  });
}

const zone = document.querySelector('[data-own-zone]');
if (zone && !document.querySelector('.refused')) zone.value = Intl.DateTimeFormat().resolvedOptions().timeZone || zone.value;

for (const field of document.querySelectorAll('[data-select]')) field.addEventListener('focus', () => field.select());
