import { NodeSelection } from 'prosemirror-state';
import { button, grow, labelled, make } from '../dom.js';
import { fill } from '../words.js';

/** A picture with its caption, and its credit and alternative text to be written in place. */
export class FigureView {
    constructor(node, view, getPos, { pictures, words }) {
        Object.assign(this, { node, view, getPos, pictures, words });
        this.image = make('img', { alt: '', draggable: 'true', decoding: 'async' });
        this.image.addEventListener('mousedown', () => setTimeout(() => this.#choose(), 0));
        this.image.addEventListener('error', () => this.dom.classList.add('missing'));
        this.contentDOM = make('figcaption', { 'data-empty': words.caption });
        const credit = labelled(words.credit, { autocomplete: 'off', 'data-attribute': 'credit' });
        const alt = labelled(words.alt, { rows: 1, 'data-attribute': 'alt' }, 'textarea');
        this.inputs = [credit.input, alt.input];
        this.missing = make('p', { class: 'wrong', contenteditable: 'false' }, words.pictureMissing);
        this.facts = make('div', { class: 'facts', contenteditable: 'false' }, ...alt.both, ...credit.both);
        this.dom = make('figure', { class: 'picture' }, this.image, this.missing, this.contentDOM, this.facts);
        this.facts.addEventListener('input', ({ target }) => this.#write(target));
        this.facts.addEventListener('keydown', event => this.#pressed(event));
        this.#show();
    }

    #choose() {
        const at = this.getPos();
        if (at !== undefined)
            this.view.dispatch(this.view.state.tr.setSelection(NodeSelection.create(this.view.state.doc, at)));
    }

    #write(input) {
        grow(input);
        const value = input.value.replace(/\s*\n\s*/g, ' ') || null;
        this.view.dispatch(this.view.state.tr.setNodeAttribute(this.getPos(), input.dataset.attribute, value));
    }

    #pressed(event) {
        if (event.key === 'Enter' && !event.isComposing) {
            event.preventDefault();
            const next = this.inputs[this.inputs.indexOf(event.target) - 1];
            next ? next.focus() : this.view.focus();
        }
        undoKeys(event, this.view);
    }

    async #show() {
        const { node } = this;
        this.dom.dataset.id = node.attrs.id ?? '';
        for (const input of this.inputs) {
            const value = node.attrs[input.dataset.attribute] ?? '';
            if (document.activeElement !== input && input.value !== value || input.value.trim() !== value.trim() && !value)
                input.value = value;
            requestAnimationFrame(() => grow(input));
        }
        if (this.media === node.attrs.media)
            return;
        this.media = node.attrs.media;
        try {
            const picture = await this.pictures.of(this.media);
            this.dom.classList.remove('missing');
            Object.assign(this.image, { src: picture.src, alt: node.attrs.alt ?? picture.alt ?? '' });
            if (picture.width)
                Object.assign(this.image, { width: picture.width, height: picture.height });
            this.inputs.forEach(input => input.placeholder = picture[input.dataset.attribute] ?? '');
            this.contentDOM.dataset.empty = picture.caption || this.words.caption;
        } catch {
            this.dom.classList.add('missing');
        }
    }

    update(node) {
        if (node.type !== this.node.type)
            return false;
        this.node = node;
        this.#show();
        return true;
    }

    selectNode() {
        this.dom.classList.add('chosen');
    }

    deselectNode() {
        this.dom.classList.remove('chosen');
    }

    stopEvent(event) {
        return this.facts.contains(event.target);
    }

    ignoreMutation(mutation) {
        // The caption's own attributes are this view's: taken for an edit, they would have it drawn anew, for ever.
        return mutation.type === 'selection' ? this.facts.contains(mutation.target) : mutation.target === this.contentDOM && mutation.type === 'attributes' || !this.contentDOM.contains(mutation.target);
    }
}

/** One undo for everything: the keys in an input undo what was last written anywhere. */
export function undoKeys(event, view) {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || !['z', 'y'].includes(event.key.toLowerCase()))
        return;
    event.preventDefault();
    const again = event.key.toLowerCase() === 'y' || event.shiftKey;
    view.undoes[again ? 'redo' : 'undo'](view.state, view.dispatch);
}

/** Several pictures side by side. */
export class GalleryView {
    constructor(node, view, getPos, { pictures, words, bars }) {
        this.node = node;
        this.contentDOM = make('div', { class: 'pictures' });
        const act = () => pictures.choose(files => {
            view.dispatch(view.state.tr.setSelection(NodeSelection.create(view.state.doc, getPos())));
            pictures.insert(view, files, getPos() + this.node.nodeSize - 1);
        });
        this.tools = make('div', { contenteditable: 'false', class: 'block-tools' }, button(words.addPictures, act), button(words.pictureDesk, () => bars.pictures(getPos() + this.node.nodeSize - 1)));
        this.dom = make('div', { class: 'gallery', 'data-node': 'gallery', role: 'group', 'aria-label': words.gallery }, this.contentDOM, this.tools);
    }

    update(node) {
        const same = node.type === this.node.type;
        this.node = same ? node : this.node;
        return same;
    }

    stopEvent(event) {
        return this.tools.contains(event.target);
    }

    ignoreMutation(mutation) {
        return mutation.type !== 'selection' && !this.contentDOM.contains(mutation.target);
    }
}

/** A picture on its way, or why it was not taken. */
export class UploadView {
    constructor(node, view, getPos, { pictures, words }) {
        const id = node.attrs.id;
        const transfer = pictures.transfers.get(id);
        this.dom = make('div', { class: 'upload', 'data-node': 'upload', contenteditable: 'false', role: 'group' });
        if (!transfer)
            return;
        const remove = () => view.dispatch(view.state.tr.delete(getPos(), getPos() + 1));
        const bar = make('progress', { max: 100, 'aria-label': transfer.file.name });
        const text = make('span');
        const show = () => {
            const { wrong, percent, file } = transfer;
            bar.value = percent;
            text.textContent = fill(wrong ? words.uploadFailed : words.uploading, { name: file.name, percent, reason: wrong });
            if (wrong) {
                const failed = make('p', { class: 'wrong', role: 'alert' }, text.textContent);
                this.dom.replaceChildren(failed, button(words.retry, () => pictures.retry(view, id)), button(words.remove, remove));
            } else if (!bar.isConnected)
                this.dom.replaceChildren(text, bar);
        };
        transfer.changed = show;
        show();
        if (transfer.done)
            setTimeout(() => pictures.settle(view, id), 0);
    }

    stopEvent(event) {
        return event.target instanceof HTMLButtonElement;
    }

    ignoreMutation() {
        return true;
    }
}
