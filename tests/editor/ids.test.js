import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as commands from '../../src/StopPress.Desk/Editor/src/commands.js';
import { blockText, fromDocument, toDocument } from '../../src/StopPress.Desk/Editor/src/document.js';
import { faultsOf, idsPlugin, withoutIdsOf } from '../../src/StopPress.Desk/Editor/src/ids.js';
import { keys, signs } from '../../src/StopPress.Desk/Editor/src/keys.js';
import { fitting } from '../../src/StopPress.Desk/Editor/src/paste.js';
import { schema } from '../../src/StopPress.Desk/Editor/src/schema.js';
import { EditorText } from '../../src/StopPress.Desk/Editor/src/text.js';
import { EditorState, Fragment, history, Selection, Slice, TextSelection, undo, redo, splitBlock, joinBackward, tableEditing, addRowAfter, addColumnAfter, splitListItem } from './prosemirror.js';
import { random } from './random.js';
import { every, node, p, text } from './samples.js';

const begin = (body, ...plugins) => EditorState.create({ doc: fromDocument(body), plugins: [idsPlugin(), history(), tableEditing(), ...plugins] });
const doc = (...content) => ({ type: 'doc', content });
const at = (state, words, offset = 0) => {
    let found = -1;
    state.doc.descendants((one, place) => { if (found < 0 && one.isText && one.text.includes(words)) found = place + one.text.indexOf(words) + offset; });
    return state.apply(state.tr.setSelection(TextSelection.create(state.doc, found)));
};
const run = (state, command) => { command(state, tr => state = state.apply(tr)); return state; };

/** As the newspaper checks it: each id once, but both sides of a conflict may hold the same block. */
function checkIds(body) {
    const seen = new Set();
    const walk = (one, ids) => {
        const { type } = one;
        if (!['list_item', 'attribution', 'pull_quote_text', 'fact_box_title', 'table_caption', 'table_row', 'table_cell', 'table_header', 'text', 'hard_break', 'conflict_side', 'doc'].includes(type)) {
            assert.match(one.attrs?.id ?? '', /^[A-Za-z0-9_-]{1,32}$/, JSON.stringify(one).slice(0, 200));
            assert.ok(!ids.has(one.attrs.id), `${one.attrs.id} stands twice`);
            ids.add(one.attrs.id);
        }
        if (type === 'conflict') {
            const sides = one.content.map(side => { const own = new Set(ids); (side.content ?? []).forEach(child => walk(child, own)); return own; });
            sides.forEach(side => side.forEach(id => ids.add(id)));
        } else
            (one.content ?? []).forEach(child => walk(child, ids));
    };
    walk(body, seen);
}

test('a paragraph split in two gives the second a new id, and one split at its start keeps the id with its words', () => {
    let state = run(at(begin(doc(p('a', text('hello world')))), 'world'), splitBlock);
    assert.equal(state.doc.child(0).attrs.id, 'a');
    assert.notEqual(state.doc.child(1).attrs.id, 'a');
    state = run(at(begin(doc(p('a', text('hello')))), 'hello'), splitBlock);
    assert.equal(state.doc.child(1).attrs.id, 'a');
    checkIds(toDocument(state.doc));
});

test('a copy pasted before its original leaves the original its id', () => {
    const state = begin(doc(p('a', text('one')), p('b', text('two'))));
    const slice = withoutIdsOf(new Slice(Fragment.from(state.doc.child(1)), 0, 0), state.doc, Slice, Fragment);
    const after = state.apply(state.tr.replace(0, 0, slice));
    assert.equal(after.doc.child(2).attrs.id, 'b');
    checkIds(toDocument(after.doc));
});

test('one undo spans the fields and the text', () => {
    let state = begin(doc(p('a', text('one'))));
    state = state.apply(state.tr.setDocAttribute('headline', 'Storm'));
    state = state.apply(state.tr.insertText('x', 1));
    state = run(state, undo);
    assert.equal(state.doc.textContent, 'one');
    state = run(state, undo);
    assert.equal(state.doc.attrs.headline, '');
    state = run(run(state, redo), redo);
    assert.deepEqual([state.doc.attrs.headline, state.doc.textContent], ['Storm', 'xone']);
});

test('choosing one version or both leaves each id once', () => {
    const conflict = node('conflict', { id: 'x' }, node('conflict_side', null, p('a', text('mine'))), node('conflict_side', null, p('a', text('theirs')), p('b', text('more'))));
    for (const [which, words] of [[0, 'mine'], [1, 'theirsmore'], ['both', 'minetheirsmore']]) {
        const state = run(begin(doc(p('p', text('')), conflict)), commands.choose(2, which));
        assert.equal(state.doc.textContent, words);
        checkIds(toDocument(state.doc));
    }
});

test('a quotation is made of what is chosen and becomes text again', () => {
    let state = run(at(begin(doc(p('a', text('one')), p('b', text('two')))), 'two'), commands.toggleQuote);
    assert.equal(toDocument(state.doc).content[1].type, 'blockquote');
    state = run(state, commands.toggleQuote);
    assert.deepEqual(toDocument(state.doc), doc(p('a', text('one')), p('b', text('two'))));
});

test('every block can be put in, and after it there is a place to write', () => {
    const { made } = commands;
    for (const make of [made.pullQuote, made.factBox, made.rule, made.gallery, made.table, () => made.embed('https://youtu.be/a', 'youtube'), () => made.related('000000000000a')]) {
        const state = run(begin(doc(p('a'))), commands.insertBlock(make()));
        state.doc.check();
        checkIds(toDocument(state.doc));
        assert.equal(state.doc.lastChild.type.name, 'paragraph', state.doc.toString());
    }
});

/** The host of the keeper without a page: a view that only has a state. */
function hostOf(body) {
    const host = new EditorText(() => false);
    host.view = { composing: false, state: null, dispatch(tr) { this.state = this.state.apply(tr); } };
    host.view.state = EditorState.create({ doc: host.begin({ body, fields: {} }), plugins: [idsPlugin(), history()] });
    return host;
}

test('what others wrote comes in beside the selection', () => {
    const host = hostOf(doc(p('a', text('alpha')), p('b', text('beta beta')), p('c', text('gamma'))));
    host.view.state = at(host.view.state, 'beta beta', 4);
    const words = () => { const { $from } = host.view.state.selection; return [$from.parent.textContent, $from.parentOffset]; };
    const give = (order, blocks) => host.take({ fields: {}, order, blocks: new Map(blocks.map(block => [block.attrs.id, JSON.stringify(block)])) });
    give(['c', 'n', 'b', 'a'], [p('a', text('alpha!')), p('b', text('beta beta gone')), p('c', text('gamma')), p('n', text('new'))]);
    assert.deepEqual(host.read().order, ['c', 'n', 'b', 'a']);
    assert.deepEqual(words(), ['beta beta gone', 4]);
    const conflict = node('conflict', { id: 'x' }, node('conflict_side', null, p('b', text('other'))), node('conflict_side', null, p('b', text('beta beta gone'))));
    give(['c', 'x', 'a'], [p('a', text('alpha!')), p('c', text('gamma')), conflict]);
    assert.deepEqual(words(), ['beta beta gone', 4]);
    give([], []);
    assert.equal(host.view.state.doc.childCount, 1);
    assert.deepEqual(host.read().order, []);
});

test('any text becomes any other text, block by block', () => {
    for (let seed = 1; seed <= 300; seed++) {
        const chances = random(seed);
        const blocks = every.content.filter(() => chances.chance(0.5));
        const host = hostOf(doc(...blocks));
        for (let turn = 0; turn < 5; turn++) {
            const wanted = every.content.filter(() => chances.chance(0.5)).sort(() => chances.next() - 0.5).map(block => block.type === 'paragraph' && chances.chance(0.5) ? p(block.attrs.id, text(`turn ${turn}`)) : block);
            host.take({ fields: {}, order: wanted.map(block => block.attrs.id), blocks: new Map(wanted.map(block => [block.attrs.id, JSON.stringify(block)])) });
            host.view.state.doc.check();
            assert.deepEqual(host.read().order.map(id => JSON.parse(host.read().blocks.get(id))), wanted, `seed ${seed}`);
        }
    }
});

const seeds = Number(process.env.SEEDS ?? 150);

test(`ids stay unique and the text valid under ${seeds} random edits of every kind`, () => {
    for (let seed = 1; seed <= seeds; seed++)
        edits(seed);
});

function edits(seed) {
    const chances = random(seed);
    let state = begin(every);
    const bound = keys({ link() {}, find() {} })[0].props.handleKeyDown;
    const press = key => run(state, (now, dispatch) => bound({ state: now, dispatch, endOfTextblock: () => true, dom: {} }, { key, keyCode: { Enter: 13, Backspace: 8, Tab: 9 }[key] ?? 65, code: key, ctrlKey: false, shiftKey: false, altKey: false, metaKey: false }));
    const anywhere = () => Selection.near(state.doc.resolve(chances.below(state.doc.content.size + 1)));
    const edit = [
        () => run(state, splitBlock), () => run(state, joinBackward), () => press('Enter'), () => press('Backspace'), () => press('Tab'),
        () => run(state, commands.toggleQuote), () => run(state, commands.toggleList(chances.of([schema.nodes.bullet_list, schema.nodes.ordered_list]))),
        () => run(state, commands.toKind(chances.of(['paragraph', 'heading2', 'heading3', 'code']))), () => run(state, commands.leaveBlock), () => run(state, addRowAfter), () => run(state, addColumnAfter),
        () => run(state, commands.deleteLine(chances.of(['row', 'column']))), () => run(state, commands.toggleHeadingRow), () => run(state, splitListItem(schema.nodes.list_item)),
        () => run(state, commands.insertBlock(chances.of([commands.made.table, commands.made.factBox, commands.made.pullQuote, commands.made.rule, commands.made.gallery])())),
        () => run(state, undo), () => run(state, redo),
        () => state.apply(state.tr.insertText(`w${chances.below(1000)} `, state.selection.from)),
        () => state.apply(state.tr.deleteRange(...[anywhere().from, anywhere().from].sort((a, b) => a - b))),
        () => {
            const [from, to] = [anywhere().from, anywhere().from].sort((a, b) => a - b);
            const slice = withoutIdsOf(state.doc.slice(from, Math.min(to, from + 400)), state.doc, Slice, Fragment);
            const raw = chances.chance(0.5) ? slice : state.doc.slice(from, Math.min(to, from + 400));
            state = state.apply(state.tr.setSelection(anywhere()));
            return state.apply(state.tr.replaceSelection(fitting(state, raw)));
        },
    ];
    for (let turn = 0; turn < 40; turn++) {
        state = state.apply(state.tr.setSelection(anywhere()));
        const index = chances.below(edit.length);
        try {
            state = edit[index]();
            state.doc.check();
            checkIds(toDocument(state.doc));
            assert.equal(faultsOf(state.doc).faults.length, 0);
            state.doc.forEach(block => block.type.name === 'upload' || assert.ok(blockText(block)));
        } catch (error) {
            throw Object.assign(error, { message: `seed ${seed}, turn ${turn}, edit ${index}: ${error.message}` });
        }
    }
    const again = toDocument(fromDocument(toDocument(state.doc)));
    assert.deepEqual(toDocument(fromDocument(again)), again);
}
