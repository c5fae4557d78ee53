import { button, labelled, make } from './dom.js';

const searchAfter = 200;

/** The newspaper's pictures under the tools: found by words, chosen with a key or a finger. */
export class PictureBar {
    #turn = 0;
    #timer = null;

    /** @param {import('./pictures.js').Pictures} pictures @param {import('./words.js').Words} words @param {(picture: any) => void} chosen @param {() => void} close */
    constructor(pictures, words, chosen, close) {
        Object.assign(this, { pictures, words, chosen });
        const { both, input } = labelled(words.searchPictures, { type: 'search', autocomplete: 'off' });
        this.input = input;
        this.list = make('ul', { class: 'picture-choices', 'aria-label': words.pictureDesk });
        this.said = make('p', { class: 'quiet', role: 'status' });
        this.more = button(words.morePictures, () => this.#look(this.older), { hidden: true });
        const submit = event => { event.preventDefault(); this.#look(); };
        this.dom = make('form', { class: 'bar', onsubmit: submit }, ...both, button(words.close, close), this.list, this.more, this.said);
        input.addEventListener('input', () => {
            clearTimeout(this.#timer);
            this.#timer = setTimeout(() => this.#look(), searchAfter);
        });
        this.#look();
    }

    closed() {
        clearTimeout(this.#timer);
        this.#turn++;
    }

    async #look(before = null) {
        const turn = ++this.#turn;
        clearTimeout(this.#timer);
        try {
            const { pictures, older } = await this.pictures.list(this.input.value.trim(), before);
            if (turn !== this.#turn)
                return;
            const found = pictures.map(picture => make('li', {}, this.#choice(picture)));
            before ? this.list.append(...found) : this.list.replaceChildren(...found);
            this.older = older;
            this.more.hidden = !older;
            this.said.textContent = this.list.children.length ? '' : this.words.noPicture;
            if (before)
                found[0]?.firstChild.focus();
        } catch {
            if (turn === this.#turn)
                this.said.textContent = this.words.picturesNotThere;
        }
    }

    #choice(picture) {
        const name = picture.caption || picture.alt || picture.name || this.words.unnamedPicture;
        const choice = button('', () => this.chosen(picture), { class: 'picture-choice', title: name, 'aria-label': [name, picture.credit].filter(Boolean).join(', ') });
        choice.append(make('img', { src: picture.small, alt: '', loading: 'lazy', width: picture.width, height: picture.height }), make('span', { 'aria-hidden': 'true' }, name));
        return choice;
    }
}
