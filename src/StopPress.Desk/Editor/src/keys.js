import { baseKeymap, chainCommands, createParagraphNear, exitCode, liftEmptyBlock, newlineInCode, selectAll, splitBlockAs } from 'prosemirror-commands';
import { redo, undo } from 'prosemirror-history';
import { ellipsis, emDash, InputRule, inputRules, textblockTypeInputRule, undoInputRule, wrappingInputRule } from 'prosemirror-inputrules';
import { keymap } from 'prosemirror-keymap';
import { liftListItem, splitListItem } from 'prosemirror-schema-list';
import { Selection, TextSelection } from 'prosemirror-state';
import * as commands from './commands.js';
import { maxDepth } from './document.js';
import { newId } from './ids.js';
import { schema } from './schema.js';

const { nodes } = schema;

/** @param {{ link(): void, find(): void }} bars */
export function keys(bars) {
    const open = act => () => (act(), true);
    const bindings = {
        'Mod-z': undo, 'Mod-y': redo, 'Shift-Mod-z': redo,
        'Mod-b': commands.toggleSimple('strong'), 'Mod-i': commands.toggleSimple('em'), 'Mod-Shift-x': commands.toggleSimple('strike'),
        'Mod-e': commands.toggleSimple('code'), 'Mod-,': commands.toggleSimple('subscript'), 'Mod-.': commands.toggleSimple('superscript'), 'Mod-Alt-n': commands.toggleSimple('note'),
        'Mod-Alt-0': commands.toKind('paragraph'), 'Mod-Alt-2': commands.toKind('heading2'), 'Mod-Alt-3': commands.toKind('heading3'),
        'Mod-Alt-4': commands.toKind('heading4'), 'Mod-Alt-c': commands.toKind('code'),
        'Mod-Shift-8': commands.toggleList(nodes.bullet_list), 'Mod-Shift-7': commands.toggleList(nodes.ordered_list), 'Mod-Shift-9': commands.toggleQuote,
        'Mod-k': open(() => bars.link()), 'Mod-Alt-m': () => bars.remark ? (bars.remark(), true) : false, 'Mod-f': open(() => bars.find()), 'Mod-h': open(() => bars.find()),
        'Tab': chainCommands(commands.nextInTable, commands.sink), 'Shift-Tab': chainCommands(commands.previousInTable, liftListItem(nodes.list_item)),
        'Mod-]': commands.sink, 'Mod-[': liftListItem(nodes.list_item),
        'Shift-Enter': chainCommands(exitCodeOnShift, commands.breakLine), 'Mod-Enter': commands.leaveBlock,
        'Enter': chainCommands(newlineInCodeOrLeave, commands.enterInLine, commands.leaveEmpty, splitListItem(nodes.list_item), createParagraphNear, liftEmptyBlock, split),
        'ArrowDown': commands.leaveAtEnd, 'ArrowRight': commands.leaveAtEnd,
        'Backspace': chainCommands(undoInputRule, commands.undoKind), 'Mod-Backspace': commands.undoKind,
        'Mod-a': selectInside,
    };
    return [keymap(bindings), keymap(baseKeymap)];
}

/** After a paragraph or a heading comes a paragraph: ProseMirror itself would take who said it for what comes next in a quotation. */
const split = splitBlockAs((node, atEnd) => atEnd ? { type: nodes.paragraph } : null);

function exitCodeOnShift(state, dispatch) {
    return exitCode(state, dispatch);
}

/** The third line end in code leaves it. */
function newlineInCodeOrLeave(state, dispatch, view) {
    const { $from, empty } = state.selection;
    if (!$from.parent.type.spec.code)
        return false;
    if (empty && $from.parentOffset === $from.parent.content.size && $from.parent.textContent.endsWith('\n\n')) {
        if (dispatch) {
            const tr = state.tr.delete($from.pos - 2, $from.pos);
            commands.leaveBlock(state.apply(tr), then => {
                const at = then.selection.from;
                const end = tr.mapping.map($from.after(1));
                tr.insert(end, nodes.paragraph.create({ id: newId() }));
                dispatch(tr.setSelection(TextSelection.near(tr.doc.resolve(Math.min(at, end + 1)))).scrollIntoView());
            });
        }
        return true;
    }
    return newlineInCode(state, dispatch, view);
}

/** In a table, a caption or a side: first what is in it, then everything. */
function selectInside(state, dispatch, view) {
    const { $from, from, to } = state.selection;
    const isolated = $from.depth && $from.parent.type.spec.isolating;
    if (isolated && (from !== $from.start() || to !== $from.end()) && $from.parent.content.size) {
        dispatch?.(state.tr.setSelection(TextSelection.create(state.doc, $from.start(), $from.end())));
        return true;
    }
    return selectAll(state, dispatch, view);
}

/** A paragraph that begins with a sign becomes what the sign stands for. */
export function signs() {
    const free = state => state.selection.$from.depth + 2 <= maxDepth;
    const block = (pattern, command) => new InputRule(pattern, (state, match, start, end) => {
        if (state.selection.$from.parent.type !== nodes.paragraph || !free(state))
            return null;
        let done = null;
        const tr = state.tr.delete(start, end);
        command(state.apply(tr), next => {
            next.steps.forEach(step => tr.step(step));
            done = tr.setSelection(Selection.fromJSON(tr.doc, next.selection.toJSON()));
        });
        return done;
    });
    return inputRules({
        rules: [
            textblockTypeInputRule(/^(#{2,4})\s$/, nodes.heading, match => ({ level: match[1].length })),
            textblockTypeInputRule(/^```([a-z0-9+#-]{0,20})\s$/, nodes.code_block, match => ({ language: match[1] || null })),
            wrappingInputRule(/^\s*([-*•])\s$/, nodes.bullet_list),
            wrappingInputRule(/^(\d{1,4})\.\s$/, nodes.ordered_list, match => ({ order: Number(match[1]) }), (match, node) => node.childCount + node.attrs.order === Number(match[1])),
            block(/^>\s$/, commands.toggleQuote),
            block(/^(?:---|—-)$/, commands.insertBlock(commands.made.rule())),
            emDash, ellipsis,
        ],
    });
}
