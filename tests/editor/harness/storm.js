import assert from 'node:assert/strict';
import { Keeper } from '../../../src/StopPress.Desk/Editor/src/keeper.js';
import { FakeDraft } from '../fake-draft.js';
import { random } from '../random.js';

/** A clock that goes when it is told to. */
export class Clock {
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

export async function settle() {
    for (let turn = 0; turn < 40; turn++)
        await Promise.resolve();
}

export const refusal = (status, message = '', code = '') => Object.assign(new Error(message), { status, code, help: '', refused: status >= 400 && status < 500 && status !== 401 });

/** The way to the server: it loses requests, loses answers, delays and refuses. */
export class Way {
    broken = 0;
    signedOut = false;
    constructor(draft, chances, clock) { Object.assign(this, { draft, chances, clock }); }
    load() { return this.#go(() => this.draft.load()); }
    look(tab, seen) { return this.#go(() => this.draft.look(tab, seen)); }
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
export class Browser {
    records = new Map();
    living = new Set();
    adopting = new Set();
    ears = new Map();
    adopted = [];
    store() {
        return {
            put: async record => void this.records.set(record.tab, structuredClone(record)),
            remove: async (tab, sent) => void ((sent === undefined || this.records.get(tab)?.request.sent === sent) && this.records.delete(tab)),
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

export const paragraph = (id, text) => ({ type: 'paragraph', attrs: { id }, ...(text && { content: [{ type: 'text', text }] }) });

/** Somebody's tab: a text in which unique words are written at random places. */
export class Writer {
    static tabs = 0;
    composing = false;
    states = [];
    constructor(browser, way, clock, chances) {
        Object.assign(this, { browser, way, clock, chances, tab: `tab${String(++Writer.tabs).padStart(17, '0')}` });
    }
    async open() {
        const draft = await this.way.load();
        const content = draft.body.content ?? [];
        this.order = content.map(block => block.attrs.id);
        this.blocks = new Map(content.map(block => [block.attrs.id, JSON.stringify(block)]));
        this.fields = { ...draft.fields };
        this.conflicts = draft.conflicts;
        this.keeper = new Keeper({ tab: this.tab, host: this, server: this.way, store: this.browser.store(), tabs: this.browser.tabs(this.tab), clock: this.clock, say: state => this.states.push(state) });
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
    /** Remembers how a block or the headline is, before it is changed. */
    #before(id) {
        this.undone = { id, at: this.order.indexOf(id), was: id === 'headline' ? this.fields.headline : this.blocks.get(id) };
    }
    /** Takes the last change back, unless somebody else has changed the same. */
    undo(back) {
        const { id, at, was, is, words = [] } = this.undone ?? {};
        this.undone = null;
        if (id === undefined || is !== (id === 'headline' ? this.fields.headline : this.blocks.get(id)))
            return [];
        return this.#without(() => {
            if (id === 'headline')
                this.fields.headline = was;
            else if (was === undefined) {
                this.blocks.delete(id);
                this.order = this.order.filter(one => one !== id);
            } else if (is !== undefined || !this.#inner(id)) {
                words.forEach(back);
                this.blocks.set(id, was);
                this.order.includes(id) || this.order.splice(at, 0, id);
            }
        });
    }
    /** Whoever takes a deletion back owes its words again. */
    left(words) {
        if (this.undone?.is === undefined && this.undone)
            this.undone.words = words;
        return words;
    }
    #inner(...but) {
        return this.order.filter(one => !but.includes(one)).flatMap(one => idsIn(JSON.parse(this.blocks.get(one)))).some(one => but.includes(one));
    }
    write(word) {
        const kind = this.chances.next();
        this.wrote = kind < 0.15 ? 'new' : kind < 0.25 ? 'headline' : 'block';
        if (kind < 0.15 || !this.order.length) {
            const id = 'b' + word;
            this.#before(id);
            this.order.splice(this.chances.below(this.order.length + 1), 0, id);
            this.blocks.set(id, JSON.stringify(paragraph(id, word)));
        } else if (kind < 0.25) {
            this.#before('headline');
            this.fields.headline = `${this.fields.headline} ${word}`.trim();
        } else {
            const id = this.chances.of(this.order);
            this.#before(id);
            this.append(id, word);
        }
        this.#changed();
    }
    #changed() {
        if (this.undone)
            this.undone.is = this.undone.id === 'headline' ? this.fields.headline : this.blocks.get(this.undone.id);
        this.keeper.changed();
    }
    move() {
        if (this.order.length < 2)
            return;
        const [id] = this.order.splice(this.chances.below(this.order.length), 1);
        this.order.splice(this.chances.below(this.order.length + 1), 0, id);
        this.keeper.changed();
    }
    /** Deletes a block, or chooses one side of a conflict. */
    leave() {
        const id = this.chances.of(this.order);
        if (!id)
            return [];
        const block = JSON.parse(this.blocks.get(id));
        const chosen = block.type === 'conflict' ? this.chances.of(block.content).content ?? [] : [];
        const chosenWords = JSON.stringify(chosen);
        return this.#without(() => {
            block.type === 'conflict' ? this.undone = null : this.#before(id);
            const others = this.order.filter(one => one !== id).flatMap(one => idsIn(JSON.parse(this.blocks.get(one))));
            this.blocks.delete(id);
            this.order.splice(this.order.indexOf(id), 1, ...chosen.map(one => {
                const own = others.includes(one.attrs.id) ? `c${++Writer.tabs}` : one.attrs.id;
                this.blocks.set(own, JSON.stringify({ ...one, attrs: { ...one.attrs, id: own } }));
                return own;
            }));
        }).filter(word => !has(chosenWords, word));
    }
    /** Does something. @returns {string[]} the words that stand here less often than before */
    #without(act) {
        const count = () => (this.text().match(/\bw\d+x\d+\b/g) ?? []).reduce((all, word) => all.set(word, (all.get(word) ?? 0) + 1), new Map());
        const before = count();
        act();
        this.#changed();
        const after = count();
        return [...before].filter(([word, times]) => (after.get(word) ?? 0) < times).map(([word]) => word);
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

export async function setUp(seed, browsers = 1, draftOf = body => new FakeDraft(body)) {
    const body = [paragraph('a', 'one'), paragraph('b', 'two'), paragraph('c', 'three')];
    const chances = random(seed);
    const clock = new Clock(chances);
    const draft = draftOf(body);
    const way = new Way(draft, chances, clock);
    const houses = Array.from({ length: browsers }, () => new Browser());
    const writer = browser => opened(clock, new Writer(browser, way, clock, chances));
    return { chances, clock, draft, way, houses, writer };
}

function idsIn(block) {
    return [block.attrs?.id, ...(block.content ?? []).flatMap(idsIn)].filter(Boolean);
}

/** All that a draft tells. */
export const all = draft => JSON.stringify(draft.load());
export const has = (text, word) => new RegExp(`\\b${word}\\b`).test(text);

/**
 * Three tabs in two browsers write into one draft while answers are lost, tabs are killed and somebody is signed out.
 * @param {number} seed @param {(body: any[]) => any} draftOf makes the newspaper's draft
 */
export async function storm(seed, draftOf) {
    const { chances, clock, draft, way, houses, writer } = await setUp(seed, 2, draftOf);
    let writers = [await writer(houses[0]), await writer(houses[0]), await writer(houses[1])];
    const words = [];
    const promised = new Set();
    const marks = new Map();
    const deleted = { has: word => marks.get(word) > 0, add: word => marks.set(word, (marks.get(word) ?? 0) + 1), take: word => marks.set(word, marks.get(word) - 1) };
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
        else if (chances.chance(0.3))
            one.left(one.leave()).forEach(deleted.add);
        else if (chances.chance(0.6))
            one.undo(deleted.take).forEach(deleted.add);
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
    const lost = [...promised].filter(word => !deleted.has(word) && !has(kept, word));
    const content = draft.load().body.content ?? [];
    assert.deepEqual(lost.map(word => [word, history.get(word)]), []);
    assert.ok(words.length > 40 && promised.size > words.length * 0.9, `${promised.size} of ${words.length} promised`);
    for (const one of writers) {
        assert.equal(one.keeper.state.name, 'kept');
        assert.deepEqual(one.order.map(id => JSON.parse(one.blocks.get(id))), content);
        assert.equal(one.fields.headline, draft.load(one.tab).fields.headline);
        one.kill();
    }
    assert.equal(houses.reduce((sum, house) => sum + house.records.size, 0), 0);
}
