import { newId } from './ids.js';
import { merge } from './merge.js';

/** The promise of the desk: at most one second of typing is not on the server; the rest of it is for the way there. */
const sendAfter = 600;
const lookEvery = 4000;
const backOffs = [1000, 2000, 4000, 8000, 15000];

/**
 * Keeps what is written: in the browser at once, on the server within a second, and merges what others write.
 * It knows no page: the text, the store, the server, the other tabs and the clock are given to it.
 * @typedef {import('./merge.js').Text} Text
 * @typedef {{ tab: string, base: number, fields: Record<string, string>, blocks: any[], order: string[], settles?: string[] }} Request
 * @typedef {{ read(): Text, canTake(): boolean, take(text: Text): void, showConflicts(conflicts: Record<string, string[]>): void, canonical(block: any): string }} Host
 */
export class Keeper {
    #base;
    #contested = null;
    #settles = new Set();
    #busy = false;
    #timer = null;
    #lookTimer = null;
    #failures = 0;
    #trouble = null;
    #held = null;
    #waiting = [];
    #stored = true;
    #storing = null;
    #storeBroken = false;
    #here = '';
    #leftovers = 0;
    #leftoverTrouble = null;
    #closed = false;
    #turn = 0;

    /** @param {{ tab: string, host: Host, server: any, store: any, tabs: any, clock?: any, say?: (state: any) => void, kept?: (version: number) => void }} parts */
    constructor({ tab, host, server, store, tabs, fresh = newId, turns = false, clock = globalClock, say = () => {}, kept = () => {} }) {
        Object.assign(this, { tab, host, server, store, tabs, fresh, turns, clock, say, kept });
    }

    /** The version that everything here is merged with. */
    get version() {
        return this.#base.version;
    }

    /** Begins with the draft that the server gave. */
    start(draft) {
        this.#base = this.#textOf(draft);
        this.tabs.hold(this.tab);
        this.tabs.hear(message => this.#heard(message));
        this.host.showConflicts(this.#base.conflicts);
        this.#takeOver();
        this.#lookLater();
        this.tell();
    }

    /** What the server has, as the host would write it. */
    #textOf(draft) {
        const blocks = new Map((draft.body?.content ?? []).map(block => [block.attrs.id, this.host.canonical(block)]));
        return { version: draft.version, fields: { ...draft.fields }, conflicts: draft.conflicts ?? {}, order: [...blocks.keys()], blocks };
    }

    /** Something was written. */
    changed() {
        this.#turn += 2;
        this.#stored = false;
        this.#remember();
        this.#sendLater(sendAfter);
        this.tell();
    }

    /** A field's conflict is chosen: its text is what the field says now. */
    settle(name) {
        this.#settles.add(name);
        this.changed();
    }

    /** Whether everything that is here is on the server. */
    get clean() {
        return !this.#busy && !this.#held && !this.#dirty;
    }

    /** Sends what is not yet sent. @returns {Promise<number>} the version in which everything is that was here */
    flush() {
        return new Promise((resolve, reject) => {
            this.#waiting.push({ resolve, reject });
            this.#failures = 0;
            this.#send();
        });
    }

    /** Asks at once whether there is news, and tries again what failed. */
    look() {
        this.#failures = 0;
        return this.#send(true);
    }

    /** The host can take what it could not, for example because an input method has ended. */
    ready() {
        if (this.#held && this.host.canTake())
            this.#absorb();
    }

    close() {
        this.#closed = true;
        this.clock.clear(this.#timer);
        this.clock.clear(this.#lookTimer);
        this.tabs.close?.();
    }

    /** What is here and not on the server: names of fields, ids of blocks, and whether the order is another. */
    #unsent(local = this.host.read()) {
        const base = this.#base;
        const contested = this.#contested;
        const fields = Object.keys(local.fields).filter(name => local.fields[name] !== (base.fields[name] ?? '') && !contested?.fields.has(name));
        const blocks = local.order.filter(id => local.blocks.get(id) !== base.blocks.get(id) && !contested?.blocks.has(id));
        const moved = local.order.length !== base.order.length || local.order.some((id, at) => id !== base.order[at]);
        return { fields, blocks, plain: fields.length > 0 || blocks.length > 0 || moved || this.#settles.size > 0, any: Boolean(contested) };
    }

    get #dirty() {
        const { plain, any } = this.#unsent();
        return plain || any;
    }

    /** The requests that would bring what is here to the server, in their order. @returns {Request[]} */
    #requests(local) {
        const base = this.#base;
        const contested = this.#contested;
        const parsed = ids => ids.map(id => JSON.parse(local.blocks.get(id)));
        const requests = [];
        if (contested) {
            // Both have changed these: asked from where this tab stood before, the newspaper holds both.
            const deleted = new Set([...contested.blocks].filter(id => !local.blocks.has(id)));
            requests.push({
                ...this.#from(), base: contested.base, fields: pick(local.fields, [...contested.fields]),
                blocks: parsed([...contested.blocks].filter(id => !deleted.has(id))), order: base.order.filter(id => !deleted.has(id)),
            });
        }
        const { fields, blocks, plain } = this.#unsent(local);
        const settles = [...this.#settles];
        if (plain) {
            requests.push({
                ...this.#from(1), base: base.version, fields: pick(local.fields, [...new Set([...fields, ...settles])]),
                blocks: parsed(blocks), order: [...local.order], ...(settles.length && { settles }),
            });
        }
        return requests;
    }

    /**
     * Which tab asks, and about which state of it, where the server counts them: a request that was long on its way, and comes after a newer
     * one of the same tab, must not put older words over newer ones.
     */
    #from(later = 0) {
        return { tab: this.tab, ...(this.turns && { turn: this.#turn + later }) };
    }

    /** Keeps here what is not on the server; while one writing goes on, the newest waits. */
    #remember() {
        this.#storing ??= this.#store().finally(() => {
            this.#storing = null;
            this.tell();
        });
    }

    async #store() {
        // What was written in this turn of the browser is kept in one go.
        await this.clock.soon();
        while (!this.#stored && !this.#closed) {
            this.#stored = true;
            const requests = this.#requests(this.host.read());
            try {
                if (requests.length)
                    await this.store.put({ tab: this.tab, requests });
                else if (this.#here)
                    await this.store.remove(this.tab);
                this.#here = requests.length ? 'here' : '';
                this.#storeBroken = false;
            } catch {
                this.#storeBroken = true;
            }
        }
    }

    #sendLater(after) {
        if (!this.#busy && !this.#closed)
            this.#timer ??= this.clock.later(() => this.#send(), after);
    }

    #lookLater() {
        this.clock.clear(this.#lookTimer);
        if (!this.#closed)
            this.#lookTimer = this.clock.later(() => this.#lookNow(), lookEvery);
    }

    async #lookNow() {
        await this.#takeOver();
        if (!this.#busy && !this.#timer && this.tabs.seen())
            await this.#send(true);
        this.#lookLater();
    }

    async #send(evenNothing = false) {
        if (this.#busy || this.#held || this.#closed)
            return;
        this.clock.clear(this.#timer);
        this.#timer = null;
        const local = this.host.read();
        const [request] = this.#requests(local);
        if (!request && !evenNothing)
            return this.#settled();
        this.#busy = true;
        const sent = this.#expected(request, local);
        try {
            const answer = request || this.#base.version ? await this.server.keep(request ?? this.#question()) : await this.server.load();
            this.#held = { answer, sent, request };
            await this.#complete();
            this.#failures = 0;
            this.#trouble = null;
            this.#busy = false;
            this.#absorb();
        } catch (trouble) {
            this.#busy = false;
            this.#held = null;
            this.#failed(trouble);
        }
    }

    #question() {
        return { ...this.#from(), base: this.#base.version, fields: {}, blocks: [], order: [...this.#base.order] };
    }

    /** What the server has after a request if nobody else has written. */
    #expected(request, local) {
        if (!request)
            return { fields: this.#base.fields, order: this.#base.order, blocks: this.#base.blocks };
        if (request.base === this.#base.version && !this.#contested)
            return local;
        const blocks = new Map(this.#base.blocks);
        request.blocks.forEach(block => blocks.set(block.attrs.id, local.blocks.get(block.attrs.id)));
        const there = new Set(request.order);
        [...blocks.keys()].forEach(id => there.has(id) || blocks.delete(id));
        return { fields: { ...this.#base.fields, ...request.fields }, order: request.order, blocks };
    }

    /** Fetches the whole draft where an answer speaks of blocks that are not here. */
    async #complete() {
        const { answer, sent } = this.#held;
        if (answer.body)
            return void (this.#held.news = this.#textOf(answer));
        const blocks = new Map((answer.blocks ?? []).map(block => [block.attrs.id, this.host.canonical(block)]));
        for (const id of answer.order) {
            if (!blocks.has(id) && (sent.blocks.has(id) || this.#base.blocks.has(id)))
                blocks.set(id, sent.blocks.get(id) ?? this.#base.blocks.get(id));
        }
        this.#held.news = answer.order.every(id => blocks.has(id))
            ? { version: answer.version, fields: { ...sent.fields, ...answer.fields }, conflicts: answer.conflicts ?? {}, order: answer.order, blocks }
            : this.#textOf(await this.server.load());
    }

    #absorb() {
        const { sent, news, request } = this.#held;
        const local = this.host.read();
        const { text, contested } = merge(sent, local, news, this.fresh);
        const alters = !sameText(local, text);
        if (alters && !this.host.canTake())
            return this.tell();
        this.#held = null;
        this.#turn += 2;
        const askedBase = request?.base ?? this.#base.version;
        this.#contested = contested.fields.size || contested.blocks.size ? { base: askedBase, ...contested } : null;
        request?.settles?.forEach(name => this.#settles.delete(name));
        const newer = news.version !== this.#base.version;
        // What is in the order only is in the draft.
        this.#base = { ...news, blocks: new Map(news.order.map(id => [id, news.blocks.get(id)])) };
        if (alters)
            this.host.take(text);
        this.host.showConflicts(this.#base.conflicts);
        this.#stored = false;
        this.#remember();
        if (newer && request)
            this.tabs.tell({ kept: this.version });
        if (request)
            this.kept(this.version);
        this.#settled();
    }

    /** After an answer: more to send, or those who wait are told. */
    #settled() {
        if (this.#dirty)
            this.#waiting.length ? this.#send() : this.#sendLater(sendAfter);
        else
            this.#waiting.splice(0).forEach(({ resolve }) => resolve(this.version));
        this.tell();
    }

    #failed(trouble) {
        this.#trouble = trouble;
        this.#waiting.splice(0).forEach(({ reject }) => reject(trouble));
        const wait = backOffs[Math.min(this.#failures++, backOffs.length - 1)] * (0.75 + (this.clock.chance() / 2));
        // What is refused once is refused again: only new words, or somebody who asks, make another attempt worth it.
        if (!trouble.refused)
            this.#sendLater(wait);
        this.tell();
    }

    /** Brings to the server what closed or crashed tabs have left here; each leftover is taken by one tab only. */
    async #takeOver() {
        let left;
        try {
            left = (await this.store.list()).filter(record => record.tab !== this.tab);
        } catch {
            return;
        }
        const before = this.#leftovers;
        this.#leftovers = 0;
        this.#leftoverTrouble = null;
        for (const record of left)
            await this.tabs.adopt(record.tab, () => this.#bring(record.tab));
        if (before !== this.#leftovers)
            this.tell();
    }

    async #bring(tab) {
        const record = (await this.store.list()).find(one => one.tab === tab);
        if (!record)
            return;
        try {
            await bring(record, this.server, this.store);
            this.clock.later(() => this.look(), 0);
        } catch (trouble) {
            this.#leftovers++;
            this.#leftoverTrouble = trouble;
        }
    }

    #heard(message) {
        if (message.kept > this.version)
            this.look();
        if (message.signedIn && this.#trouble)
            this.look();
    }

    /** Says where the words are; never more than is true. */
    tell() {
        this.say(this.state);
    }

    /** @returns {{ name: string, reason?: string }} */
    get state() {
        const dirty = this.#dirty;
        const trouble = this.#trouble ?? this.#leftoverTrouble;
        if (!dirty && !this.#leftovers)
            return { name: 'kept' };
        if (trouble?.refused)
            return { name: 'refused', reason: [trouble.message, trouble.help].filter(Boolean).join(' ') };
        if (this.#storeBroken)
            return { name: 'noStore' };
        if (dirty && (!this.#stored || this.#storing))
            return { name: 'keeping' };
        if (trouble?.status === 401)
            return { name: 'signedOut' };
        return { name: trouble?.status === 0 || !this.tabs.online() ? 'offline' : 'here' };
    }
}

/** Brings one tab's leftover to the server, under that tab's name, so that what was already answered is not taken for another's. */
export async function bring(record, server, store) {
    for (const request of record.requests)
        await server.keep(request);
    await store.remove(record.tab);
}

function pick(fields, names) {
    return Object.fromEntries(names.filter(name => name in fields).map(name => [name, fields[name]]));
}

function sameText(a, b) {
    return a.order.length === b.order.length && a.order.every((id, at) => id === b.order[at] && a.blocks.get(id) === b.blocks.get(id))
        && Object.keys(b.fields).every(name => a.fields[name] === b.fields[name]);
}

const globalClock = {
    later: (act, after) => setTimeout(act, after),
    clear: timer => clearTimeout(timer),
    soon: () => new Promise(resolve => setTimeout(resolve, 0)),
    chance: () => Math.random(),
};
