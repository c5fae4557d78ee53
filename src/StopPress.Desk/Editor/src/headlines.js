import { make } from './dom.js';
import { fill } from './words.js';

/** How many letters search engines and cards show of a headline, more or less: they measure its width, and each another one. */
const shownOf = { search_headline: 60, social_headline: 70 };

/** What search engines show of a description. */
const longestDescription = 160;

const wide = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;

/** The headlines for search engines and for whoever passes the story on, each with how it will look there, and the address. */
export class Headlines {
    /**
     * @param {HTMLElement} place @param {import('./fields.js').Fields} fields
     * @param {{ words: import('./words.js').Words, language: string, direction: string, site: { name: string, address: string, picture: string | null } }} parts
     */
    constructor(place, fields, { words, language, direction, site }) {
        Object.assign(this, { words, site });
        this.letters = new Intl.Segmenter(language, { granularity: 'grapheme' });
        const spoken = { lang: language, dir: direction };
        const part = name => make('p', { class: name, ...spoken });
        this.counts = Object.fromEntries(Object.keys(shownOf).map(name => [name, make('p', { class: 'help', id: `editor-${name}-count` })]));
        Object.entries(this.counts).forEach(([name, count]) => fields.areas[name].setAttribute('aria-describedby', count.id));
        this.result = { title: part('title'), description: part('description') };
        this.card = { title: part('title'), description: part('description') };
        const slugHelp = make('p', { class: 'help', id: 'editor-url_slug-help' }, words.slugHelp);
        fields.areas.url_slug.setAttribute('aria-describedby', slugHelp.id);
        place.replaceChildren(
            ...fields.partsOf('search_headline'), this.counts.search_headline,
            make('figure', { class: 'result' }, make('figcaption', {}, words.resultPreview),
                make('div', {}, make('p', { class: 'from' }, make('span', {}, site.name), make('span', { dir: 'ltr' }, site.address)), this.result.title, this.result.description)),
            ...fields.partsOf('social_headline'), this.counts.social_headline,
            make('figure', { class: 'card' }, make('figcaption', {}, words.cardPreview),
                make('div', {}, ...(site.picture ? [make('img', { src: site.picture, alt: '', loading: 'lazy' })] : []),
                    make('div', {}, make('p', { class: 'from', dir: 'ltr' }, site.address.split('/')[0]), this.card.title, this.card.description))),
            ...fields.partsOf('url_slug'), slugHelp);
    }

    /** Shows how the story would look as it is written. @param {import('prosemirror-model').Node} doc */
    show(doc) {
        const { headline, standfirst, search_headline: search, social_headline: social } = doc.attrs;
        const description = standfirst || beginning(doc);
        this.#put(this.result.title, `${search || headline || this.words.headline} | ${this.site.name}`);
        this.#put(this.card.title, social || headline || this.words.headline);
        this.#put(this.result.description, description);
        this.#put(this.card.description, description);
        this.#count('search_headline', search || headline);
        this.#count('social_headline', social || headline);
    }

    #put(element, text) {
        if (element.textContent !== text)
            element.textContent = text;
    }

    #count(name, text) {
        let n = 0;
        for (const { segment } of this.letters.segment(text))
            n += wide.test(segment) ? 2 : 1;
        const most = shownOf[name];
        this.#put(this.counts[name], fill(n > most ? this.words.lettersMany : this.words.letters, { n, most }));
        this.counts[name].classList.toggle('wrong', n > most);
    }
}

/** The first words of the text, as far as a description goes. */
function beginning(doc) {
    let text = '';
    doc.descendants(node => {
        if (text.length > longestDescription)
            return false;
        if (node.isText && !node.marks.some(mark => mark.type.name === 'note'))
            text += node.text;
        else if (node.isBlock && text)
            text += ' ';
        return true;
    });
    text = text.replace(/\s+/g, ' ').trim();
    if (text.length <= longestDescription)
        return text;
    const end = text.lastIndexOf(' ', longestDescription);
    return text.slice(0, end > 0 ? end : longestDescription) + '…';
}
