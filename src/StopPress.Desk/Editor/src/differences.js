import { DOMSerializer } from 'prosemirror-model';
import { difference } from './difference.js';
import { make } from './dom.js';
import { providerName } from './providers.js';
import { Stories } from './stories.js';
import { fill } from './words.js';

const tags = { taken: 'del', added: 'ins' };
const heads = { kicker: 'p', headline: 'h2', standfirst: 'p', dateline: 'p', search_headline: 'p', social_headline: 'p' };

/** Shows in the place of two texts the one text with what changed in it. @param {HTMLElement} place @param {any} settings */
export function showDifference(place, settings) {
    const told = difference(settings.older, settings.newer, place.lang || 'en');
    const view = new Differences(settings);
    const fields = told.fields.filter(field => field.words.length).map(({ name, words }) => make(heads[name], { class: name }, ...(name in settings.words ? [`${settings.words[name]} `] : []), ...view.words(words)));
    place.replaceChildren(
        make('p', { class: 'help', role: 'status', lang: document.documentElement.lang, dir: 'ltr' }, summary(told, settings.words)),
        make('article', { class: 'reading difference' }, ...fields, ...told.parts.flatMap(part => view.part(part))));
}

function summary({ same, counts }, words) {
    if (same)
        return words.none;
    const told = ['added', 'taken'].filter(kind => counts[kind]).map(kind => fill(words[kind], { n: counts[kind] }));
    return told.length ? told.join(', ') : words.restyled;
}

class Differences {
    constructor({ words, pictures, links }) {
        Object.assign(this, { said: words, pictures });
        this.stories = new Stories({ address: links, headers: { 'X-Requested-With': 'fetch' } });
    }

    /** @param {import('./difference.js').Part} part @returns {Node[]} */
    part(part) {
        if (part.kind !== 'changed')
            return [this.#node(part.node, part.kind === 'same' ? null : part.kind)];
        if (!part.before)
            return part.parts.flatMap(one => this.part(one));
        if (part.node.type.name === 'figure')
            return [this.#figure(part)];
        const { dom, into } = this.#shell(part.node);
        if (part.restyled)
            this.#restyled(dom);
        into.append(...(part.words ? this.words(part.words) : part.parts.flatMap(one => this.part(one))));
        return [dom];
    }

    /** @param {import('./difference.js').Words[]} words */
    words(words) {
        return words.map(({ kind, text, marks, leaf, restyled }) => {
            let shown = leaf ? make('br') : document.createTextNode(text);
            for (const mark of [...marks].reverse()) {
                const { dom, contentDOM } = DOMSerializer.renderSpec(document, mark.type.spec.toDOM(mark, true));
                (contentDOM ?? dom).append(shown);
                shown = dom;
            }
            if (restyled) {
                shown = make('span', {}, shown);
                this.#restyled(shown);
            }
            return kind === 'same' ? shown : make(tags[kind], {}, shown);
        });
    }

    #restyled(dom) {
        dom.classList.add('restyled');
        dom.title = this.said.restyled;
    }

    /** A block as it looks; what went and what came is marked where its words are, so that lists stay lists and tables tables. */
    #node(node, kind) {
        const marked = (...content) => kind ? make(tags[kind], {}, ...content) : make('span', {}, ...content);
        switch (node.type.name) {
            case 'figure': return make('figure', {}, this.#picture(node, kind), make('figcaption', {}, marked(...this.#inline(node), ...this.#facts(null, node))));
            case 'embed': return make('p', { class: 'label' }, marked(`${this.said.embed}: ${providerName(node.attrs.provider, node.attrs.address)} ${node.attrs.title ?? ''} ${node.attrs.address}`));
            case 'horizontal_rule': return kind ? make('p', { class: 'label' }, marked(this.said.rule)) : make('hr');
            case 'related_story': return this.#related(node, marked);
        }
        const { dom, into } = this.#shell(node);
        if (node.isTextblock)
            into.append(kind ? marked(...this.#inline(node)) : make('span', {}, ...this.#inline(node)));
        else
            node.forEach(child => into.append(this.#node(child, kind)));
        return dom;
    }

    #shell(node) {
        if (node.type.name === 'conflict') {
            const dom = make('section', { class: 'two' }, make('p', { class: 'label' }, this.said.conflict));
            return { dom, into: dom };
        }
        const { dom, contentDOM } = DOMSerializer.renderSpec(document, node.type.spec.toDOM(node));
        dom.removeAttribute('spellcheck');
        return { dom, into: contentDOM ?? dom };
    }

    #inline(node) {
        const words = [];
        node.forEach(child => words.push({ kind: 'same', text: child.text ?? '', marks: child.marks, leaf: child.isText ? undefined : child.type.name }));
        return this.words(words);
    }

    #related(node, marked) {
        const headline = make('span', {}, '…');
        this.stories.headline(node.attrs.story).then(text => headline.textContent = text, () => headline.textContent = node.attrs.story);
        return make('p', { class: 'label' }, marked(`${this.said.related}: `, headline));
    }

    #picture(node, kind) {
        return make('img', { src: `${this.pictures}/${node.attrs.media}/view`, alt: node.attrs.alt ?? '', loading: 'lazy', class: kind });
    }

    #figure({ before, node, words }) {
        const pictures = before.attrs.media === node.attrs.media ? [this.#picture(node, null)] : [this.#picture(before, 'taken'), this.#picture(node, 'added')];
        return make('figure', {}, ...pictures, make('figcaption', {}, ...this.words(words), ...this.#facts(before, node)));
    }

    /** Alt text and credit, which nobody sees in the text, where they are or were. */
    #facts(before, node) {
        return ['alt', 'credit'].flatMap(name => {
            const [old, now] = [before ? before.attrs[name] : node.attrs[name], node.attrs[name]];
            if (!old && !now)
                return [];
            const told = old === now ? [now] : [...(old ? [make('del', {}, old)] : []), ' ', ...(now ? [make('ins', {}, now)] : [])];
            return [make('span', { class: 'fact' }, `${this.said[name]} `, ...told)];
        });
    }
}
