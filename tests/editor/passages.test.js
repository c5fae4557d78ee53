import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fromDocument } from '../../src/StopPress.Desk/Editor/src/document.js';
import { askedName, namesLike } from '../../src/StopPress.Desk/Editor/src/mention.js';
import { chosenPassage, findPassage, passageNow, passagesPlugin, showPassages } from '../../src/StopPress.Desk/Editor/src/passages.js';
import { EditorState, splitBlock, TextSelection } from './prosemirror.js';
import { random } from './random.js';
import { every, node, p, text } from './samples.js';

const doc = (...blocks) => fromDocument(node('doc', null, ...blocks));
const words = (document, at) => at && document.textBetween(at.from, at.to, '', ' ');

test('a passage is found in its block, wherever in it the words are by now', () => {
    const before = doc(p('a', text('The wall fell.')), p('b', text('The wall stood for a hundred years.')));
    assert.equal(words(before, findPassage(before, { place: 'b', quote: 'The wall' })), 'The wall');
    assert.equal(findPassage(before, { place: 'b', quote: 'The wall' }).from, before.firstChild.nodeSize + 1);
    const after = doc(p('n', text('New.')), p('a', text('The wall fell.')), p('b', text('As you know, '), text('The', { type: 'strong' }), text(' wall stood.')));
    assert.deepEqual([words(after, findPassage(after, { place: 'b', quote: 'The wall' })), findPassage(after, { place: 'b', quote: 'The wall' }).exact], ['The wall', true]);
});

test('words that another block has by now are found there, and words that nobody has any more lead to their block', () => {
    const split = doc(p('a', text('One.')), p('z', text('A hundred years.')));
    assert.equal(words(split, findPassage(split, { place: 'a', quote: 'hundred' })), 'hundred');
    const rewritten = findPassage(split, { place: 'a', quote: 'the old words' });
    assert.deepEqual([words(split, rewritten), rewritten.exact], ['One.', false]);
    assert.equal(findPassage(split, { place: 'gone', quote: 'the old words' }), null);
    assert.equal(findPassage(split, { place: 'gone', quote: '' }), null);
});

test('a passage that is chosen is found again, in every kind of block', () => {
    const document = fromDocument(every);
    const plain = EditorState.create({ doc: document });
    for (let seed = 1; seed <= 300; seed++) {
        const chance = random(seed);
        const at = () => chance.below(document.content.size);
        const state = plain.apply(plain.tr.setSelection(TextSelection.between(document.resolve(at()), document.resolve(at()))));
        const passage = chosenPassage(state);
        if (passage.quote)
            assert.equal(words(document, findPassage(document, passage)).replace(/\s/g, ' '), passage.quote, `seed ${seed}`);
        else if (passage.place)
            assert.ok(findPassage(document, passage), `seed ${seed}`);
    }
});

test('while somebody types the passage goes along, through splits too', () => {
    const document = doc(p('a', text('The wall fell at noon.')));
    let state = EditorState.create({ doc: document, plugins: [passagesPlugin(() => {})] });
    const view = { get state() { return state; }, dispatch: tr => state = state.apply(tr) };
    showPassages(view, [{ id: 'r', at: findPassage(document, { place: 'a', quote: 'at noon' }) }]);
    view.dispatch(state.tr.insertText('Yesterday ', 1));
    assert.equal(words(state.doc, passageNow(view, 'r')), 'at noon');
    view.dispatch(state.tr.setSelection(TextSelection.create(state.doc, 20)));
    splitBlock(state, view.dispatch);
    assert.equal(words(state.doc, passageNow(view, 'r')), 'at noon');
});

test('a name is asked for by an @ at the beginning of a word, and found by any part of it', () => {
    assert.deepEqual(['@', 'Ask @an', 'mail@an', 'two @anna we', 'none', '(@b'].map(askedName), ['', 'an', null, 'anna we', null, 'b']);
    const all = [{ id: '1', name: 'Anna Weber' }, { id: '2', name: 'Boon Chaiyo' }, { id: '3', name: 'สมชาย ใจดี' }, { id: '4', name: 'José Álvarez' }];
    assert.deepEqual(['', 'we', 'BOON', 'สม', 'ใจ', 'alv', 'x'].map(asked => namesLike(all, asked).map(one => one.id).join('')), ['1234', '1', '2', '3', '3', '4', '']);
});
