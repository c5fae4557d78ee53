/** Words a minute of silent reading (Trauzettel-Klosinski and Dietz, 2012: English 228 and the others near it). */
const pace = 228;

/** Words a minute where a language's own is known from the same measurement. */
const paces = { zh: 158, ja: 193 };

/** Counts the words of a document, block by block, as the story's language cuts them. */
export class WordCount {
    #counted = new WeakMap();

    /** @param {string} language */
    constructor(language) {
        this.segmenter = new Intl.Segmenter(language, { granularity: 'word' });
        this.pace = paces[language.split('-')[0]] ?? pace;
    }

    /** @param {import('prosemirror-model').Node} doc @returns {number} */
    of(doc) {
        let words = 0;
        doc.forEach(node => words += this.#ofBlock(node));
        return words;
    }

    /** Minutes, at least one where there is anything. @param {number} words */
    minutes(words) {
        return words && Math.max(1, Math.round(words / this.pace));
    }

    #ofBlock(node) {
        let words = this.#counted.get(node);
        if (words === undefined) {
            words = node.type.name === 'conflict' ? this.of(node.firstChild) : this.inText(readable(node));
            this.#counted.set(node, words);
        }
        return words;
    }

    /** @param {string} text */
    inText(text) {
        let words = 0;
        for (const segment of this.segmenter.segment(text))
            words += segment.isWordLike ? 1 : 0;
        return words;
    }
}

/** The words of a block without the notes to the desk. */
function readable(node) {
    let text = '';
    node.descendants(child => {
        if (child.isText)
            text += child.marks.some(mark => mark.type.name === 'note') ? '' : child.text;
        else
            text += child.isInline ? ' ' : '\n';
    });
    return text;
}
