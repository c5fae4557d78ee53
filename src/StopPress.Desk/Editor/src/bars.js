import { TextSelection } from 'prosemirror-state';
import { button, labelled, make } from './dom.js';
import * as commands from './commands.js';
import { isLanguage } from './document.js';
import { FindBar } from './find.js';
import { hrefOf } from './hrefs.js';
import { PictureBar } from './picture-bar.js';
import { providerOf } from './providers.js';
import { schema } from './schema.js';

const { marks } = schema;
const searchAfter = 150;

/** The bars that open under the tools, one at a time: for a link, a language, an embed, a related story, and for finding. */
export class Bars {
    #open = null;

    /** @param {{ words: import('./words.js').Words, links: (query: string) => Promise<{ id: string, address: string, headline: string }[]>, providers: any }} parts */
    constructor(parts) {
        Object.assign(this, parts);
        this.dom = make('div', { class: 'bars' });
    }

    close(focus = true) {
        this.#open?.closed?.();
        this.#open = null;
        this.dom.replaceChildren();
        if (focus)
            this.view.focus();
    }

    #show(bar, closed) {
        this.close(false);
        this.#open = { closed };
        bar.addEventListener('keydown', event => {
            if (event.key === 'Escape' && !event.isComposing) {
                event.preventDefault();
                this.close();
            }
        });
        this.dom.append(bar);
        const first = bar.querySelector('input');
        first.focus();
        first.select();
    }

    find() {
        const bar = new FindBar(this.view, this.words, () => this.close());
        this.#show(bar.dom, () => bar.closed());
    }

    link() {
        const { words, view } = this;
        const range = markRange(view.state, marks.link);
        const ask = this.#ask({ label: words.linkTo, value: range.mark?.attrs.href ?? '', list: true, remove: range.mark && (() => this.#mark(range, marks.link, null)) }, (typed, story) => {
            const href = story?.address ?? hrefOf(typed);
            if (!href)
                return words.badAddress;
            this.#mark(range, marks.link, { href }, story?.headline ?? typed);
        });
        this.#show(ask);
    }

    related() {
        this.#show(this.#ask({ label: this.words.storyWords, list: true, only: true }, (typed, story) => {
            if (!story)
                return this.words.noMatch;
            this.stories.know(story);
            commands.insertBlock(commands.made.related(story.id))(this.view.state, this.view.dispatch);
        }));
    }

    embed() {
        this.#show(this.#ask({ label: this.words.embedAddress }, typed => {
            const provider = providerOf(typed, this.providers);
            if (!provider)
                return this.words.unknownProvider;
            commands.insertBlock(commands.made.embed(typed.trim(), provider.key))(this.view.state, this.view.dispatch);
        }));
    }

    /** Pictures of the picture desk to choose from. @param {number | null} at where one is put, or where somebody writes */
    pictures(at = null) {
        const bar = new PictureBar(this.pictureDesk, this.words, picture => {
            this.pictureDesk.place(this.view, picture, at);
            this.close();
        }, () => this.close());
        this.#show(bar.dom, () => bar.closed());
    }

    language() {
        const { words } = this;
        const range = markRange(this.view.state, marks.language);
        const direction = labelled(words.direction, {}, 'select');
        direction.input.append(...[['', words.asLanguage], ['ltr', words.leftToRight], ['rtl', words.rightToLeft]].map(([value, text]) => make('option', { value }, text)));
        direction.input.value = range.mark?.attrs.dir ?? '';
        this.#show(this.#ask({ label: words.languageTag, value: range.mark?.attrs.lang ?? '', extra: direction.both, remove: range.mark && (() => this.#mark(range, marks.language, null)) }, typed => {
            if (!isLanguage(typed.trim()))
                return words.badLanguage;
            this.#mark(range, marks.language, { lang: typed.trim(), dir: direction.input.value || null });
        }));
    }

    /** Puts a mark on what is chosen, or on new words where nothing is. */
    #mark({ from, to }, type, attrs, text = '') {
        const { state } = this.view;
        const tr = state.tr;
        if (from === to && attrs && text)
            tr.insertText(text, from).addMark(from, from + text.length, type.create(attrs));
        else {
            tr.removeMark(from, to, type);
            if (attrs)
                tr.addMark(from, to, type.create(attrs));
        }
        const end = from === to ? from + text.length : to;
        this.view.dispatch(tr.setSelection(TextSelection.near(tr.doc.resolve(end), -1)).removeStoredMark(type));
    }

    /** One question: an input, perhaps with stories to choose from, and what is done with the answer; it gives back what is wrong, or nothing. */
    #ask({ label, value = '', list = false, only = false, extra = [], remove = null }, act) {
        const { words } = this;
        const wrong = make('p', { class: 'wrong', role: 'alert' });
        const options = make('div', { id: 'editor-stories', role: 'listbox', 'aria-label': words.ownStories, class: 'stories', hidden: true });
        const { both, input } = labelled(label, {
            autocomplete: 'off', autocapitalize: 'off', spellcheck: 'false', value,
            ...(list && { role: 'combobox', 'aria-autocomplete': 'list', 'aria-expanded': 'false', 'aria-controls': 'editor-stories' }),
        });
        let found = [];
        let chosen = only ? 0 : -1;
        const answer = story => {
            const fault = act(input.value, story);
            wrong.textContent = fault ?? '';
            if (!fault)
                this.close();
        };
        const draw = () => {
            options.replaceChildren(...found.map((story, at) => make('div', {
                id: 'editor-story-' + at, role: 'option', 'aria-selected': String(at === chosen), onmousedown: event => { event.preventDefault(); answer(story); },
            }, story.headline)));
            options.hidden = !found.length;
            input.setAttribute('aria-expanded', String(found.length > 0));
            chosen >= 0 && found[chosen] ? input.setAttribute('aria-activedescendant', 'editor-story-' + chosen) : input.removeAttribute('aria-activedescendant');
        };
        if (list)
            this.#complete(input, stories => { found = stories; chosen = only ? 0 : -1; draw(); }, fault => wrong.textContent = fault);
        input.addEventListener('keydown', event => {
            const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
            if (!step || !found.length)
                return;
            event.preventDefault();
            chosen = Math.max(only ? 0 : -1, Math.min(found.length - 1, chosen + step));
            draw();
        });
        const buttons = [make('button', {}, words.apply), ...(remove ? [button(words.remove, () => { remove(); this.close(); })] : []), button(words.close, () => this.close())];
        const submit = event => { event.preventDefault(); answer(found[chosen]); };
        return make('form', { class: 'bar', onsubmit: submit }, ...both, ...extra, ...buttons, wrong, options);
    }

    #complete(input, show, fail) {
        let timer = null;
        let asked = 0;
        input.addEventListener('input', () => {
            clearTimeout(timer);
            const query = input.value.trim();
            const turn = ++asked;
            if (query.length < 2 || /^(https?:|mailto:|tel:|\/)/i.test(query))
                return show([]);
            timer = setTimeout(async () => {
                try {
                    const stories = await this.links(query);
                    turn === asked && (show(stories), fail(''));
                } catch {
                    turn === asked && fail(this.words.notThere);
                }
            }, searchAfter);
        });
    }
}

/** What is chosen; with nothing chosen, the whole passage under the mark. */
function markRange(state, type) {
    const { from, to, empty, $from } = state.selection;
    const mark = type.isInSet($from.marks()) ?? type.isInSet($from.nodeAfter?.marks ?? []) ?? null;
    if (!empty || !mark)
        return { from, to, mark };
    let start = $from.index();
    if (!($from.parent.maybeChild(start) && mark.isInSet($from.parent.child(start).marks)))
        start--;
    let end = start + 1;
    while (start > 0 && mark.isInSet($from.parent.child(start - 1).marks))
        start--;
    while (end < $from.parent.childCount && mark.isInSet($from.parent.child(end).marks))
        end++;
    let at = $from.start();
    for (let index = 0; index < start; index++)
        at += $from.parent.child(index).nodeSize;
    let until = at;
    for (let index = start; index < end; index++)
        until += $from.parent.child(index).nodeSize;
    return { from: at, to: until, mark };
}
