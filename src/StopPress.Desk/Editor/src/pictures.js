import { NodeSelection } from 'prosemirror-state';
import { addParagraphAfter, around, placeFor } from './commands.js';
import { newId } from './ids.js';
import { schema } from './schema.js';

const { nodes } = schema;

/** The pictures of the story, and those on their way. */
export class Pictures {
    #known = new Map();
    #asked = new Map();
    transfers = new Map();

    /** @param {{ address: string, headers: Record<string, string>, known?: Record<string, any>, words: import('./words.js').Words }} parts */
    constructor({ address, headers, known = {}, words }) {
        Object.assign(this, { address, headers, words });
        Object.entries(known).forEach(([id, picture]) => this.#known.set(id, picture));
    }

    /** What is known of a picture: { src, width, height, alt, credit }. @param {string} id */
    of(id) {
        if (this.#known.has(id))
            return Promise.resolve(this.#known.get(id));
        if (!this.#asked.has(id)) {
            const asked = fetch(`${this.address}/${encodeURIComponent(id)}`, { headers: { Accept: 'application/json', ...this.headers } })
                .then(response => response.ok ? response.json() : Promise.reject(new Error(String(response.status))));
            asked.then(picture => this.#known.set(id, picture), () => this.#asked.delete(id));
            this.#asked.set(id, asked);
        }
        return this.#asked.get(id);
    }

    /** Lets somebody choose files. @param {(files: File[]) => void} then */
    choose(then) {
        const input = document.createElement('input');
        Object.assign(input, { type: 'file', accept: 'image/*', multiple: true, hidden: true });
        input.addEventListener('change', () => {
            input.remove();
            then([...input.files]);
        });
        input.addEventListener('cancel', () => input.remove());
        document.body.append(input);
        input.click();
    }

    /** Pictures of the picture desk, the newest first. @param {string} query @param {number | null} before @returns {Promise<{ pictures: any[], older: number | null }>} */
    async list(query, before = null) {
        const asked = new URLSearchParams({ q: query, ...(before && { before: String(before) }) });
        const response = await fetch(`${this.address}?${asked}`, { headers: { Accept: 'application/json', ...this.headers } });
        if (!response.ok)
            throw new Error(String(response.status));
        return response.json();
    }

    /** Puts a picture that the newspaper has already into the text. @param {number | null} at a place, or where somebody writes */
    place(view, picture, at = null) {
        this.#known.set(picture.id, picture);
        const figure = nodes.figure.create({ id: newId(), media: picture.id });
        const tr = view.state.tr;
        const gallery = at === null && around(view.state.selection.$from, 'gallery');
        if (at !== null || gallery)
            tr.insert(at ?? gallery.at + gallery.node.nodeSize - 1, figure);
        else {
            const place = topPlace(view.state);
            tr.replaceWith(place.from, place.to, figure);
            addParagraphAfter(tr, place.from + figure.nodeSize);
        }
        view.dispatch(tr.scrollIntoView());
    }

    /** Puts files into the text, each with a placeholder until the server has it. @param {number | null} at a place, or where somebody writes */
    insert(view, files, at = null) {
        const pictures = files.filter(isPicture);
        if (!pictures.length)
            return false;
        const placeholders = pictures.map(file => {
            const id = newId();
            this.transfers.set(id, { file, percent: 0, wrong: null, done: null, changed: null });
            return nodes.upload.create({ id });
        });
        const tr = view.state.tr;
        const gallery = at === null && around(view.state.selection.$from, 'gallery');
        if (gallery)
            tr.insert(gallery.at + gallery.node.nodeSize - 1, placeholders);
        else {
            const place = at === null ? topPlace(view.state) : { from: at, to: at };
            tr.replaceWith(place.from, place.to, placeholders);
            addParagraphAfter(tr, place.from + placeholders.length);
        }
        view.dispatch(tr.scrollIntoView());
        placeholders.forEach(({ attrs: { id } }) => this.#send(view, id));
        return true;
    }

    retry(view, id) {
        Object.assign(this.transfers.get(id), { percent: 0, wrong: null });
        this.#send(view, id);
    }

    #send(view, id) {
        const transfer = this.transfers.get(id);
        const tell = change => {
            Object.assign(transfer, change);
            transfer.changed?.();
        };
        const form = new FormData();
        form.append('file', transfer.file, transfer.file.name || 'picture');
        const request = new XMLHttpRequest();
        request.open('POST', this.address);
        request.responseType = 'json';
        Object.entries({ Accept: 'application/json', ...this.headers }).forEach(([name, value]) => request.setRequestHeader(name, value));
        request.upload.onprogress = ({ loaded, total }) => total && tell({ percent: Math.min(99, Math.floor(loaded * 100 / total)) });
        request.onload = () => {
            if (request.status < 300 && request.response?.id)
                return this.#arrived(view, id, request.response);
            const { message, help } = request.response ?? {};
            tell({ wrong: [message ?? `${request.status} ${request.statusText}`.trim(), help].filter(Boolean).join(' ') });
        };
        request.onerror = request.onabort = request.ontimeout = () => tell({ wrong: this.words.uploadBroken });
        tell({});
        request.send(form);
    }

    #arrived(view, id, picture) {
        this.#known.set(picture.id, picture);
        const transfer = this.transfers.get(id);
        transfer.done = picture;
        this.settle(view, id);
    }

    /** The picture in place of its placeholder, once nothing is being composed. */
    settle(view, id) {
        const { done } = this.transfers.get(id);
        if (view.composing)
            return void setTimeout(() => this.settle(view, id), 200);
        view.state.doc.descendants((node, at) => {
            if (node.type !== nodes.upload || node.attrs.id !== id)
                return node.type === nodes.gallery || node.type === nodes.doc;
            const figure = nodes.figure.create({ id, media: done.id });
            const tr = view.state.tr.replaceWith(at, at + 1, figure).setMeta('addToHistory', false);
            if (view.state.selection instanceof NodeSelection && view.state.selection.from === at)
                tr.setSelection(NodeSelection.create(tr.doc, at));
            view.dispatch(tr);
            return false;
        });
    }
}

/** @param {File} file */
export function isPicture(file) {
    return file.type.startsWith('image/');
}

/** A picture on its way stands between the blocks of the text itself. */
function topPlace(state) {
    const place = placeFor(state, nodes.upload.create());
    const $place = state.doc.resolve(place?.from ?? state.selection.from);
    return $place.depth ? { from: $place.after(1), to: $place.after(1) } : place;
}
