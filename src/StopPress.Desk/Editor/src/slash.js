import { Plugin, PluginKey } from 'prosemirror-state';
import { make } from './dom.js';

const key = new PluginKey('slash');

/**
 * The menu of what can be put in, opened by a slash at the beginning of a paragraph.
 * @param {{ key: string, label: string, run(view: any): void }[]} items @param {import('./words.js').Words} words
 */
export function slashMenu(items, words) {
    return new Plugin({
        key,
        state: {
            init: () => ({ query: null, dismissed: false }),
            apply(tr, last, before, state) {
                const query = queryOf(state);
                return { query, dismissed: query !== null && (last.dismissed || Boolean(tr.getMeta(key)?.dismiss)) };
            },
        },
        view: view => new Menu(view, items, words),
        props: {
            handleKeyDown: (view, event) => view.slashMenu?.pressed(event) ?? false,
        },
    });
}

function queryOf(state) {
    const { $from, empty } = state.selection;
    if (!empty || $from.parent.type.name !== 'paragraph' || $from.parentOffset !== $from.parent.content.size)
        return null;
    const text = $from.parent.textContent;
    return /^\/[^/]{0,24}$/.test(text) && $from.parent.childCount === 1 ? text.slice(1).trim().toLocaleLowerCase() : null;
}

class Menu {
    #shown = [];
    #chosen = 0;
    #query = null;

    constructor(view, items, words) {
        Object.assign(this, { view, items, words });
        view.slashMenu = this;
        this.list = make('div', { id: 'editor-slash', class: 'slash-menu', role: 'listbox', tabindex: '0', 'aria-label': words.slash, hidden: '' });
        // It scrolls, so the tabulator key comes here too; what is pressed here is pressed in the text.
        this.list.addEventListener('keydown', event => {
            if (!this.pressed(event))
                return;
            event.preventDefault();
            view.focus();
        });
        this.list.addEventListener('mousedown', event => {
            event.preventDefault();
            const at = [...this.list.children].indexOf(event.target.closest('[role=option]'));
            if (at >= 0)
                this.#run(at);
        });
        view.dom.parentNode.append(this.list);
        this.update(view);
    }

    update(view) {
        const { query, dismissed } = key.getState(view.state);
        const open = query !== null && !dismissed && view.editable;
        if (!open)
            return this.#close();
        if (query !== this.#query) {
            this.#query = query;
            this.#chosen = 0;
            this.#shown = this.items.filter(item => item.label.toLocaleLowerCase().includes(query) || item.key.toLowerCase().startsWith(query));
            this.#draw();
        }
        this.#place();
    }

    #draw() {
        this.list.replaceChildren(...this.#shown.map((item, at) =>
            make('div', { id: 'editor-slash-' + item.key, role: 'option', 'aria-selected': String(at === this.#chosen) }, item.label)));
        if (!this.#shown.length)
            this.list.append(make('div', { role: 'option', 'aria-disabled': 'true', 'aria-selected': 'false', class: 'quiet' }, this.words.nothingFound));
        this.list.hidden = false;
        const { dom } = this.view;
        dom.setAttribute('aria-controls', 'editor-slash');
        this.#shown.length ? dom.setAttribute('aria-activedescendant', 'editor-slash-' + this.#shown[this.#chosen].key) : dom.removeAttribute('aria-activedescendant');
        this.list.children[this.#chosen]?.scrollIntoView({ block: 'nearest' });
    }

    #place() {
        const at = this.view.coordsAtPos(this.view.state.selection.from);
        const frame = this.list.offsetParent?.getBoundingClientRect() ?? { left: 0, top: 0, width: innerWidth };
        const below = innerHeight - at.bottom > this.list.offsetHeight + 48 || at.top < this.list.offsetHeight;
        this.list.style.top = (below ? at.bottom - frame.top + 4 : at.top - frame.top - this.list.offsetHeight - 4) + 'px';
        this.list.style.left = Math.max(0, Math.min(at.left - frame.left, frame.width - this.list.offsetWidth)) + 'px';
    }

    #close() {
        if (this.#query === null)
            return;
        this.#query = null;
        this.list.hidden = true;
        this.view.dom.removeAttribute('aria-activedescendant');
        this.view.dom.removeAttribute('aria-controls');
    }

    pressed(event) {
        if (this.#query === null || event.isComposing)
            return false;
        const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
        if (step && this.#shown.length) {
            this.#chosen = (this.#chosen + step + this.#shown.length) % this.#shown.length;
            this.#draw();
            return true;
        }
        if (event.key === 'Enter' && this.#shown.length) {
            this.#run(this.#chosen);
            return true;
        }
        if (event.key !== 'Escape')
            return false;
        this.view.dispatch(this.view.state.tr.setMeta(key, { dismiss: true }));
        return true;
    }

    #run(at) {
        const { $from } = this.view.state.selection;
        this.view.dispatch(this.view.state.tr.delete($from.start(), $from.end()));
        this.#shown[at].run(this.view);
        this.#close();
    }

    destroy() {
        this.list.remove();
    }
}
