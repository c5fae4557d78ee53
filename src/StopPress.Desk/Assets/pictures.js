// The picture desk: files go up one by one, each with its own progress; the next page of the wall comes to the end of this one; the focal
// point is set by pointing. All of it works without this file, with the forms alone.
const atOnce = 2;

const fill = (text, ...parts) => text.replace(/\{(\d)\}/g, (whole, at) => parts[at] ?? whole);

class Uploads {
  #waiting = [];
  #busy = 0;
  #done = 0;
  #refused = 0;
  #all = 0;

  constructor(form) {
    this.form = form;
    this.list = form.querySelector('.transfers');
    this.summary = form.querySelector('[data-summary]');
    this.input = form.querySelector('input[type=file]');
    form.classList.add('scripted');
    this.input.addEventListener('change', () => this.take([...this.input.files]));
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.input.files.length ? this.take([...this.input.files]) : this.input.click();
    });
    this.#drop();
    addEventListener('beforeunload', (event) => { if (this.#busy || this.#waiting.length) event.preventDefault(); });
  }

  take(files) {
    this.input.value = '';
    for (const file of files) {
      const row = document.createElement('li');
      const name = document.createElement('span');
      name.className = 'file';
      name.textContent = file.name;
      const state = document.createElement('span');
      state.className = 'state';
      const bar = document.createElement('progress');
      bar.max = 100;
      bar.value = 0;
      bar.setAttribute('aria-label', file.name);
      row.append(name, bar, state);
      this.list.append(row);
      this.#waiting.push({ file, row, bar, state, credit: this.form.elements.credit.value });
    }
    this.#all += files.length;
    this.list.hidden = false;
    this.#next();
  }

  #next() {
    while (this.#busy < atOnce && this.#waiting.length) {
      this.#busy++;
      this.#send(this.#waiting.shift());
    }
  }

  #send(transfer) {
    const { file, bar, state } = transfer;
    const form = new FormData();
    form.append('file', file, file.name);
    form.append('credit', transfer.credit);
    form.append('for', 'desk');
    const request = new XMLHttpRequest();
    request.open('POST', this.form.dataset.uploads);
    request.responseType = 'json';
    request.setRequestHeader('X-Requested-With', 'fetch');
    request.setRequestHeader('Accept', 'application/json');
    request.upload.onprogress = ({ loaded, total }) => {
      bar.value = total ? Math.floor(loaded * 100 / total) : 0;
      state.textContent = fill(bar.value < 100 ? this.form.dataset.sent : this.form.dataset.looked, bar.value);
    };
    request.onload = () => request.status < 300 && request.response?.id ? this.#arrived(transfer, request.response) : this.#failed(transfer, request.status === 401 ? this.form.dataset.signedOut : request.response?.message, request.status >= 500 || request.status === 401);
    request.onerror = request.ontimeout = request.onabort = () => this.#failed(transfer, null, true);
    request.send(form);
  }

  #arrived({ row, bar, state, file }, picture) {
    this.#done++;
    const shown = document.createElement('img');
    Object.assign(shown, { src: `${picture.src}?size=small`, alt: '', width: picture.width, height: picture.height });
    const link = document.createElement('a');
    link.href = this.form.dataset.pictures + picture.id;
    link.textContent = this.form.dataset.describe;
    link.setAttribute('aria-label', `${this.form.dataset.describe}: ${file.name}`);
    bar.remove();
    row.prepend(shown);
    state.textContent = this.form.dataset.done;
    row.append(link);
    this.#ended();
  }

  // What was refused would be refused again; what broke on the way may be tried again.
  #failed(transfer, reason, again) {
    this.#refused++;
    const { row, bar, state } = transfer;
    bar.hidden = true;
    row.classList.add('wrong');
    state.textContent = reason ?? this.form.dataset.broken;
    if (again) {
      const retry = document.createElement('button');
      retry.type = 'button';
      retry.className = 'quiet';
      retry.textContent = this.form.dataset.retry;
      retry.addEventListener('click', () => {
        this.#refused--;
        retry.remove();
        row.classList.remove('wrong');
        bar.hidden = false;
        this.#waiting.push(transfer);
        this.#next();
      });
      row.append(retry);
    }
    this.#ended();
  }

  #ended() {
    this.#busy--;
    this.summary.textContent = fill(this.form.dataset.sum, this.#done, this.#all, this.#refused);
    this.#next();
  }

  #drop() {
    const carries = (event) => [...event.dataTransfer?.types ?? []].includes('Files');
    addEventListener('dragover', (event) => {
      if (!carries(event)) return;
      event.preventDefault();
      this.form.classList.add('over');
    });
    addEventListener('dragleave', (event) => { if (!event.relatedTarget) this.form.classList.remove('over'); });
    addEventListener('drop', (event) => {
      if (!carries(event)) return;
      event.preventDefault();
      this.form.classList.remove('over');
      this.take([...event.dataTransfer.files]);
    });
  }
}

const form = document.querySelector('form[data-uploads]');
if (form) new Uploads(form);

// The next page is put at the end of the wall; a browser that cannot do so goes there.
document.addEventListener('click', async (event) => {
  const link = event.target.closest?.('[data-older]');
  const wall = document.querySelector('.wall');
  if (!link || !wall || event.metaKey || event.ctrlKey || event.shiftKey) return;
  event.preventDefault();
  try {
    const answer = await fetch(link.href, { headers: { Accept: 'text/html' } });
    if (!answer.ok) throw new Error(String(answer.status));
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const more = [...page.querySelectorAll('.wall > li')];
    if (!more.length) throw new Error('nothing');
    wall.append(...more);
    const older = page.querySelector('[data-older]');
    older ? link.replaceWith(older) : link.closest('p').remove();
    more[0].querySelector('a').focus({ preventScroll: true });
  } catch {
    location.href = link.href;
  }
});

// Where the middle of a crop comes to stand: at the point, as far as the picture reaches.
function placed(point, whole, part) {
  const room = whole - part;
  // Less than a pixel is what rounding leaves of nothing.
  return room < 1 ? 50 : Math.min(Math.max(point * whole - part / 2, 0), room) / room * 100;
}

function focal(form) {
  const figure = document.querySelector('[data-focal]');
  const image = figure.querySelector('img');
  const [x, y] = [form.elements.x, form.elements.y];
  const mark = document.createElement('span');
  mark.className = 'mark';
  figure.append(mark);
  const show = () => {
    mark.style.left = `${x.value}%`;
    mark.style.top = `${y.value}%`;
  };
  const crop = () => {
    for (const shown of form.querySelectorAll('.crop img')) {
      const { clientWidth: wide, clientHeight: high } = shown.parentElement;
      const [width, height] = ['width', 'height'].map((side) => Number(image.getAttribute(side)));
      const scale = Math.max(wide / width, high / height);
      if (shown.getAttribute('src') !== shown.dataset.whole) {
        // Until the whole picture is there its frame may have another height.
        shown.addEventListener('load', crop, { once: true });
        shown.src = shown.dataset.whole;
      }
      shown.classList.add('moved');
      shown.style.objectPosition = `${placed(x.value / 100, width * scale, wide)}% ${placed(y.value / 100, height * scale, high)}%`;
    }
  };
  const point = (event) => {
    const box = image.getBoundingClientRect();
    x.value = Math.round((event.clientX - box.left) / box.width * 100);
    y.value = Math.round((event.clientY - box.top) / box.height * 100);
    show();
    crop();
  };
  figure.classList.add('points');
  figure.addEventListener('pointerdown', (event) => {
    // A finger scrolls the page by the picture; where it only taps, the point is set.
    if (event.button || event.pointerType === 'touch') return;
    event.preventDefault();
    figure.setPointerCapture(event.pointerId);
    point(event);
  });
  figure.addEventListener('click', point);
  figure.addEventListener('pointermove', (event) => { if (figure.hasPointerCapture(event.pointerId)) point(event); });
  for (const slider of [x, y]) slider.addEventListener('input', () => { show(); crop(); });
  show();
}

const points = document.querySelector('form[data-points]');
if (points) focal(points);
