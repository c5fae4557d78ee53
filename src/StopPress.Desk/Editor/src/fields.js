import { Plugin } from 'prosemirror-state';
import { button, grow, make } from './dom.js';
import { undoKeys } from './views/picture.js';
import { fill } from './words.js';

const above = ['kicker', 'headline', 'standfirst', 'dateline'];

/** Those that no reader sees on the page; they stand beside the text (headlines.js). */
const beside = ['search_headline', 'social_headline', 'url_slug'];

const all = [...above, ...beside];

/** How long after one letter the next is undone together with it, as in the text. */
const together = 500;

/** The short texts above the body, as they look in print, and those beside it. They are kept in the document, so one undo spans all. */
export class Fields {
    #last = null;
    #conflicts = {};

    /** @param {{ words: import('./words.js').Words, language: string, direction: string, settle(name: string): void }} parts */
    constructor({ words, language, direction, settle }) {
        Object.assign(this, { words, settle });
        this.isComposing = false;
        this.areas = Object.fromEntries(all.map(name => [name, make('textarea', {
            id: 'editor-' + name, class: above.includes(name) ? 'field ' + name : name, rows: 1, lang: language, dir: direction, spellcheck: 'true',
            placeholder: above.includes(name) ? words[name] : null,
            autocomplete: 'off', enterkeyhint: 'next',
        })]));
        this.places = Object.fromEntries(all.map(name => [name, make('div', { class: 'versions', hidden: true })]));
        this.dom = make('div', { class: 'fields' }, ...above.flatMap(name => this.partsOf(name, 'unseen')));
        all.forEach(name => this.#listen(name, this.areas[name]));
    }

    /** A field with its label, and where its versions stand while two have worded it. @param {string} name */
    partsOf(name, labelled = null) {
        return [make('label', { for: 'editor-' + name, class: labelled }, this.words[name]), this.areas[name], this.places[name]];
    }

    #listen(name, area) {
        area.addEventListener('input', () => {
            const value = area.value.replace(/\s*[\r\n]+\s*/g, ' ');
            if (value !== area.value)
                area.value = value;
            grow(area);
            this.write(name, value);
        });
        area.addEventListener('compositionstart', () => this.isComposing = true);
        area.addEventListener('compositionend', () => {
            this.isComposing = false;
            this.composed?.();
        });
        area.addEventListener('beforeinput', event => {
            if (!['historyUndo', 'historyRedo'].includes(event.inputType))
                return;
            event.preventDefault();
            this.view.undoes[event.inputType === 'historyUndo' ? 'undo' : 'redo'](this.view.state, this.view.dispatch);
        });
        area.addEventListener('keydown', event => this.#pressed(name, area, event));
    }

    #pressed(name, area, event) {
        if (event.isComposing)
            return;
        undoKeys(event, this.view);
        if (beside.includes(name)) {
            if (event.key === 'Enter')
                event.preventDefault();
            return;
        }
        const next = this.areas[above[above.indexOf(name) + 1]];
        if (event.key === 'Enter' || event.key === 'ArrowDown' && area.selectionStart === area.value.length && area.selectionStart === area.selectionEnd) {
            event.preventDefault();
            next ? next.focus() : this.toBody();
        }
        if (event.key === 'ArrowUp' && area.selectionEnd === 0) {
            event.preventDefault();
            this.areas[above[above.indexOf(name) - 1]]?.focus();
        }
    }

    /** Writes a field; letters typed soon after each other are one undo. */
    write(name, value) {
        const { state } = this.view;
        const tr = state.tr.setDocAttribute(name, value);
        if (this.#last && this.#last.name === name && this.#last.doc === state.doc && tr.time - this.#last.tr.time < together)
            tr.setMeta('appendedTransaction', this.#last.tr);
        this.view.dispatch(tr);
        this.#last = { name, tr, doc: this.view.state.doc };
    }

    /** Keeps the inputs as the document is. */
    plugin() {
        return new Plugin({
            view: view => {
                this.view = view;
                this.#show(view.state.doc);
                return { update: (now, before) => now.state.doc.attrs !== before.doc.attrs && this.#show(now.state.doc) };
            },
        });
    }

    #show(doc) {
        for (const name of all) {
            const area = this.areas[name];
            const value = doc.attrs[name];
            if (area.value === value)
                continue;
            const [start, end] = [area.selectionStart, area.selectionEnd];
            area.value = value;
            if (document.activeElement === area)
                area.setSelectionRange(Math.min(start, value.length), Math.min(end, value.length));
            requestAnimationFrame(() => grow(area));
        }
    }

    /** Marks the fields in which others are. @param {import('./presence.js').Other[]} others */
    showOthers(others) {
        for (const name of all)
            this.areas[name].classList.toggle('attended', others.some(other => other.place === name));
    }

    /** Both texts of a field that two people have changed, to choose from. @param {Record<string, string[]>} conflicts */
    showConflicts(conflicts) {
        if (JSON.stringify(conflicts) === JSON.stringify(this.#conflicts))
            return;
        this.#conflicts = conflicts;
        for (const name of all) {
            const texts = conflicts[name];
            this.places[name].hidden = !texts;
            if (texts)
                this.places[name].closest('details')?.setAttribute('open', '');
            this.places[name].replaceChildren(...(texts ? this.#choice(name, texts) : []));
        }
    }

    #choice(name, texts) {
        const { words } = this;
        const choose = text => () => {
            this.write(name, text);
            this.settle(name);
            this.areas[name].focus();
        };
        const both = texts.filter(Boolean).join(' ');
        return [
            make('p', {}, make('strong', {}, fill(words.fieldConflict, { field: words[name] })), ' ', words.conflictNote),
            make('div', { class: 'sides', role: 'group', 'aria-label': fill(words.fieldConflict, { field: words[name] }) }, ...texts.map((text, at) => make('div', { class: 'side' },
                make('header', {}, make('span', { class: 'label' }, at ? words.secondVersion : words.firstVersion), button(at ? words.keepOther : words.keepThis, choose(text))),
                make('p', { class: text ? '' : 'quiet' }, text || words.deletedHere)))),
            button(words.keepBoth, choose(both)),
        ];
    }
}
