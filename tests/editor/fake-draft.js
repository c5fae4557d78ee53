/**
 * A draft as the newspaper keeps it: blocks and fields with the version and the tab of their last change, merged three ways.
 * It is written after the contract of the draft, not after the newspaper's code.
 */
export class FakeDraft {
    version = 0;
    fields = new Map(['headline', 'kicker', 'standfirst', 'dateline', 'url_slug'].map(name => [name, { text: '', version: 0, tab: '' }]));
    conflicts = {};
    blocks = new Map();
    gone = new Map();
    sides = new Map();
    orderChanges = [];
    made = 0;
    turns = new Map();

    constructor(body = [], fields = {}) {
        this.order = body.map(block => block.attrs.id);
        body.forEach(block => this.blocks.set(block.attrs.id, { json: JSON.stringify(block), version: 0, tab: '', born: 0 }));
        Object.entries(fields).forEach(([name, text]) => this.fields.get(name).text = text);
    }

    load() {
        return {
            version: this.version, revision: 1, fields: this.#texts(), conflicts: structuredClone(this.conflicts),
            body: { type: 'doc', content: this.order.map(id => JSON.parse(this.blocks.get(id).json)) },
        };
    }

    #texts() {
        return Object.fromEntries([...this.fields].map(([name, { text }]) => [name, text]));
    }

    keep({ tab, turn, base, fields, blocks, order, settles = [] }) {
        // A request that was overtaken by a newer one of its tab says nothing any more.
        if (turn < this.turns.get(tab))
            [fields, blocks, order, settles] = [{}, [], [...this.order], []];
        this.turns.set(tab, Math.max(turn ?? 0, this.turns.get(tab) ?? 0));
        if (!/^[A-Za-z0-9]{16,64}$/.test(tab) || base > this.version)
            throw Object.assign(new Error('makes no sense'), { status: 400 });
        const next = this.version + 1;
        const before = JSON.stringify([this.order, [...this.blocks].map(([id, { json }]) => [id, json]), this.#texts(), this.conflicts]);
        const others = one => one.version > base && one.tab !== tab;
        const orderBefore = this.order.join();
        for (const [name, text] of Object.entries(fields))
            this.#field(name, text, tab, next, others, settles);
        for (const block of blocks)
            this.#block(block, tab, next, others, base);
        this.#delete(new Set([...order]), tab, base, next, others);
        this.#arrange(order, tab, base);
        if (this.order.join() !== orderBefore)
            this.orderChanges.push({ version: next, tab });
        const after = JSON.stringify([this.order, [...this.blocks].map(([id, { json }]) => [id, json]), this.#texts(), this.conflicts]);
        if (after !== before)
            this.version = next;
        const sent = new Map(blocks.map(block => [block.attrs.id, JSON.stringify(block)]));
        const news = this.order.filter(id => this.blocks.get(id).json !== sent.get(id) && (this.blocks.get(id).version > base || sent.has(id)));
        return {
            version: this.version, conflicts: structuredClone(this.conflicts), order: [...this.order],
            blocks: news.map(id => JSON.parse(this.blocks.get(id).json)),
            fields: Object.fromEntries([...this.fields].filter(([name, { text, version }]) => (name in fields ? text !== fields[name] : version > base)).map(([name, { text }]) => [name, text])),
        };
    }

    #field(name, text, tab, next, others, settles) {
        const now = this.fields.get(name);
        if (settles.includes(name))
            delete this.conflicts[name];
        else if (others(now) && now.text !== text)
            this.conflicts[name] = [...new Set([...this.conflicts[name] ?? [now.text], text])];
        else if (this.conflicts[name] && now.text !== text)
            this.conflicts[name] = this.conflicts[name].map(one => one === now.text ? text : one);
        if (now.text !== text)
            this.fields.set(name, { text, version: next, tab });
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
            this.gone.set(id, { after: this.order[at - 1] });
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
