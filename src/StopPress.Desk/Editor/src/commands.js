import { lift, setBlockType, toggleMark } from 'prosemirror-commands';
import { Fragment } from 'prosemirror-model';
import { liftListItem, sinkListItem, wrapInList } from 'prosemirror-schema-list';
import { NodeSelection, Selection, TextSelection } from 'prosemirror-state';
import { addRowAfter, deleteColumn, deleteRow, goToNextCell, TableMap } from 'prosemirror-tables';
import { maxDepth } from './document.js';
import { newId } from './ids.js';
import { schema } from './schema.js';

/** @typedef {import('prosemirror-state').Command} Command */

const { nodes, marks } = schema;
const p = (...content) => nodes.paragraph.create({ id: newId() }, content);

/** New blocks, each as it is put in. */
export const made = {
    blockquote: content => nodes.blockquote.create({ id: newId() }, [...(content ?? [p()]), nodes.attribution.create()]),
    pullQuote: () => nodes.pull_quote.create({ id: newId() }, [nodes.pull_quote_text.create(), nodes.pull_quote_source.create()]),
    factBox: () => nodes.fact_box.create({ id: newId() }, [nodes.fact_box_title.create(), p()]),
    rule: () => nodes.horizontal_rule.create({ id: newId() }),
    gallery: () => nodes.gallery.create({ id: newId() }),
    table(rows = 3, columns = 3) {
        const row = type => nodes.table_row.create(null, Array.from({ length: columns }, () => type.create()));
        const all = Array.from({ length: rows }, (_, at) => row(at ? nodes.table_cell : nodes.table_header));
        return nodes.table.create({ id: newId(), header_rows: 1 }, [nodes.table_caption.create(), nodes.table_grid.create(null, all)]);
    },
    embed: (address, provider) => nodes.embed.create({ id: newId(), address, provider }),
    related: story => nodes.related_story.create({ id: newId(), story }),
};

/** The innermost node around the selection of one of these kinds: [node, place, depth]. */
export function around($from, ...names) {
    for (let depth = $from.depth; depth > 0; depth--) {
        if (names.includes($from.node(depth).type.name))
            return { node: $from.node(depth), at: $from.before(depth), depth };
    }
    return null;
}

/** Puts a block where somebody writes: in place of an empty paragraph, else after the block. @returns {Command} */
export function insertBlock(block, select = true) {
    return (state, dispatch) => {
        const { $from } = state.selection;
        const at = placeFor(state, block);
        if (!at)
            return false;
        if (dispatch) {
            const tr = state.tr.replaceWith(at.from, at.to, block);
            addParagraphAfter(tr, at.from + block.nodeSize);
            if (select)
                tr.setSelection(block.isAtom || block.type.name === 'horizontal_rule' ? after(tr, at.from + block.nodeSize) : Selection.near(tr.doc.resolve(at.from + 1)));
            dispatch(tr.scrollIntoView());
        }
        return Boolean($from);
    };
}

const after = (tr, place) => Selection.near(tr.doc.resolve(Math.min(place + 1, tr.doc.content.size)), 1);

/** Where a block would go. */
export function placeFor(state, block) {
    const { $from, $to } = state.selection;
    if (state.selection instanceof NodeSelection && state.selection.node.isBlock)
        return $from.parent.canReplaceWith($to.index(), $to.index(), block.type) ? { from: $to.pos, to: $to.pos } : placeAfter($from, block);
    const { parent, depth } = $from;
    if (parent.type.name === 'paragraph' && !parent.content.size && depth && $from.node(-1).canReplaceWith($from.index(-1), $from.indexAfter(-1), block.type))
        return { from: $from.before(), to: $from.after() };
    return placeAfter($from, block);
}

function placeAfter($from, block) {
    for (let depth = $from.depth; depth > 0; depth--) {
        if ($from.node(depth - 1).canReplaceWith($from.indexAfter(depth - 1), $from.indexAfter(depth - 1), block.type))
            return { from: $from.after(depth), to: $from.after(depth) };
    }
    return null;
}

/** Nobody is trapped behind a picture at the end of the text. */
export function addParagraphAfter(tr, place) {
    const $place = tr.doc.resolve(place);
    if (!$place.nodeAfter && $place.parent.canReplaceWith($place.index(), $place.index(), nodes.paragraph))
        tr.insert(place, p());
}

/** A quotation of the blocks that are chosen, or back to text. @type {Command} */
export function toggleQuote(state, dispatch) {
    const quote = around(state.selection.$from, 'blockquote');
    if (quote)
        return unwrap(quote, dispatch, state);
    const range = state.selection.$from.blockRange(state.selection.$to);
    if (!range || range.depth + 2 > maxDepth)
        return false;
    const blocks = [];
    for (let at = range.startIndex; at < range.endIndex; at++)
        blocks.push(range.parent.child(at));
    if (!range.parent.canReplaceWith(range.startIndex, range.endIndex, nodes.blockquote) || !blocks.every(block => block.type.isInGroup('block')))
        return false;
    if (dispatch) {
        const tr = state.tr.replaceWith(range.start, range.end, made.blockquote(blocks));
        tr.setSelection(TextSelection.between(tr.doc.resolve(state.selection.from + 1), tr.doc.resolve(state.selection.to + 1)));
        dispatch(tr.scrollIntoView());
    }
    return true;
}

/** The words of a quotation, a fact box or a pull quote as plain blocks; nothing that was written goes. */
function unwrap({ node, at }, dispatch, state) {
    const blocks = [];
    node.forEach(child => child.type.isInGroup('block') ? blocks.push(child) : child.content.size && blocks.push(nodes.paragraph.create({ id: newId() }, child.content)));
    if (dispatch) {
        const tr = state.tr.replaceWith(at, at + node.nodeSize, blocks.length ? blocks : p());
        dispatch(tr.setSelection(Selection.near(tr.doc.resolve(Math.max(at + 1, Math.min(state.selection.from - 1, tr.doc.content.size))))).scrollIntoView());
    }
    return true;
}

/** The kind of a paragraph. @returns {Command} */
export function toKind(kind) {
    return (state, dispatch, view) => {
        const [type, attrs] = { paragraph: [nodes.paragraph], heading2: [nodes.heading, { level: 2 }], heading3: [nodes.heading, { level: 3 }], heading4: [nodes.heading, { level: 4 }], code: [nodes.code_block] }[kind];
        return setBlockType(type, node => ({ id: node.attrs.id, ...attrs }))(state, dispatch, view);
    };
}

/** The kind of the paragraph in which somebody writes, or null. */
export function kindOf(state) {
    const { parent } = state.selection.$from;
    return { paragraph: 'paragraph', heading: 'heading' + parent.attrs.level, code_block: 'code' }[parent.type.name] ?? null;
}

/** A list, the other kind of list, or no list any more. @returns {Command} */
export function toggleList(type) {
    return (state, dispatch, view) => {
        const list = around(state.selection.$from, 'bullet_list', 'ordered_list');
        if (list?.node.type === type)
            return liftListItem(nodes.list_item)(state, dispatch, view);
        if (list) {
            dispatch?.(state.tr.setNodeMarkup(list.at, type, { id: list.node.attrs.id }));
            return true;
        }
        return state.selection.$from.depth + 2 <= maxDepth && wrapInList(type, { id: null })(state, dispatch, view);
    };
}

/** @type {Command} */
export function sink(state, dispatch, view) {
    return state.selection.$from.depth + 2 <= maxDepth && sinkListItem(nodes.list_item)(state, dispatch, view);
}

/** A raised or lowered letter cannot be both. @returns {Command} */
export function toggleSimple(name) {
    return (state, dispatch, view) => {
        const other = { subscript: marks.superscript, superscript: marks.subscript }[name];
        return toggleMark(marks[name])(state, dispatch && (tr => {
            const { from, to } = tr.selection;
            if (other && from < to)
                tr.removeMark(from, to, other);
            dispatch(tr);
        }), view);
    };
}

/** Whether a mark is on what is chosen. */
export function hasMark(state, name) {
    const { from, to, empty, $from } = state.selection;
    return empty ? Boolean(marks[name].isInSet(state.storedMarks ?? $from.marks())) : state.doc.rangeHasMark(from, to, marks[name]);
}

const ownLines = ['attribution', 'pull_quote_source', 'pull_quote_text', 'fact_box_title', 'table_caption', 'figure', 'table_cell', 'table_header'];

/** Enter in a caption or a name goes on to what comes next; it never splits it. @type {Command} */
export function enterInLine(state, dispatch) {
    const { $from } = state.selection;
    const name = $from.parent.type.name;
    if (!ownLines.includes(name) || !$from.sameParent(state.selection.$to))
        return false;
    if (name === 'table_cell' || name === 'table_header')
        return breakLine(state, dispatch);
    if (dispatch) {
        const outer = around($from, 'blockquote', 'pull_quote', 'fact_box', 'table', 'gallery', 'figure');
        const next = Selection.findFrom(state.doc.resolve($from.after()), 1, true);
        const end = outer.at + outer.node.nodeSize;
        if (next && next.from < end)
            dispatch(state.tr.setSelection(next).scrollIntoView());
        else
            dispatch(leaveAfter(state.tr, end));
    }
    return true;
}

function leaveAfter(tr, place) {
    const next = tr.doc.resolve(place).nodeAfter;
    if (!(next?.type === nodes.paragraph && !next.content.size))
        tr.insert(place, p());
    return tr.setSelection(TextSelection.create(tr.doc, place + 1)).scrollIntoView();
}

/** Enter in an empty last paragraph leaves a fact box; in a quotation it goes on to who said it, and from there out. @type {Command} */
export function leaveEmpty(state, dispatch) {
    const { $from, empty } = state.selection;
    const { parent, depth } = $from;
    const box = depth > 1 ? $from.node(-1) : null;
    if (!empty || parent.type !== nodes.paragraph || parent.content.size || !['blockquote', 'fact_box'].includes(box?.type.name))
        return false;
    const blocks = box.type === nodes.blockquote ? box.childCount - 1 : box.childCount;
    const first = box.type === nodes.fact_box ? 1 : 0;
    if ($from.index(-1) !== blocks - 1 || blocks - first < 2)
        return false;
    if (dispatch) {
        const tr = state.tr.delete($from.before(), $from.after());
        const asks = box.lastChild.type === nodes.attribution && !box.lastChild.content.size;
        dispatch(asks ? tr.setSelection(Selection.near(tr.doc.resolve($from.before()), 1)).scrollIntoView() : leaveAfter(tr, tr.mapping.map($from.after(-1))));
    }
    return true;
}

/** A paragraph after the whole block, from wherever in it. @type {Command} */
export function leaveBlock(state, dispatch) {
    const { $from, $to } = state.selection;
    dispatch?.(leaveAfter(state.tr, $from.depth ? $from.after(1) : $to.pos));
    return true;
}

/** Down or right at the very end of the text, where it ends with something that is not a paragraph. @type {Command} */
export function leaveAtEnd(state, dispatch) {
    const { $from, empty } = state.selection;
    const last = state.doc.lastChild;
    if (!empty || last.isTextblock || !$from.depth || $from.index(0) !== state.doc.childCount - 1 || $from.pos < Selection.atEnd(state.doc).from)
        return false;
    return leaveBlock(state, dispatch);
}

/** @type {Command} */
export function breakLine(state, dispatch) {
    const { $from } = state.selection;
    if ($from.parent.type.spec.code || !$from.parent.inlineContent)
        return false;
    dispatch?.(state.tr.replaceSelectionWith(nodes.hard_break.create(), true).scrollIntoView());
    return true;
}

const isEmptyBlock = node => !node.textContent && !node.firstChild?.isAtom;

/** Backspace at the beginning of an empty quotation, box or list makes it text again; at the beginning of a heading, a paragraph. @type {Command} */
export function undoKind(state, dispatch, view) {
    const { $from, empty } = state.selection;
    if (!empty || $from.parentOffset || !$from.parent.isTextblock)
        return false;
    const box = around($from, 'blockquote', 'pull_quote', 'fact_box');
    if (box && isEmptyBlock(box.node) || box?.node.type === nodes.blockquote && $from.index(box.depth) === 0 && $from.depth === box.depth + 1)
        return unwrap(box, dispatch, state);
    if (['heading', 'code_block'].includes($from.parent.type.name))
        return toKind('paragraph')(state, dispatch, view);
    if (around($from, 'list_item') && $from.index(-1) === 0)
        return liftListItem(nodes.list_item)(state, dispatch, view) || lift(state, dispatch);
    return false;
}

/** On to the next cell: from the caption to the first, and behind the last to a row that is new. Who writes in a table stays in it. @type {Command} */
export function nextInTable(state, dispatch, view) {
    const { $from } = state.selection;
    const table = around($from, 'table');
    if (!table)
        return false;
    if ($from.parent.type === nodes.table_caption) {
        dispatch?.(state.tr.setSelection(Selection.near(state.doc.resolve($from.after() + 1), 1)).scrollIntoView());
        return true;
    }
    if (!goToNextCell(1)(state, dispatch) && dispatch) {
        addRowAfter(state, dispatch);
        goToNextCell(1)(view.state, view.dispatch);
    }
    return true;
}

/** Back to the cell before, and from the first one to the caption. @type {Command} */
export function previousInTable(state, dispatch) {
    const { $from } = state.selection;
    const table = around($from, 'table');
    if (!table || $from.parent.type === nodes.table_caption)
        return false;
    if (!goToNextCell(-1)(state, dispatch))
        dispatch?.(state.tr.setSelection(TextSelection.create(state.doc, table.at + 1 + table.node.firstChild.nodeSize - 1)).scrollIntoView());
    return true;
}

/** Takes the table away; the writing goes on where it was. @type {Command} */
export function deleteTable(state, dispatch) {
    const table = around(state.selection.$from, 'table');
    if (!table)
        return false;
    dispatch?.(state.tr.replaceWith(table.at, table.at + table.node.nodeSize, p()).scrollIntoView());
    return true;
}

/** A row or column less; the last one takes the table with it. @returns {Command} */
export function deleteLine(which) {
    const command = which === 'row' ? deleteRow : deleteColumn;
    return (state, dispatch, view) => {
        const table = around(state.selection.$from, 'table');
        if (!table)
            return false;
        const map = TableMap.get(table.node.child(1));
        return (which === 'row' ? map.height : map.width) < 2 ? deleteTable(state, dispatch) : command(state, dispatch, view);
    };
}

/** Whether the first row heads the columns. @type {Command} */
export function toggleHeadingRow(state, dispatch) {
    const table = around(state.selection.$from, 'table');
    if (!table)
        return false;
    if (dispatch) {
        const on = table.node.attrs.header_rows > 0;
        const tr = state.tr.setNodeAttribute(table.at, 'header_rows', on ? 0 : 1);
        const grid = table.node.child(1);
        const start = table.at + 1 + table.node.firstChild.nodeSize + 1;
        grid.forEach((row, offset, index) => index < Math.max(1, table.node.attrs.header_rows) && row.forEach((cell, inner) =>
            tr.setNodeMarkup(start + offset + 1 + inner, on ? nodes.table_cell : nodes.table_header, cell.attrs)));
        dispatch(tr);
    }
    return true;
}

/** One of the two versions of a conflict, or both, in its place. @returns {Command} */
export function choose(at, which) {
    return (state, dispatch) => {
        const conflict = state.doc.nodeAt(at);
        if (conflict?.type !== nodes.conflict)
            return false;
        const sides = which === 'both' ? [conflict.child(0), conflict.child(1)] : [conflict.child(which)];
        const content = Fragment.from(sides.flatMap(side => side.content.content));
        if (dispatch) {
            const rest = state.doc.childCount > 1 || content.size ? content : Fragment.from(p());
            const tr = state.tr.replaceWith(at, at + conflict.nodeSize, rest);
            dispatch(tr.setSelection(Selection.near(tr.doc.resolve(Math.min(at + 1, tr.doc.content.size)))).scrollIntoView());
        }
        return true;
    };
}
