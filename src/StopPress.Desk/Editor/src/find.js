import { Plugin, PluginKey, TextSelection } from 'prosemirror-state';
import { Decoration, DecorationSet } from 'prosemirror-view';
import { button, labelled, make } from './dom.js';
import { fill } from './words.js';

const key = new PluginKey('find');

/** Where a pattern stands in the text. A word that is half bold is found as well. @returns {{ from: number, to: number }[]} */
export function findAll(doc, pattern) {
    const found = [];
    if (!pattern)
        return found;
    doc.descendants((node, at) => {
        if (!node.isTextblock)
            return;
        const text = node.textBetween(0, node.content.size, null, '\ufffc');
        for (const match of text.matchAll(pattern))
            match[0] && found.push({ from: at + 1 + match.index, to: at + 1 + match.index + match[0].length });
        return false;
    });
    return found;
}

/** @param {string} words @param {boolean} matchCase */
export function patternOf(words, matchCase) {
    return words ? new RegExp(words.normalize('NFC').replace(/[.*+?^${}()|[\]\\/-]/g, letter => letter === '-' ? '\\x2d' : '\\' + letter), matchCase ? 'gu' : 'giu') : null;
}

/** Shows what is found. */
export function findPlugin() {
    return new Plugin({
        key,
        state: {
            init: () => ({ pattern: null, found: [], shown: DecorationSet.empty, at: 0 }),
            apply(tr, last, before, state) {
                const asked = tr.getMeta(key);
                const next = asked ? { ...last, ...asked } : last;
                if (!next.pattern)
                    return asked ? { pattern: null, found: [], shown: DecorationSet.empty, at: 0 } : last;
                if (!asked && !tr.docChanged)
                    return last;
                const found = asked?.pattern || tr.docChanged ? findAll(state.doc, next.pattern) : last.found;
                const at = Math.max(0, Math.min(next.at, found.length - 1));
                const marks = found.map(({ from, to }, index) => Decoration.inline(from, to, { class: index === at ? 'found now' : 'found' }));
                return { pattern: next.pattern, found, at, shown: DecorationSet.create(state.doc, marks) };
            },
        },
        props: { decorations: state => key.getState(state).shown },
    });
}

/** Find and replace, in a bar. */
export class FindBar {
    constructor(view, words, close) {
        Object.assign(this, { view, words });
        const { state } = view;
        const chosen = state.doc.textBetween(state.selection.from, state.selection.to, ' ');
        const find = labelled(words.findWhat, { value: chosen.length < 100 ? chosen : '', autocomplete: 'off', spellcheck: 'false' });
        const put = labelled(words.replaceWith, { autocomplete: 'off' });
        const exact = labelled(words.matchCase, { type: 'checkbox' });
        Object.assign(this, { find: find.input, put: put.input, exact: exact.input });
        this.count = make('span', { class: 'quiet', role: 'status' });
        this.dom = make('form', { class: 'bar', onsubmit: event => { event.preventDefault(); this.#go(1); } },
            make('div', { class: 'row' }, ...find.both, this.count, button(words.previous, () => this.#go(-1)), make('button', {}, words.next), make('span', { class: 'check' }, exact.input, exact.label)),
            make('div', { class: 'row' }, ...put.both, button(words.replace, () => this.#replace()), button(words.replaceAll, () => this.#replaceAll()), button(words.close, close)));
        this.find.addEventListener('input', () => this.#search());
        this.exact.addEventListener('change', () => this.#search());
        this.dom.addEventListener('keydown', event => {
            if (event.key === 'Enter' && event.shiftKey && event.target === this.find) {
                event.preventDefault();
                this.#go(-1);
            } else if (event.key === 'Enter' && event.target === this.put) {
                event.preventDefault();
                this.#replace();
            }
        });
        this.#search();
    }

    get #state() {
        return key.getState(this.view.state);
    }

    #search() {
        const pattern = patternOf(this.find.value, this.exact.checked);
        const found = findAll(this.view.state.doc, pattern);
        const next = found.findIndex(({ from }) => from >= this.view.state.selection.from);
        this.view.dispatch(this.view.state.tr.setMeta(key, { pattern, at: Math.max(0, next) }));
        this.#show();
    }

    #go(step) {
        const { found, at } = this.#state;
        if (!found.length)
            return;
        this.view.dispatch(this.view.state.tr.setMeta(key, { at: (at + step + found.length) % found.length }));
        this.#show();
    }

    #show() {
        const { found, at, pattern } = this.#state;
        this.count.textContent = pattern ? fill(this.words.matches, { n: found.length ? at + 1 : 0, all: found.length }) : '';
        this.view.dom.querySelector('.found.now')?.scrollIntoView({ block: 'center' });
    }

    #replace() {
        const { found, at } = this.#state;
        if (!found.length)
            return;
        this.view.dispatch(put(this.view.state.tr, found[at], this.put.value));
        this.#show();
    }

    #replaceAll() {
        const tr = this.view.state.tr;
        for (const one of [...this.#state.found].reverse())
            put(tr, one, this.put.value);
        this.view.dispatch(tr);
        this.#show();
    }

    closed() {
        const { found, at } = this.#state;
        const { tr, doc } = this.view.state;
        if (found[at])
            tr.setSelection(TextSelection.create(doc, found[at].from, found[at].to)).scrollIntoView();
        this.view.dispatch(tr.setMeta(key, { pattern: null }));
    }
}

/** Other words in the same place, marked as the first of the old ones were. */
function put(tr, { from, to }, words) {
    if (!words)
        return tr.delete(from, to);
    const marks = tr.doc.nodeAt(from)?.marks ?? [];
    return tr.replaceWith(from, to, tr.doc.type.schema.text(words, marks));
}
