import { button, make } from './dom.js';
import { fill } from './words.js';

/** Long enough that a screen reader is not told of every letter. */
const sayAfter = 1500;

/** How many letters of a block tell which one it is, in a line that a telephone has room for. */
const most = 24;

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
        this.others = make('ul', { class: 'others', 'aria-label': words.alsoHere });
        this.arrivals = make('span', { class: 'unseen', role: 'status', 'aria-live': 'polite' });
        this.names = new Set();
        this.dom = make('div', { class: 'status' }, this.state, this.voice, this.arrivals, this.others, this.count);
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

    /** Who else is there, and where: whoever is asked for leads there. @param {import('./presence.js').Other[]} others @param {(place: string) => HTMLElement | null | undefined} find */
    showOthers(others, find) {
        this.others.replaceChildren(...others.map(other => {
            const name = other.own ? this.words.otherTab : other.name;
            const at = other.place && find(other.place);
            const where = at && (at.tagName === 'TEXTAREA' ? this.words[other.place] : shorten(at.textContent));
            if (!where)
                return make('li', {}, name);
            return make('li', {}, button(`${name}: ${where}`, () => goTo(find(other.place)), { class: 'where' }));
        }));
        const names = new Set(others.filter(other => !other.own).map(other => other.name));
        const told = [
            ...[...names].filter(name => !this.names.has(name)).map(name => fill(this.words.came, { name })),
            ...[...this.names].filter(name => !names.has(name)).map(name => fill(this.words.went, { name })),
        ];
        this.names = names;
        if (told.length)
            this.arrivals.textContent = told.join(' ');
    }
}

/** Brings a place into view, out of whatever it is folded into. @param {HTMLElement | null} at */
function goTo(at) {
    at?.closest('details')?.setAttribute('open', '');
    at?.scrollIntoView({ block: 'center', behavior: 'smooth' });
}

/** So much of a block that it is known by it. @param {string} text */
export function shorten(text) {
    const letters = Array.from(new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(text.trim()), ({ segment }) => segment);
    return letters.length > most ? letters.slice(0, most).join('').trim() + '…' : letters.join('');
}
