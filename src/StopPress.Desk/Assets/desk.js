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
    } catch (fault) {
      // WebAuthn, section 5.1.3: the device has a passkey for this account.
      failed.textContent = fault.name === 'InvalidStateError' ? failed.dataset.known ?? failed.dataset.failed : failed.dataset.failed;
      failed.hidden = false;
    }
  });
}

// A preview shows what is written now, not a second ago.
for (const link of document.querySelectorAll('[data-preview]')) link.addEventListener('pointerdown', () => window.stoppressEditor?.flush().catch(() => {}));

// What is chosen under filing is kept before anything else is done with the story; whoever leaves without keeping it is asked.
const filing = document.querySelector('form[data-filing]');
const keepFiling = async () => {
  if (!filing || filing.dataset.filing === 'kept') return null;
  const answer = await fetch(filing.action, { method: 'POST', body: new FormData(filing), redirect: 'manual', headers: { Accept: 'text/html' } });
  if (answer.type === 'opaqueredirect') {
    filing.dataset.filing = 'kept';
    return null;
  }
  const page = answer.status === 422 && new DOMParser().parseFromString(await answer.text(), 'text/html');
  const seen = page && page.querySelector('form[data-filing] [name=seen]');
  if (seen) filing.elements.seen.value = seen.value;
  return (page && page.querySelector('.refused')?.textContent.trim()) || filing.dataset.failed;
};
if (filing) {
  filing.addEventListener('input', () => { filing.dataset.filing = 'changed'; });
  window.addEventListener('beforeunload', (event) => { if (filing.dataset.filing === 'changed') event.preventDefault(); });
  const refuse = (wrong) => {
    for (const said of document.querySelectorAll('main .said')) said.remove();
    const line = filing.querySelector('.refused') ?? filing.insertBefore(Object.assign(document.createElement('p'), { className: 'refused' }), filing.firstChild);
    line.setAttribute('role', 'alert');
    line.textContent = wrong;
    filing.closest('details').open = true;
    line.scrollIntoView({ block: 'center' });
  };
  // What was chosen stays as it is when it is refused.
  filing.addEventListener('submit', async (event) => {
    if (!filing.dataset.flushed) return;
    event.preventDefault();
    filing.dataset.filing = 'changed';
    const wrong = await keepFiling().catch(() => filing.dataset.failed);
    delete filing.dataset.flushed;
    if (wrong) refuse(wrong);
    else location.assign(`${location.pathname}?said=kept`);
  });
  for (const form of document.querySelectorAll('.side form[method=post]')) {
    if (form === filing) continue;
    form.addEventListener('submit', async (event) => {
      if (filing.dataset.filing === 'kept') return;
      event.preventDefault();
      event.stopImmediatePropagation();
      const pressed = event.submitter;
      const wrong = await keepFiling().catch(() => filing.dataset.failed);
      if (!wrong) return form.requestSubmit(pressed);
      refuse(wrong);
    });
  }
}

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

// What was done, or why it was not, is read out and in sight, wherever on the page it stands.
const answer = document.querySelector('main .refused[role=alert]:not([hidden]), main .said[role=status]');
if (answer && !document.querySelector('[autofocus]')) {
  answer.tabIndex = -1;
  answer.focus();
  // The editor has moved it by the time that it is open.
  window.addEventListener('opened', () => requestAnimationFrame(() => document.activeElement === answer && answer.scrollIntoView({ block: 'center' })));
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

// Headlines that hold what is typed, to choose from; without a script the words are looked up when the form is sent.
for (const field of document.querySelectorAll('[data-stories]')) {
  let asked = null;
  field.addEventListener('input', () => {
    clearTimeout(asked);
    if (field.value.trim().length < 2) return;
    asked = setTimeout(async () => {
      try {
        const answer = await fetch(`${field.dataset.stories}?${new URLSearchParams({ q: field.value })}`, { headers: { Accept: 'application/json' } });
        const found = answer.ok ? await answer.json() : [];
        field.list.replaceChildren(...[...new Set(found.map((one) => one.headline))].map((headline) => Object.assign(document.createElement('option'), { value: headline })));
      } catch { /* The form finds it, too. */ }
    }, 200);
  });
}

const zone = document.querySelector('[data-own-zone]');
if (zone && !document.querySelector('.refused')) zone.value = Intl.DateTimeFormat().resolvedOptions().timeZone || zone.value;

for (const field of document.querySelectorAll('[data-select]')) field.addEventListener('focus', () => field.select());

// In the calendar arrow keys go from day to day; beyond its edge it turns the page and goes on there.
const days = document.querySelector('[data-days]') && document.querySelector('#calendar');
if (days) {
  const at = (day) => days.querySelector(`.day[data-day="${day}"]`);
  const moved = (day, by) => new Date(Date.parse(`${day}T12:00:00Z`) + by * 86400000).toISOString().slice(0, 10);
  const asked = location.hash.startsWith('#day-') && at(location.hash.slice(5));
  if (asked) asked.focus();
  document.addEventListener('keydown', (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.target.closest('input, select, textarea')) return;
    const here = document.activeElement?.closest?.('[data-days] td')?.querySelector('.day')?.dataset.day;
    const step = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 }[event.key];
    const turn = { PageUp: 'prev', PageDown: 'next' }[event.key];
    if (step && here) {
      const day = moved(here, document.documentElement.dir === 'rtl' && Math.abs(step) === 1 ? -step : step);
      event.preventDefault();
      const next = at(day);
      if (next) next.focus();
      else location.href = `${new URL(document.querySelector(step < 0 ? 'a[rel=prev]' : 'a[rel=next]').href).pathname}?${new URLSearchParams({ ...Object.fromEntries(new URLSearchParams(new URL(document.querySelector('a[rel=prev]').href).search)), day })}#day-${day}`;
    } else if (step && !here && (event.key === 'ArrowDown' || event.key === 'ArrowRight') && document.activeElement === document.body) {
      (days.querySelector('[aria-current=date]') ?? days.querySelector('.day')).focus();
      event.preventDefault();
    } else if (turn) {
      event.preventDefault();
      document.querySelector(`a[rel=${turn}]`).click();
    } else if (event.key === 't' || event.key === 'T') {
      document.querySelector('a[data-today]').click();
    }
  });
}

// What is live is asked for anew when the newspaper says that it has changed: by a stream while the tab is looked at, else now and then.
const live = document.querySelector('[data-news]');
if (live) {
  const between = 15000;
  let stream = null;
  let polling = null;
  let mark = null;
  let renewing = Promise.resolve();

  const out = () => {
    stop();
    const line = document.createElement('p');
    const link = document.createElement('a');
    link.href = location.href;
    link.textContent = live.dataset.signIn;
    line.className = 'refused';
    line.append(live.dataset.signedOut, ' ', link);
    // What was on the screen is not for whoever comes next.
    live.replaceChildren(line);
  };

  const renew = async () => {
    const answer = await fetch(location.pathname + location.search, { headers: { Accept: 'text/html' } });
    if (answer.redirected || answer.status === 401 || answer.status === 403) return out();
    if (!answer.ok) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html');
    let moved = false;
    for (const region of document.querySelectorAll('[data-live]')) {
      const now = fresh.getElementById(region.id);
      if (!now || now.innerHTML === region.innerHTML) continue;
      moved ||= now.textContent.trim() !== region.textContent.trim();
      const focused = region.contains(document.activeElement) ? document.activeElement : null;
      const href = focused?.getAttribute('href');
      region.replaceChildren(...now.childNodes);
      if (href) [...region.querySelectorAll('a')].find((link) => link.getAttribute('href') === href)?.focus();
    }
    const said = document.querySelector('[data-moved]');
    if (moved && said) {
      said.textContent = '';
      said.textContent = said.dataset.moved;
    }
  };

  const hear = (told) => {
    if (told === mark) return;
    mark = told;
    renewing = renewing.then(renew).catch(() => { mark = null; });
  };

  const poll = async () => {
    try {
      const answer = await fetch(live.dataset.news, { headers: { Accept: 'application/json' } });
      if (answer.status === 401 || answer.status === 403) out();
      else if (answer.ok) hear((await answer.json()).mark);
    } catch { /* The newspaper does not answer; the next time tells. */ }
  };

  const stop = () => {
    stream?.close();
    clearInterval(polling);
    stream = polling = null;
  };

  const askNowAndThen = () => {
    stop();
    polling = setInterval(poll, between);
    poll();
  };

  const start = () => {
    stop();
    if (typeof EventSource !== 'function') return askNowAndThen();
    stream = new EventSource(live.dataset.news);
    stream.addEventListener('message', (event) => hear(event.data));
    stream.addEventListener('out', out);
    stream.addEventListener('error', () => { if (stream?.readyState === EventSource.CLOSED) askNowAndThen(); });
  };

  // A browser opens six lines to one newspaper at most: those of tabs that nobody looks at would hold up the others.
  document.addEventListener('visibilitychange', () => (document.hidden ? stop() : start()));
  window.addEventListener('pagehide', stop);
  window.addEventListener('pageshow', (event) => { if (event.persisted) start(); });
  if (!document.hidden) start();
}

// A file that is too large is told of before it is sent; while it is sent, the form says so.
for (const file of document.querySelectorAll('input[type=file][data-most]')) {
  file.addEventListener('change', () => file.setCustomValidity(file.files[0]?.size > file.dataset.most * 1024 * 1024 ? file.dataset.tooLarge : ''));
  file.form.addEventListener('submit', () => { file.form.querySelector('[data-sent]').textContent = file.form.querySelector('[data-busy]').dataset.busy; });
}

// What takes long is looked at until it is done; the page is then shown whole.
const progress = document.querySelector('[data-progress]');
if (progress?.dataset.progress) {
  const look = async () => {
    try {
      const answer = await fetch(progress.dataset.progress, { headers: { Accept: 'text/html' } });
      const told = new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('[data-progress]');
      if (!answer.ok || answer.redirected || !told?.dataset.progress) return location.reload();
      if (told.textContent !== progress.textContent) progress.replaceChildren(...told.childNodes);
    } catch {
      // The newspaper does not answer just now.
    }
    setTimeout(look, 1500);
  };
  setTimeout(look, 1000);
}

// Whatever else was typed and not sent is not lost by leaving, or by sending another form: the browser asks first. What a refusal gives back was not sent either.
const typedIn = (form) => [...form.elements].filter((field) => field.name && field.type !== 'hidden' && field.type !== 'submit')
  .map((field) => (field.type === 'checkbox' || field.type === 'radio' ? field.checked : field.value)).join('\u0000');
const kept = new Map();
let sending = null;
for (const form of document.querySelectorAll('main form[method=post]')) {
  // Pictures are sent by a script of their own.
  if (form === filing || 'broken' in form.dataset || form.querySelector('[type=password]')) continue;
  const givenBack = 'givenBack' in form.dataset || (document.querySelector('main .refused[role=alert]') && form.action === location.href.split('#')[0] && typedIn(form));
  kept.set(form, givenBack ? null : typedIn(form));
  form.addEventListener('submit', (event) => { if (!event.defaultPrevented) sending = form; });
}
window.addEventListener('beforeunload', (event) => {
  if ([...kept].some(([form, was]) => form.isConnected && form !== sending && (was === null || was !== typedIn(form)))
    || (!sending && [...document.querySelectorAll('.stoppress-remarks textarea')].some((says) => says.value.trim()))) event.preventDefault();
  // Whoever stays has sent nothing.
  setTimeout(() => { sending = null; });
});
