import { choose } from '../commands.js';
import { button, labelled, make } from '../dom.js';
import { providerName } from '../providers.js';
import { undoKeys } from './picture.js';

/** Something that another house serves; nothing of it is fetched here. */
export class EmbedView {
    constructor(node, view, getPos, { words }) {
        this.node = node;
        const { input, both } = labelled(words.embedTitle, { autocomplete: 'off' });
        this.input = input;
        this.provider = make('span', { class: 'provider' });
        this.address = make('span', { class: 'address', dir: 'ltr' });
        this.dom = make('div', { class: 'embed', 'data-node': 'embed', contenteditable: 'false' }, this.provider, this.address, make('div', { class: 'facts' }, ...both));
        input.addEventListener('input', () => view.dispatch(view.state.tr.setNodeAttribute(getPos(), 'title', input.value || null)));
        input.addEventListener('keydown', event => {
            if (event.key === 'Enter' && !event.isComposing) {
                event.preventDefault();
                view.focus();
            }
            undoKeys(event, view);
        });
        this.#show();
    }

    #show() {
        const { address, provider, title } = this.node.attrs;
        this.provider.textContent = providerName(provider, address);
        this.address.textContent = address.replace(/^https?:\/\/(www\.)?/, '');
        if (document.activeElement !== this.input || !title)
            this.input.value = title ?? '';
    }

    update(node) {
        if (node.type !== this.node.type)
            return false;
        this.node = node;
        this.#show();
        return true;
    }

    stopEvent(event) {
        return event.target === this.input;
    }

    ignoreMutation() {
        return true;
    }
}

/** A pointer to another story, by its headline. */
export class RelatedView {
    constructor(node, view, getPos, { stories, words }) {
        this.node = node;
        const headline = make('span', { class: 'headline' }, '…');
        this.dom = make('div', { class: 'related', 'data-node': 'related_story', contenteditable: 'false' }, make('span', { class: 'label' }, words.related), headline);
        stories.headline(node.attrs.story).then(text => headline.textContent = text, () => headline.textContent = node.attrs.story);
    }

    ignoreMutation() {
        return true;
    }
}

/** Two versions of the same place, one beside the other, until somebody chooses. */
export class ConflictView {
    constructor(node, view, getPos, { words }) {
        this.contentDOM = make('div', { class: 'sides' });
        const both = button(words.keepBoth, () => choose(getPos(), 'both')(view.state, view.dispatch));
        this.head = make('header', { contenteditable: 'false' }, make('strong', {}, words.conflictTitle), ' ', make('span', {}, words.conflictNote));
        this.foot = make('footer', { contenteditable: 'false' }, both);
        this.dom = make('section', { class: 'conflict', role: 'group', 'aria-label': words.conflictTitle }, this.head, this.contentDOM, this.foot);
    }

    stopEvent(event) {
        return this.foot.contains(event.target);
    }

    ignoreMutation(mutation) {
        return mutation.type !== 'selection' && !this.contentDOM.contains(mutation.target);
    }
}

/** One of the two versions. */
export class SideView {
    constructor(node, view, getPos, { words }) {
        const index = view.state.doc.resolve(getPos()).index();
        const keep = () => {
            const $at = view.state.doc.resolve(getPos());
            choose($at.before(), $at.index())(view.state, view.dispatch);
        };
        this.node = node;
        this.contentDOM = make('div', { class: 'version', 'data-empty': words.deletedHere });
        const label = index ? words.secondVersion : words.firstVersion;
        this.head = make('header', { contenteditable: 'false' }, make('span', { class: 'label' }, label),
            button(index ? words.keepOther : words.keepThis, keep));
        this.dom = make('div', { class: 'side', role: 'group', 'aria-label': label }, this.head, this.contentDOM);
        this.#show();
    }

    #show() {
        this.dom.classList.toggle('empty', !this.node.childCount);
    }

    update(node) {
        if (node.type !== this.node.type)
            return false;
        this.node = node;
        this.#show();
        return true;
    }

    stopEvent(event) {
        return this.head.contains(event.target);
    }

    ignoreMutation(mutation) {
        return mutation.type !== 'selection' && !this.contentDOM.contains(mutation.target);
    }
}
