import { TextSelection } from 'prosemirror-state';
import { blockFrom, blockText, canonical, fromDocument } from './document.js';
import { fieldNames } from './schema.js';

/** The text in the editor, as the keeper reads it and gives it back: fields, and top-level blocks by id. */
export class EditorText {
    #seen = null;
    #filler = null;

    /** @param {() => boolean} composing whether an input method is composing in one of the fields */
    constructor(composing) {
        this.composing = composing;
        this.canonical = canonical;
    }

    /** The document to begin with. */
    begin(draft) {
        const doc = fromDocument(draft.body, Object.fromEntries(fieldNames.map(name => [name, draft.fields[name] ?? ''])));
        this.#filler = draft.body?.content?.length ? null : doc.firstChild.attrs.id;
        return doc;
    }

    /** @returns {import('./merge.js').Text} */
    read() {
        const doc = this.view.state.doc;
        if (this.#seen?.doc === doc)
            return this.#seen.text;
        const blocks = new Map();
        doc.forEach(node => isSent(node) && !this.#isFiller(doc, node) && blocks.set(node.attrs.id, blockText(node)));
        const text = { fields: { ...doc.attrs }, order: [...blocks.keys()], blocks };
        this.#seen = { doc, text };
        return text;
    }

    /** An empty paragraph that only stands there because the text has nothing yet. */
    #isFiller(doc, node) {
        return doc.childCount === 1 && node.attrs.id === this.#filler && !node.childCount && node.type.name === 'paragraph';
    }

    /** No change from outside while an input method is composing: it would end it and lose what is being typed. */
    canTake() {
        return !this.view.composing && !this.composing();
    }

    /** Puts in what others wrote, block by block, so that the selection and everything else stay as they are. */
    take(text) {
        const { state } = this.view;
        const tr = state.tr.setMeta('addToHistory', false).setMeta('fromServer', true);
        for (const [name, value] of Object.entries(text.fields))
            name in state.doc.attrs && value !== state.doc.attrs[name] && tr.setDocAttribute(name, value);
        const anchors = [state.selection.anchor, state.selection.head].map(at => placeOf(state.doc, at));
        const order = withLocal(state.doc, text.order);
        arrange(tr, order, id => blockFrom(JSON.parse(text.blocks.get(id))), () => this.#fill());
        rewrite(tr, text.blocks);
        restoreSelection(tr, state, anchors);
        if (tr.docChanged)
            this.view.dispatch(tr);
    }

    #fill() {
        const filler = fromDocument(null).firstChild;
        this.#filler = filler.attrs.id;
        return filler;
    }
}

const isSent = node => node.type.name !== 'upload' && !(node.type.name === 'figure' && !node.attrs.media);

/** The order with what is only here, pictures on their way, after what it follows. */
function withLocal(doc, order) {
    const all = [...order];
    let before = null;
    doc.forEach(node => {
        if (!isSent(node))
            all.splice(before === null ? 0 : all.indexOf(before) + 1, 0, node.attrs.id);
        if (all.includes(node.attrs.id))
            before = node.attrs.id;
    });
    return all;
}

/** Makes the document's blocks stand in this order: what is gone is taken out, what is new put in, what moved moved. */
function arrange(tr, order, blockOf, filler) {
    const current = [];
    tr.doc.forEach(node => current.push(node.attrs.id));
    if (current.length === order.length && current.every((id, at) => id === order[at]))
        return;
    const at = new Map(current.map((id, index) => [id, index]));
    const staying = longestRising(order.filter(id => at.has(id)), at);
    const moved = new Map();
    const wanted = order.map(id => {
        if (!staying.has(id) && at.has(id))
            moved.set(id, tr.doc.child(at.get(id)));
        return id;
    });
    const inserts = [];
    for (const id of wanted)
        inserts.push(staying.has(id) ? null : moved.get(id) ?? blockOf(id));
    if (!wanted.length)
        inserts.push(filler());
    // From the end, so that places before stay true; what goes in next to what goes out is one replacement.
    let index = current.length;
    let end = tr.doc.content.size;
    let pending = [];
    const starts = [];
    tr.doc.forEach((node, offset) => starts.push(offset));
    for (let want = inserts.length - 1; want >= -1; want--) {
        if (want >= 0 && inserts[want]) {
            pending.unshift(inserts[want]);
            continue;
        }
        const stay = want >= 0 ? at.get(wanted[want]) : -1;
        const from = stay >= 0 ? starts[stay] + tr.doc.child(stay).nodeSize : 0;
        if (pending.length || end > from)
            tr.replaceWith(from, end, pending);
        pending = [];
        index = stay;
        end = stay >= 0 ? starts[stay] : 0;
    }
}

/** The ids that need not move: the longest run that is in the same order already. */
function longestRising(ids, at) {
    const tails = [];
    const before = new Map();
    for (const id of ids) {
        let low = 0;
        let high = tails.length;
        while (low < high) {
            const middle = (low + high) >> 1;
            at.get(tails[middle]) < at.get(id) ? low = middle + 1 : high = middle;
        }
        before.set(id, tails[low - 1]);
        tails[low] = id;
    }
    const staying = new Set();
    for (let id = tails.at(-1); id !== undefined; id = before.get(id))
        staying.add(id);
    return staying;
}

/** Changes what is different in the blocks that stay, and nothing around it. */
function rewrite(tr, blocks) {
    const changes = [];
    tr.doc.forEach((node, offset) => {
        const text = blocks.get(node.attrs.id);
        if (text !== undefined && isSent(node) && blockText(node) !== text)
            changes.push({ node, offset, wanted: blockFrom(JSON.parse(text)) });
    });
    for (const { node, offset, wanted } of changes.reverse()) {
        if (node.type !== wanted.type || node.isAtom) {
            tr.replaceWith(offset, offset + node.nodeSize, wanted);
            continue;
        }
        const start = node.content.findDiffStart(wanted.content);
        if (start !== null) {
            let { a, b } = node.content.findDiffEnd(wanted.content);
            const overlap = start - Math.min(a, b);
            if (overlap > 0)
                [a, b] = [a + overlap, b + overlap];
            tr.replace(offset + 1 + start, offset + 1 + a, wanted.slice(start, b));
        }
        const now = tr.doc.nodeAt(offset);
        if (!now || !now.content.eq(wanted.content))
            tr.replaceWith(offset, offset + (now ?? node).nodeSize, wanted);
        else if (!now.hasMarkup(wanted.type, wanted.attrs))
            Object.entries(wanted.attrs).forEach(([name, value]) => now.attrs[name] !== value && tr.setNodeAttribute(offset, name, value));
    }
}

/** Where a place is in words that survive: in which block, how far from its beginning. */
function placeOf(doc, at) {
    const $at = doc.resolve(at);
    for (let depth = $at.depth; depth > 0; depth--) {
        const node = $at.node(depth);
        if (node.attrs.id)
            return { id: node.attrs.id, offset: at - $at.start(depth), text: node.textContent, top: $at.node(1).attrs.id };
    }
    return null;
}

/** When the block in which somebody writes moves, or becomes a side of a conflict, the writing goes on where its words are. */
function restoreSelection(tr, state, places) {
    if (!(state.selection instanceof TextSelection) || !places[0])
        return;
    const $now = tr.doc.resolve(Math.min(tr.selection.from, tr.doc.content.size));
    if ($now.depth && $now.node(1).attrs.id === places[0].top)
        return;
    const ends = places.map(place => place && findIn(tr.doc, place));
    if (ends[0] !== null && ends[0] !== undefined)
        tr.setSelection(TextSelection.between(tr.doc.resolve(ends[0]), tr.doc.resolve(ends[1] ?? ends[0])));
}

function findIn(doc, place) {
    let best = null;
    doc.descendants((node, offset) => {
        const sameWords = node.attrs.id && node.textContent === place.text;
        if (node.attrs.id !== place.id && !(sameWords && place.text))
            return;
        if (best === null || sameWords)
            best = offset + 1 + Math.min(place.offset, node.content.size);
        return false;
    });
    return best;
}
