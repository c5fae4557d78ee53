import { make } from './dom.js';
import { fill } from './words.js';

/** Long enough that a screen reader is not told of every letter. */
const sayAfter = 1500;

/** One line, always in the same place: where the words are, and how many. */
export class Status {
    #shown = '';
    #said = '';
    #timer = null;

    /** @param {import('./words.js').Words} words @param {string} language @param {string | undefined} signIn */
    constructor(words, language, signIn) {
        Object.assign(this, { words, signIn });
        this.numbers = new Intl.NumberFormat(language);
        this.state = make('span', { class: 'state' });
        this.count = make('span', { class: 'count' });
        this.voice = make('span', { class: 'unseen', role: 'status', 'aria-live': 'polite' });
        this.dom = make('div', { class: 'status' }, this.state, this.voice, this.count);
    }

    /** @param {{ name: string, reason?: string }} state */
    show({ name, reason }) {
        const text = fill(this.words[name], { reason: reason ?? '' });
        if (text === this.#shown)
            return;
        this.#shown = text;
        this.state.dataset.state = name;
        this.state.replaceChildren(text, ...(name === 'signedOut' && this.signIn ? [' ', make('a', { href: this.signIn, target: '_blank' }, this.words.signIn)] : []));
        // While somebody types it is "keeping" and "kept" by turns; only what stays so is said aloud.
        clearTimeout(this.#timer);
        if (!['keeping', 'here'].includes(name) || this.#said !== this.words.kept)
            this.#timer = setTimeout(() => this.#say(text), sayAfter);
        else
            this.#timer = setTimeout(() => this.#say(text), sayAfter * 2);
    }

    #say(text) {
        if (text !== this.#said)
            this.voice.textContent = this.#said = text;
    }

    /** @param {number} words @param {number} minutes */
    counted(words, minutes) {
        const text = fill(words === 1 ? this.words.wordsOne : this.words.words, { n: this.numbers.format(words) });
        const whole = words ? `${text} · ${fill(this.words.minutes, { n: this.numbers.format(minutes) })}` : text;
        if (this.count.textContent !== whole)
            this.count.textContent = whole;
    }
}
