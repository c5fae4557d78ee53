import assert from 'node:assert/strict';
import { test } from 'node:test';
import { all, has, refusal, setUp, settle } from './harness/storm.js';

test('a change is in the browser at once and on the server within a second', async () => {
    const { clock, draft, houses, writer } = await setUp(1);
    const one = await writer(houses[0]);
    one.append('a', 'fresh');
    one.keeper.changed();
    assert.equal(one.keeper.state.name, 'keeping');
    await settle();
    assert.ok(has(JSON.stringify([...houses[0].records.values()]), 'fresh'));
    assert.equal(one.keeper.state.name, 'here');
    await clock.pass(1500);
    assert.ok(has(all(draft), 'fresh'));
    assert.equal(one.keeper.state.name, 'kept');
    assert.equal(houses[0].records.size, 0);
});

test('nothing comes into the text while an input method is composing', async () => {
    const { clock, houses, writer } = await setUp(2, 2);
    const one = await writer(houses[0]);
    const two = await writer(houses[1]);
    one.composing = true;
    two.append('b', 'news');
    two.keeper.changed();
    await clock.pass(10000);
    assert.ok(!has(one.text(), 'news'));
    one.composing = false;
    one.keeper.ready();
    assert.ok(has(one.text(), 'news'));
});

test('whoever is signed out keeps writing, and it arrives after signing in', async () => {
    const { clock, draft, way, houses, writer } = await setUp(3);
    const one = await writer(houses[0]);
    way.signedOut = true;
    one.append('a', 'kept');
    one.keeper.changed();
    await clock.pass(20000);
    assert.equal(one.keeper.state.name, 'signedOut');
    assert.equal(houses[0].records.size, 1);
    way.signedOut = false;
    await clock.pass(20000);
    assert.equal(one.keeper.state.name, 'kept');
    assert.ok(has(all(draft), 'kept'));
});

test('what is refused is said in the words of the server, and stays here', async () => {
    const { clock, way, houses, writer } = await setUp(4);
    const one = await writer(houses[0]);
    const keep = way.keep;
    way.keep = async () => { throw refusal(400, 'The story is too large.'); };
    one.append('a', 'much');
    one.keeper.changed();
    await clock.pass(5000);
    assert.deepEqual(one.keeper.state, { name: 'refused', reason: 'The story is too large.' });
    assert.equal(houses[0].records.size, 1);
    await assert.rejects(Promise.race([one.keeper.flush(), clock.pass(2000).then(() => 'late')]), /too large/);
    way.keep = keep;
    await clock.pass(10000);
    assert.equal(one.keeper.state.name, 'kept');
});

test('whoever waits for everything to be kept is told the version in which it is', async () => {
    const { clock, draft, houses, writer } = await setUp(5);
    const one = await writer(houses[0]);
    one.append('a', 'last');
    one.keeper.changed();
    const flushed = one.keeper.flush();
    await clock.pass(900);
    assert.equal(await flushed, draft.version);
    assert.ok(has(all(draft), 'last'));
});

test('a closed tab is taken over by exactly one other', async () => {
    const { clock, draft, way, houses, writer } = await setUp(6);
    const [one, two, three] = [await writer(houses[0]), await writer(houses[0]), await writer(houses[0])];
    way.broken = 1;
    one.append('a', 'orphan');
    one.keeper.changed();
    await clock.pass(300);
    one.kill();
    way.broken = 0;
    const calls = [];
    const keep = way.keep.bind(way);
    way.keep = request => { calls.push(request.tab); return keep(request); };
    await clock.pass(15000);
    assert.equal(calls.filter(tab => tab === one.tab).length, 1);
    assert.ok(has(all(draft), 'orphan'));
    assert.ok(has(two.text(), 'orphan') && has(three.text(), 'orphan'));
    assert.equal(houses[0].records.size, 0);
});

test('what both write into one block stands side by side, also what was written while the answer was on its way', async () => {
    const { clock, draft, houses, writer } = await setUp(7, 2);
    const [one, two] = [await writer(houses[0]), await writer(houses[1])];
    one.append('a', 'mine');
    one.keeper.changed();
    two.append('a', 'theirs');
    two.keeper.changed();
    await clock.pass(700);
    if (one.blocks.has('a')) { one.append('a', 'later'); one.keeper.changed(); }
    await clock.pass(15000);
    for (const word of ['mine', 'theirs', 'later'])
        assert.ok(has(all(draft), word), word);
    assert.match(all(draft), /"conflict"/);
    assert.equal(one.text(), two.text());
});

test('a chosen field settles its conflict', async () => {
    const { clock, draft, houses, writer } = await setUp(8, 2);
    const [one, two] = [await writer(houses[0]), await writer(houses[1])];
    one.fields.headline = 'Storm';
    one.keeper.changed();
    two.fields.headline = 'Flood';
    two.keeper.changed();
    await clock.pass(15000);
    assert.deepEqual([...draft.conflicts.headline].sort(), ['Flood', 'Storm']);
    assert.deepEqual(one.conflicts, two.conflicts);
    one.fields.headline = 'Storm and flood';
    one.keeper.settle('headline');
    await clock.pass(15000);
    assert.deepEqual(draft.conflicts, {});
    assert.equal(two.fields.headline, 'Storm and flood');
    assert.equal(one.keeper.state.name, 'kept');
});

for (const [what, change, back] of [
    ['typed', one => one.append('a', 'gone'), (one, was) => one.blocks.set('a', was)],
    ['deleted', one => one.order.shift() && one.blocks.delete('a'), (one, was) => one.order.unshift('a') && one.blocks.set('a', was)],
]) {
    test(`what was ${what}, sent without an answer and taken back is as it was`, async () => {
        const { clock, draft, way, houses, writer } = await setUp(9);
        const one = await writer(houses[0]);
        const was = one.blocks.get('a');
        const keep = way.keep;
        way.keep = async request => { draft.keep(request); throw refusal(0); };
        change(one);
        one.keeper.changed();
        await clock.pass(900);
        back(one, was);
        one.keeper.changed();
        assert.notEqual(one.keeper.state.name, 'kept');
        way.keep = keep;
        await clock.pass(5000);
        assert.equal(one.keeper.state.name, 'kept');
        assert.equal(one.blocks.get('a'), was);
        assert.equal(JSON.stringify(draft.load().body.content[0]), was);
    });
}

test('a block that a request without an answer left out is sent again when it is back', async () => {
    const { clock, way, draft, houses, writer } = await setUp(12);
    const one = await writer(houses[0]);
    const was = one.blocks.get('a');
    const requests = [];
    way.keep = async request => { requests.push(request); if (requests.length > 1) return draft.keep(request); throw refusal(0); };
    one.order.shift();
    one.blocks.delete('a');
    one.keeper.changed();
    await clock.pass(900);
    one.order.unshift('a');
    one.blocks.set('a', was);
    one.keeper.changed();
    await clock.pass(5000);
    assert.deepEqual(requests.map(({ base, order, blocks }) => [base, order.join(''), blocks.map(block => block.attrs.id).join()]), [[1, 'bc', ''], [1, 'abc', 'a']]);
});

test('a newspaper that has forgotten what it had, as after a backup was put back, is told all, and nothing is overwritten', async () => {
    const { clock, draft, houses, writer } = await setUp(10);
    const one = await writer(houses[0]);
    for (const word of ['first', 'second']) {
        one.append('a', word);
        one.keeper.changed();
        await clock.pass(2000);
    }
    draft.restore(['a', 'b', 'c'].map(id => ({ type: 'paragraph', attrs: { id }, content: [{ type: 'text', text: `old ${id}` }] })));
    one.append('c', 'third');
    one.keeper.changed();
    await clock.pass(5000);
    assert.equal(one.keeper.state.name, 'kept');
    for (const word of ['first', 'second', 'third', 'old'])
        assert.ok(has(all(draft), word), word);
});

test('what a closed tab has left is brought to a newspaper that has forgotten it', async () => {
    const { clock, draft, way, houses, writer } = await setUp(11);
    const [one] = [await writer(houses[0]), await writer(houses[0])];
    one.append('b', 'early');
    one.keeper.changed();
    await clock.pass(3000);
    way.broken = 1;
    one.append('a', 'orphan');
    one.keeper.changed();
    await clock.pass(300);
    one.kill();
    draft.restore(['a', 'c'].map(id => ({ type: 'paragraph', attrs: { id }, content: [{ type: 'text', text: `old ${id}` }] })));
    way.broken = 0;
    await clock.pass(15000);
    for (const word of ['orphan', 'old'])
        assert.ok(has(all(draft), word), word);
    assert.equal(houses[0].records.size, 0);
});
