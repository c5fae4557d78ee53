/**
 * A draft as the newspaper keeps it: blocks and fields with the version and the tab of their last change, merged three ways.
 * It is written after the contract of the draft, not after the newspaper's code, and simpler: storms ask the newspaper itself
 * (tests/StopPress.Tests/Newsroom/Drafts/EditorStormTests.cs).
 */
export class FakeDraft {
    version = 1;
    fields = new Map(['headline', 'kicker', 'standfirst', 'dateline', 'url_slug', 'search_headline', 'social_headline'].map(name => [name, [{ text: '', version: 1, tab: '' }]]));
    blocks = new Map();
    gone = new Map();
    sides = new Map();
    orderChanges = [];
    made = 0;
    seen = new Map();

    constructor(body = [], fields = {}) {
        this.order = body.map(block => block.attrs.id);
        body.forEach(block => this.blocks.set(block.attrs.id, { json: JSON.stringify(block), version: 1, tab: '', born: 1 }));
        Object.entries(fields).forEach(([name, text]) => this.fields.get(name)[0].text = text);
    }

    /** A backup is put in its place. */
    restore(body) {
        Object.assign(this, new FakeDraft(body));
    }

    get conflicts() {
        return Object.fromEntries([...this.fields].filter(([, wordings]) => wordings.length > 1).map(([name, wordings]) => [name, wordings.map(({ text }) => text)]));
    }

    load(tab) {
        return {
            version: this.version, revision: 1, fields: Object.fromEntries([...this.fields.keys()].map(name => [name, this.#worded(name, tab).text])), conflicts: this.conflicts,
            body: { type: 'doc', content: this.order.map(id => JSON.parse(this.blocks.get(id).json)) },
        };
    }

    look(tab, seen) {
        return seen === this.version ? null : this.load(tab);
    }

    #worded(name, tab) {
        const wordings = this.fields.get(name);
        return wordings.find(one => one.tab === tab) ?? wordings[0];
    }

    get #all() {
        return JSON.stringify([this.order, [...this.blocks].map(([id, { json }]) => [id, json]), [...this.fields]]);
    }

    keep({ tab, sent, base, fields, blocks, order, settles = [] }) {
        const refuse = (code, status = 400) => { throw Object.assign(new Error(code), { code, status, help: '', refused: true }); };
        if (!/^[A-Za-z0-9]{16,64}$/.test(tab))
            refuse('wrong-tab');
        if (base > this.version)
            refuse('unknown-version');
        const ids = new Map(blocks.map(block => [block.attrs.id, JSON.stringify(block)]));
        if (order.some(id => !this.blocks.has(id) && !ids.has(id) && !this.sides.has(id) && !this.gone.has(id)))
            refuse('unknown-block');
        // One that was overtaken by a later one of its tab says nothing any more.
        if (sent > (this.seen.get(tab) ?? 0)) {
            this.seen.set(tab, sent);
            this.#merge(tab, base, fields, blocks, order, settles);
        }
        const news = this.order.filter(id => ids.has(id) ? this.blocks.get(id).json !== ids.get(id) : this.blocks.get(id).version > base);
        const worded = [...this.fields.keys()].map(name => [name, this.#worded(name, tab)]);
        return {
            version: this.version, conflicts: this.conflicts, order: [...this.order], blocks: news.map(id => JSON.parse(this.blocks.get(id).json)),
            fields: Object.fromEntries(worded.filter(([name, { text, version }]) => name in fields ? text !== fields[name] : version > base).map(([name, { text }]) => [name, text])),
        };
    }

    #merge(tab, base, fields, blocks, order, settles) {
        const next = this.version + 1;
        const before = this.#all;
        const others = one => one.version > base && one.tab !== tab;
        const orderBefore = this.order.join();
        for (const [name, text] of Object.entries(fields))
            this.fields.set(name, this.#reworded(this.fields.get(name), { text, version: next, tab }, base, settles.includes(name)));
        for (const block of blocks)
            this.#block(block, tab, next, others, base);
        for (const id of order) {
            const gone = this.gone.get(id);
            if (!this.blocks.has(id) && gone?.tab === tab && gone.version > base && !this.sides.has(id))
                this.#block(JSON.parse(gone.json), tab, next, others, base);
        }
        if (base > 0)
            this.#delete(new Set([...order]), tab, base, next, others);
        this.#arrange(order, tab, base);
        if (this.order.join() !== orderBefore)
            this.orderChanges.push({ version: next, tab });
        if (this.#all !== before)
            this.version = next;
    }

    #reworded(wordings, wording, base, settles) {
        const own = one => one.version <= base || one.tab === wording.tab;
        const same = one => one.text === wording.text;
        if (settles && wordings.length > 1)
            return [wording, ...wordings.filter(one => !same(one) && !own(one))];
        if (wordings.some(same))
            return wordings.some(one => one.tab === wording.tab && !same(one)) ? wordings.filter(one => one.tab !== wording.tab || same(one)).map(one => ({ ...one, version: wording.version })) : wordings;
        if (wordings.length === 1)
            return own(wordings[0]) ? [wording] : [wordings[0], wording];
        const mine = wordings.find(one => one.tab === wording.tab) ?? (wordings[0].version <= base ? wordings[0] : null);
        return mine ? wordings.map(one => one === mine ? wording : one) : [...wordings, wording];
    }

    #block(block, tab, next, others, base) {
        const { id } = block.attrs;
        const json = JSON.stringify(block);
        const now = this.blocks.get(id);
        const side = this.sides.get(id);
        if (!now && side && this.blocks.has(side.conflict))
            return this.#intoSide(side, block, tab, next, others);
        if (!now) {
            this.blocks.set(id, { json, version: next, tab, born: next });
            const after = this.gone.get(id)?.after;
            this.order.splice(after === undefined ? this.order.length : this.order.indexOf(after) + 1, 0, id);
        } else if (now.json === json)
            return;
        else if (!others(now))
            this.blocks.set(id, { ...now, json, version: next, tab, through: { version: next, tab } });
        else if (block.type === 'conflict')
            this.#intoConflict(now, block, next);
        else
            this.#conflict(now, block, tab, next);
    }

    /** A conflict in which two have written: what only the second has is added to the same side. */
    #intoConflict(now, block, next) {
        const json = JSON.parse(now.json);
        block.content.forEach((side, at) => (side.content ?? []).forEach(one => {
            const there = json.content[at].content ??= [];
            if (!there.some(other => JSON.stringify(other.content) === JSON.stringify(one.content)))
                there.push({ ...one, attrs: { ...one.attrs, id: 'third' + ++this.made } });
        }));
        this.blocks.set(block.attrs.id, { ...now, json: JSON.stringify(json), version: next, tab: '', through: { version: next, tab: '' } });
    }

    #conflict(now, block, tab, next) {
        const { id } = block.attrs;
        const conflict = 'conflict' + ++this.made;
        const json = JSON.stringify({ type: 'conflict', attrs: { id: conflict }, content: [{ type: 'conflict_side', content: [JSON.parse(now.json)] }, { type: 'conflict_side', content: [block] }] });
        this.order[this.order.indexOf(id)] = conflict;
        this.blocks.delete(id);
        this.blocks.set(conflict, { json, version: next, tab: '', born: next });
        this.sides.set(id, { conflict, tabs: [now.tab, tab] });
    }

    #intoSide({ conflict, tabs }, block, tab, next, others) {
        const now = this.blocks.get(conflict);
        const json = JSON.parse(now.json);
        const at = tabs.indexOf(tab);
        const side = json.content[at < 0 ? 1 : at];
        const index = (side.content ?? []).findIndex(one => one.attrs.id === block.attrs.id);
        // Somebody may have written into this side meanwhile, through the conflict itself: then both stand.
        if (at >= 0 && index >= 0 && !(now.through && others(now.through)))
            side.content[index] = block;
        else
            (side.content ??= []).push({ ...block, attrs: { ...block.attrs, id: 'third' + ++this.made } });
        this.blocks.set(conflict, { ...now, json: JSON.stringify(json), version: next, tab: '' });
    }

    #delete(wanted, tab, base, next, others) {
        for (const id of [...this.order]) {
            const now = this.blocks.get(id);
            if (wanted.has(id) || now.version === next && now.born === next || now.born > base && now.tab !== tab || others(now))
                continue;
            const at = this.order.indexOf(id);
            this.gone.set(id, { after: this.order[at - 1], json: now.json, tab, version: next });
            this.order.splice(at, 1);
            this.blocks.delete(id);
        }
    }

    #arrange(order, tab, base) {
        const there = new Set(this.order);
        const theirs = this.orderChanges.some(change => change.version > base && change.tab !== tab);
        const sent = order.filter(id => there.has(id));
        const [first, second] = theirs ? [this.order.filter(id => !sent.includes(id) || this.blocks.get(id).born <= this.version), sent] : [sent, this.order];
        const result = [...first];
        second.forEach((id, at) => {
            if (result.includes(id))
                return;
            let before = at - 1;
            while (before >= 0 && !result.includes(second[before]))
                before--;
            result.splice(before < 0 ? 0 : result.indexOf(second[before]) + 1, 0, id);
        });
        this.order = result;
    }
}
