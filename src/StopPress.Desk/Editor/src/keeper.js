import { newId } from './ids.js';
import { merge } from './merge.js';

/** The promise of the desk: at most one second of typing is not on the server; the rest of it is for the way there. */
const sendAfter = 600;
const lookEvery = 4000;
const backOffs = [1000, 2000, 4000, 8000, 15000];

/** After these the newspaper knows nothing of what this tab has seen: it is told all. */
const forgotten = ['unknown-version', 'unknown-block'];

/**
 * Keeps what is written: in the browser at once, on the server within a second, and merges what others write (docs/contracts/draft.md).
 * It knows no page: the text, the store, the server, the other tabs and the clock are given to it.
 * @typedef {import('./merge.js').Text} Text
 * @typedef {{ tab: string, base: number, sent: number, fields: Record<string, string>, blocks: any[], order: string[], settles?: string[] }} Request
 * @typedef {{ read(): Text, canTake(): boolean, take(text: Text): void, showConflicts(conflicts: Record<string, string[]>): void, canonical(block: any): string }} Host
 */
export class Keeper {
    #base;
    #sent = 0;
    #unanswered = null;
    #settles = new Map();
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
    #here = false;
    #leftovers = 0;
    #leftoverTrouble = null;
    #closed = false;

    /** @param {{ tab: string, host: Host, server: any, store: any, tabs: any, clock?: any, say?: (state: any) => void, kept?: (version: number) => void }} parts */
    constructor({ tab, host, server, store, tabs, fresh = newId, clock = globalClock, say = () => {}, kept = () => {} }) {
        Object.assign(this, { tab, host, server, store, tabs, fresh, clock, say, kept });
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
        this.#stored = false;
        this.#remember();
        this.#sendLater(sendAfter);
        this.tell();
    }

    /** A field's conflict is chosen: its text is what the field says now. */
    settle(name) {
        this.#settles.set(name, this.#sent);
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

    /** What is here and not known to be on the server: names of fields, ids of blocks, and whether there is anything to say. */
    #unsent(local = this.host.read()) {
        const base = this.#base;
        const open = this.#unanswered;
        const fields = Object.keys(local.fields).filter(name => local.fields[name] !== base.fields[name] || open?.fields.has(name) || this.#settles.has(name));
        const blocks = local.order.filter(id => local.blocks.get(id) !== base.blocks.get(id) || open?.blocks.has(id));
        const moved = local.order.length !== base.order.length || local.order.some((id, at) => id !== base.order[at]);
        return { fields, blocks, any: fields.length > 0 || blocks.length > 0 || moved || open !== null };
    }

    get #dirty() {
        return this.#unsent().any;
    }

    /**
     * What brings all that is here to the server, or null. Each has another number, whether it is sent or kept here for whoever comes after
     * this tab: of two, the newspaper takes the one that says more.
     * @returns {Request | null}
     */
    #request(local) {
        const { fields, blocks, any } = this.#unsent(local);
        if (!any)
            return null;
        const settles = [...this.#settles.keys()];
        return {
            tab: this.tab, base: this.#base.version, sent: ++this.#sent, fields: Object.fromEntries(fields.map(name => [name, local.fields[name]])),
            blocks: blocks.map(id => JSON.parse(local.blocks.get(id))), order: [...local.order], ...(settles.length && { settles }),
        };
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
            const request = this.#request(this.host.read());
            try {
                if (request)
                    await this.store.put({ tab: this.tab, request });
                else if (this.#here)
                    await this.store.remove(this.tab);
                this.#here = request !== null;
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
        const had = this.host.read();
        const request = this.#request(had);
        if (!request && !evenNothing)
            return this.#settled();
        this.#busy = true;
        if (request)
            this.#await(request);
        try {
            const answer = request ? await this.server.keep(request) : await this.server.look(this.tab, this.version);
            const news = answer && await this.#newsOf(answer, had);
            this.#failures = 0;
            this.#trouble = null;
            this.#busy = false;
            if (!news)
                return this.#settled();
            if (news.version < this.version)
                return this.#forget();
            this.#held = { request, had, news };
            this.#absorb();
        } catch (trouble) {
            this.#busy = false;
            forgotten.includes(trouble.code) && this.version > 0 ? this.#forget() : this.#failed(trouble);
        }
    }

    /** Whatever a request says must be said again as long as it has no answer; a block that it leaves out, too, should it come back. */
    #await({ fields, blocks, order }) {
        const there = new Set(order);
        const gone = this.#base.order.filter(id => !there.has(id));
        this.#unanswered = {
            fields: new Set(Object.keys(fields)), blocks: new Set([...this.#unanswered?.blocks ?? [], ...blocks.map(block => block.attrs.id), ...gone]),
        };
    }

    /** The newspaper does not know what this tab has seen: a backup was put in its place, or it has forgotten. It is told all there is here. */
    #forget() {
        this.#base = { version: 0, fields: {}, conflicts: {}, order: [], blocks: new Map() };
        this.changed();
        this.#send();
    }

    /** What the newspaper has after an answer. */
    async #newsOf(answer, had) {
        if (answer.body)
            return this.#textOf(answer);
        const told = new Map((answer.blocks ?? []).map(block => [block.attrs.id, this.host.canonical(block)]));
        const blocks = new Map(answer.order.map(id => [id, told.get(id) ?? had.blocks.get(id) ?? this.#base.blocks.get(id)]));
        // An answer tells of every block that the tab does not have; should one be missing all the same, all are read.
        return [...blocks.values()].includes(undefined)
            ? this.#textOf(await this.server.look(this.tab))
            : { version: answer.version, fields: { ...had.fields, ...answer.fields }, conflicts: answer.conflicts ?? {}, order: answer.order, blocks };
    }

    #absorb() {
        const { request, had, news } = this.#held;
        const local = this.host.read();
        const text = merge(had, local, news, this.fresh);
        if (!text) {
            // Both have changed it: asked once more from where this tab stands, the newspaper sees that, and holds both.
            this.#held = null;
            this.#send();
            return this.tell();
        }
        const alters = !sameText(local, text);
        if (alters && !this.host.canTake())
            return this.tell();
        this.#held = null;
        const newer = news.version !== this.version;
        this.#base = news;
        if (request) {
            this.#unanswered = null;
            this.#settles.forEach((when, name) => when < request.sent && this.#settles.delete(name));
        }
        if (alters)
            this.host.take(text);
        this.host.showConflicts(news.conflicts);
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
export async function bring({ tab, request }, server, store) {
    try {
        await server.keep(request);
    } catch (trouble) {
        if (!forgotten.includes(trouble.code))
            throw trouble;
        await server.keep({ ...request, base: 0, order: request.blocks.map(block => block.attrs.id) });
    }
    await store.remove(tab, request.sent);
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
