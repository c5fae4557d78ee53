import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fromDocument } from '../../src/StopPress.Desk/Editor/src/document.js';
import { Presence, presencePlugin, showOthers } from '../../src/StopPress.Desk/Editor/src/presence.js';
import { EditorState } from './prosemirror.js';
import { node, p, text } from './samples.js';

/** A clock whose hour comes when it is told. */
class Clock {
    now = 0;
    timers = new Map();
    later(act, after) {
        const timer = { at: this.now + after, act };
        this.timers.set(timer, timer);
        return timer;
    }
    clear(timer) {
        this.timers.delete(timer);
    }
    async pass(time) {
        const end = this.now + time;
        for (;;) {
            const next = [...this.timers.keys()].filter(timer => timer.at <= end).sort((a, b) => a.at - b.at)[0];
            if (!next)
                break;
            this.now = next.at;
            this.timers.delete(next);
            await next.act();
        }
        this.now = end;
    }
}

function begin(answers = {}) {
    const clock = new Clock();
    const said = [];
    const shown = [];
    const at = { place: 'a', seen: true, others: [], ...answers };
    const presence = new Presence({
        ask: async (place, leaves) => {
            said.push(leaves ? 'leaves' : place);
            if (at.fails)
                throw new Error('no answer');
            return at.others;
        },
        place: () => at.place, show: others => shown.push(others.map(other => other.name)), seen: () => at.seen, clock,
    });
    return { presence, clock, said, shown, at };
}

test('a tab says every few seconds that it is there, and soon where it has gone', async () => {
    const { presence, clock, said, at } = begin();
    await presence.look();
    await clock.pass(8000);
    assert.deepEqual(said, ['a', 'a', 'a']);
    at.place = 'b';
    for (let letter = 0; letter < 5; letter++)
        presence.moved();
    await clock.pass(1000);
    assert.deepEqual(said.slice(3), ['b']);
    await clock.pass(3900);
    assert.deepEqual(said.slice(4), []);
});

test('who is there is shown when it changes, and nobody is said to be there while the newspaper does not answer', async () => {
    const { presence, clock, shown, at } = begin({ others: [{ name: 'Anna', place: 'a' }] });
    await presence.look();
    await clock.pass(8000);
    assert.deepEqual(shown, [['Anna']]);
    at.fails = true;
    await clock.pass(4000);
    assert.deepEqual(shown, [['Anna'], []]);
    at.fails = false;
    await clock.pass(4000);
    assert.deepEqual(shown, [['Anna'], [], ['Anna']]);
});

test('a tab that nobody looks at says nothing, and one that is closed says so once', async () => {
    const { presence, clock, said, at } = begin();
    await presence.look();
    at.seen = false;
    await clock.pass(60000);
    assert.deepEqual(said, ['a']);
    await presence.leave();
    await clock.pass(60000);
    assert.deepEqual(said, ['a', 'leaves']);
    at.seen = true;
    await presence.look();
    assert.deepEqual(said, ['a', 'leaves', 'a']);
});

test('the blocks in which others are carry their names, also when text moves above them', () => {
    const doc = fromDocument(node('doc', null, p('a', text('One.')), p('b', text('Two.'))));
    const plugin = presencePlugin();
    let state = EditorState.create({ doc, plugins: [plugin] });
    const view = { get state() { return state; }, dispatch: tr => state = state.apply(tr) };
    showOthers(view, [{ name: 'Anna', place: 'b' }, { name: 'Boon', place: 'b' }, { name: 'Chai', place: 'headline' }, { name: 'Dao', place: null }]);
    const marks = () => plugin.props.decorations(state).find().map(mark => [mark.from, mark.to, mark.type.attrs['data-who']]);
    assert.deepEqual(marks(), [[6, 12, 'Anna, Boon']]);
    view.dispatch(state.tr.insertText('More. ', 1));
    assert.deepEqual(marks(), [[12, 18, 'Anna, Boon']]);
    showOthers(view, []);
    assert.deepEqual(marks(), []);
});
