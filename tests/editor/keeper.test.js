import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Keeper } from '../../src/StopPress.Desk/Editor/src/keeper.js';
import { FakeDraft } from './fake-draft.js';
import { random } from './random.js';

/** A clock that goes when it is told to. */
class Clock {
    now = 0;
    timers = [];
    constructor(chance) { this.chances = chance; }
    later(act, after) { const timer = { act, at: this.now + after }; this.timers.push(timer); return timer; }
    clear(timer) { this.timers = this.timers.filter(one => one !== timer); }
    soon() { return Promise.resolve(); }
    chance() { return this.chances.next(); }
    async pass(time) {
        const until = this.now + time;
        for (;;) {
            await settle();
            const next = this.timers.filter(timer => timer.at <= until).sort((a, b) => a.at - b.at)[0];
            if (!next)
                break;
            this.now = next.at;
            this.clear(next);
            next.act();
        }
        this.now = until;
    }
}

async function settle() {
    for (let turn = 0; turn < 40; turn++)
        await Promise.resolve();
}

const refusal = (status, message = '') => Object.assign(new Error(message), { status, help: '', refused: status >= 400 && status < 500 && status !== 401 });

/** The way to the server: it loses requests, loses answers, delays and refuses. */
class Way {
    broken = 0;
    signedOut = false;
    constructor(draft, chances, clock) { Object.assign(this, { draft, chances, clock }); }
    load() { return this.#go(() => this.draft.load()); }
    keep(request) { return this.#go(() => this.draft.keep(request)); }
    async #go(act) {
        const { chances, clock } = this;
        const wait = () => new Promise(resolve => clock.later(resolve, chances.below(400)));
        await wait();
        if (this.signedOut)
            throw refusal(401);
        if (chances.chance(this.broken))
            throw refusal(chances.of([0, 503]));
        const answer = structuredClone(act());
        await wait();
        if (chances.chance(this.broken))
            throw refusal(0);
        return answer;
    }
}

/** One browser: a store that outlives its tabs, and which of them live. */
class Browser {
    records = new Map();
    living = new Set();
    adopting = new Set();
    ears = new Map();
    adopted = [];
    store() {
        return {
            put: async record => void this.records.set(record.tab, structuredClone(record)),
            remove: async tab => void this.records.delete(tab),
            list: async () => structuredClone([...this.records.values()]),
        };
    }
    tabs(own) {
        return {
            hold: tab => this.living.add(tab),
            adopt: async (tab, act) => {
                if (this.living.has(tab) || this.adopting.has(tab))
                    return;
                this.adopting.add(tab);
                try { this.adopted.push(tab); await act(); } finally { this.adopting.delete(tab); }
            },
            tell: message => this.ears.forEach((ear, tab) => tab !== own && ear(message)),
            hear: ear => this.ears.set(own, ear),
            seen: () => true, online: () => true, close: () => {},
        };
    }
    kill(tab) { this.living.delete(tab); this.ears.delete(tab); }
}

const paragraph = (id, text) => ({ type: 'paragraph', attrs: { id }, ...(text && { content: [{ type: 'text', text }] }) });

/** Somebody's tab: a text in which unique words are written at random places. */
class Writer {
    static tabs = 0;
    composing = false;
    states = [];
    constructor(browser, way, clock, chances) {
        Object.assign(this, { browser, way, clock, chances, tab: `tab${String(++Writer.tabs).padStart(17, '0')}` });
    }
    async open() {
        const draft = await this.way.load();
        this.order = draft.body.content.map(block => block.attrs.id);
        this.blocks = new Map(draft.body.content.map(block => [block.attrs.id, JSON.stringify(block)]));
        this.fields = { ...draft.fields };
        this.conflicts = draft.conflicts;
        this.keeper = new Keeper({ tab: this.tab, host: this, server: this.way, store: this.browser.store(), tabs: this.browser.tabs(this.tab), turns: true, clock: this.clock, say: state => this.states.push(state) });
        this.keeper.start(draft);
        return this;
    }
    canonical(block) { return JSON.stringify(block); }
    canTake() { return !this.composing; }
    read() { return { fields: { ...this.fields }, order: [...this.order], blocks: new Map(this.blocks) }; }
    take(text) { assert.ok(!this.composing); Object.assign(this, { fields: { ...text.fields }, order: [...text.order], blocks: new Map(text.blocks) }); }
    showConflicts(conflicts) { this.conflicts = conflicts; }
    append(id, word) {
        const block = JSON.parse(this.blocks.get(id));
        const add = one => one.content = [{ type: 'text', text: `${one.content?.[0]?.text ?? ''} ${word}`.trim() }];
        if (block.type === 'conflict')
            (block.content[0].content ?? []).forEach((one, at) => at || add(one));
        else
            add(block);
        this.blocks.set(id, JSON.stringify(block));
    }
    write(word) {
        const kind = this.chances.next();
        this.wrote = kind < 0.15 ? 'new' : kind < 0.25 ? 'headline' : 'block';
        if (kind < 0.15 || !this.order.length) {
            const id = 'b' + word;
            this.order.splice(this.chances.below(this.order.length + 1), 0, id);
            this.blocks.set(id, JSON.stringify(paragraph(id, word)));
        } else if (kind < 0.25)
            this.fields.headline = `${this.fields.headline} ${word}`.trim();
        else
            this.append(this.chances.of(this.order), word);
        this.keeper.changed();
    }
    move() {
        if (this.order.length < 2)
            return;
        const [id] = this.order.splice(this.chances.below(this.order.length), 1);
        this.order.splice(this.chances.below(this.order.length + 1), 0, id);
        this.keeper.changed();
    }
    text() { return JSON.stringify([this.fields, this.conflicts, this.order.map(id => this.blocks.get(id))]); }
    kill() { this.keeper.close(); this.browser.kill(this.tab); }
}

async function opened(clock, writer) {
    const opening = writer.open();
    let done = false;
    opening.then(() => done = true, () => done = true);
    while (!done)
        await clock.pass(100);
    return opening;
}

async function setUp(seed, browsers = 1, body = [paragraph('a', 'one'), paragraph('b', 'two'), paragraph('c', 'three')]) {
    const chances = random(seed);
    const clock = new Clock(chances);
    const draft = new FakeDraft(body);
    const way = new Way(draft, chances, clock);
    const houses = Array.from({ length: browsers }, () => new Browser());
    const writer = browser => opened(clock, new Writer(browser, way, clock, chances));
    return { chances, clock, draft, way, houses, writer };
}

const all = draft => JSON.stringify(draft.load());
const has = (text, word) => new RegExp(`\\b${word}\\b`).test(text);

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

const seeds = Number(process.env.SEEDS ?? 300);
const first = Number(process.env.SEED ?? 1);

test(`no word is lost under ${seeds} random storms`, async () => {
    for (let seed = first; seed < first + seeds; seed++)
        await storm(seed).catch(error => { throw Object.assign(error, { message: `seed ${seed}: ${error.message}` }); });
});

async function storm(seed) {
    const { chances, clock, draft, way, houses, writer } = await setUp(seed, 2);
    let writers = [await writer(houses[0]), await writer(houses[0]), await writer(houses[1])];
    const words = [];
    const promised = new Set();
    const history = new Map();
    for (let turn = 0; turn < 120; turn++) {
        way.broken = chances.chance(0.3) ? chances.next() * 0.9 : way.broken;
        way.signedOut = chances.chance(0.05) ? !way.signedOut : way.signedOut;
        const one = chances.of(writers);
        one.composing = chances.chance(0.1) ? !one.composing : one.composing;
        if (!one.composing)
            one.keeper.ready();
        if (chances.chance(0.7)) {
            const word = `w${seed}x${turn}`;
            one.write(word);
            words.push(word);
            history.set(word, `${one.tab.slice(-2)} ${one.wrote}`);
        } else if (chances.chance(0.3))
            one.move();
        await settle();
        if (['here', 'offline', 'signedOut', 'kept'].includes(one.keeper.state.name))
            words.filter(word => has(one.text(), word)).forEach(word => promised.add(word));
        if (chances.chance(0.04)) {
            await clock.pass(chances.below(1200));
            one.kill();
            [way.broken, way.signedOut] = [0, false];
            writers = writers.map(other => other === one ? null : other);
            writers[writers.indexOf(null)] = await writer(one.browser);
        }
        await clock.pass(chances.below(900));
    }
    [way.broken, way.signedOut] = [0, false];
    writers.forEach(one => { one.composing = false; one.keeper.ready(); one.keeper.look(); });
    await clock.pass(120000);
    const kept = all(draft);
    const lost = [...promised].filter(word => !has(kept, word));
    assert.deepEqual(lost.map(word => [word, history.get(word)]), []);
    assert.ok(words.length > 40 && promised.size > words.length * 0.9, `${promised.size} of ${words.length} promised`);
    for (const one of writers) {
        assert.equal(one.keeper.state.name, 'kept');
        assert.deepEqual(one.order, draft.order);
        assert.deepEqual(one.order.map(id => one.blocks.get(id)), draft.order.map(id => draft.blocks.get(id).json));
        assert.equal(one.fields.headline, draft.fields.get('headline').text);
        one.kill();
    }
    assert.equal(houses.reduce((sum, house) => sum + house.records.size, 0), 0);
}
