import { Plugin, PluginKey } from 'prosemirror-state';
import { Decoration, DecorationSet } from 'prosemirror-view';

const key = new PluginKey('passages');

/** As many letters as the newspaper takes for a passage (MakeRemark.LongestQuote). */
const longest = 500;

/**
 * Where a passage is that was said to be in a place in these words: in that block, or anywhere since words move when blocks are split and joined;
 * else the block as a whole, which is then no longer what was said.
 * @param {import('prosemirror-model').Node} doc @param {{ place: string, quote: string }} passage
 * @returns {{ from: number, to: number, exact: boolean } | null}
 */
export function findPassage(doc, { place, quote }) {
    const block = blockOf(doc, place);
    if (!quote)
        return block && { ...block, exact: true };
    const found = (block && findIn(doc, quote, block.from, block.to)) ?? findIn(doc, quote, 0, doc.content.size);
    return found ? { ...found, exact: true } : block && { ...block, exact: false };
}

/** The passage that is chosen: its block, and its words. @param {any} state */
export function chosenPassage(state) {
    const { $from, from, to, node } = state.selection;
    let place = node?.attrs.id ?? null;
    for (let depth = $from.depth; depth > 0 && !place; depth--)
        place = $from.node(depth).attrs.id ?? null;
    const until = $from.parent.isTextblock ? Math.min(to, $from.end()) : from;
    const quote = oneLine(from < until ? lettersOf($from.parent, from - $from.start(), until - $from.start()) : '').trim();
    return { place: place ?? '', quote: quote.slice(0, longest).trim() };
}

/** Marks the passages of remarks that are open, and carries them along with what is typed. */
export function passagesPlugin(opened) {
    return new Plugin({
        key,
        state: {
            init: () => DecorationSet.empty,
            apply: (tr, marks, before, state) => tr.getMeta(key)
                ? DecorationSet.create(state.doc, tr.getMeta(key).flatMap(({ id, at }) => markOf(state.doc, id, at)))
                : marks.map(tr.mapping, tr.doc),
        },
        props: {
            decorations: state => key.getState(state),
            handleClick(view, at) {
                const found = key.getState(view.state).find(at, at, spec => spec.remark);
                found.length && opened(found[0].spec.remark);
                return false;
            },
        },
    });
}

/** @param {any} view @param {{ id: string, at: { from: number, to: number } }[]} passages */
export function showPassages(view, passages) {
    view.dispatch(view.state.tr.setMeta(key, passages).setMeta('addToHistory', false));
}

/** Where the passage of a remark is now, after all that was typed. @returns {{ from: number, to: number } | undefined} */
export function passageNow(view, id) {
    return key.getState(view.state).find(undefined, undefined, spec => spec.remark === id)[0];
}

function markOf(doc, id, { from, to }) {
    const node = doc.nodeAt(from);
    return node?.isBlock ? [Decoration.node(from, from + node.nodeSize, { class: 'remarked' }, { remark: id })] : [Decoration.inline(from, to, { class: 'remarked' }, { remark: id })];
}

function blockOf(doc, id) {
    let found = null;
    if (id)
        doc.descendants((node, offset) => {
            if (!found && node.attrs.id === id)
                found = { from: offset, to: offset + node.nodeSize };
            return !found;
        });
    return found;
}

function findIn(doc, quote, from, to) {
    let found = null;
    doc.nodesBetween(from, to, (node, offset) => {
        if (found || !node.isTextblock)
            return !found;
        const at = oneLine(lettersOf(node, 0, node.content.size)).indexOf(quote);
        if (at >= 0)
            found = { from: offset + 1 + at, to: offset + 1 + at + quote.length };
        return false;
    });
    return found;
}

/** The letters of a line, one for each place in it. */
const lettersOf = (node, from, to) => node.textBetween(from, to, '', ' ');

/** As the newspaper keeps a line, letter for letter. */
const oneLine = text => text.replace(/\s/g, ' ');
