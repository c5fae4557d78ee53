/**
 * What a text is at one moment: its fields, and its top-level blocks as text by id.
 * @typedef {{ fields: Record<string, string>, order: string[], blocks: Map<string, string> }} Text
 */

/**
 * Brings what the newspaper has into what is here.
 * @param {Text} sent what the newspaper would have if nobody else had written
 * @param {Text} local what is here now
 * @param {Text} news what the newspaper has
 * @param {() => string} fresh makes an id
 * @returns {{ text: Text, contested: { fields: Set<string>, blocks: Set<string> } }} what is to be here, and what both have changed since:
 *   there the local words stay, and the newspaper is asked to hold both
 */
export function merge(sent, local, news, fresh) {
    const contested = { fields: new Set(), blocks: new Set() };
    const fields = { ...local.fields };
    for (const name of Object.keys(news.fields)) {
        if (local.fields[name] === sent.fields[name])
            fields[name] = news.fields[name];
        else if (news.fields[name] !== sent.fields[name] && news.fields[name] !== local.fields[name])
            contested.fields.add(name);
    }
    const folded = foldIntoConflicts(sent, local, news);
    const blocks = new Map();
    for (const id of news.order) {
        const theirs = news.blocks.get(id);
        const before = sent.blocks.get(id);
        const mine = folded.sides.get(id) ?? local.blocks.get(id);
        if (mine === undefined) {
            if (before === undefined || theirs !== before)
                blocks.set(id, theirs);
        } else if (mine === before)
            blocks.set(id, theirs);
        else {
            blocks.set(id, mine);
            if (theirs !== before && theirs !== mine && !folded.sides.has(id))
                contested.blocks.add(id);
        }
    }
    const inNews = new Set(news.order);
    const order = local.order.map(id => {
        const gone = folded.gone.has(id) || sent.blocks.has(id) && local.blocks.get(id) === sent.blocks.get(id);
        if (inNews.has(id) || gone)
            return id;
        const own = folded.within.has(id) ? fresh() : id;
        blocks.set(own, own === id ? local.blocks.get(id) : renamed(local.blocks.get(id), own));
        return own;
    });
    return { text: { fields, order: mergeOrder(sent, order, news, blocks), blocks }, contested };
}

function renamed(text, id) {
    const block = JSON.parse(text);
    return JSON.stringify({ ...block, attrs: { ...block.attrs, id } });
}

/**
 * A block that became a side of a conflict takes with it what was written into it meanwhile.
 * Where it is not clear which side is ours, what is here stays as well, as a block of its own: nothing is lost.
 */
function foldIntoConflicts(sent, local, news) {
    const sides = new Map();
    const gone = new Set();
    const within = new Set();
    const inNews = new Set(news.order);
    for (const id of news.order) {
        if (!news.blocks.get(id)?.startsWith('{"type":"conflict"'))
            continue;
        const conflict = JSON.parse(news.blocks.get(id));
        let changed = false;
        for (const [at, side] of conflict.content.entries()) {
            for (const [index, block] of (side.content ?? []).entries()) {
                const old = block.attrs?.id;
                const mine = local.blocks.get(old);
                within.add(old);
                if (mine === undefined || inNews.has(old) || sent.blocks.has(id))
                    continue;
                if (mine === sent.blocks.get(old))
                    gone.add(old);
                else if (JSON.stringify(block) === sent.blocks.get(old)) {
                    conflict.content[at].content[index] = JSON.parse(mine);
                    gone.add(old);
                    changed = true;
                }
            }
        }
        if (changed)
            sides.set(id, JSON.stringify(conflict));
    }
    return { sides, gone, within };
}

const same = (a, b) => a.length === b.length && a.every((id, at) => id === b[at]);

function mergeOrder(sent, order, news, blocks) {
    const there = id => blocks.has(id);
    const inNews = new Set(news.order);
    if (same(news.order, sent.order.filter(id => inNews.has(id))))
        return follow(order.filter(there), news.order.filter(there));
    return follow(news.order.filter(there), order.filter(there));
}

/** The first order, with what only the second has after what it follows there. */
function follow(first, second) {
    const order = [...first];
    const has = new Set(order);
    second.forEach((id, at) => {
        if (has.has(id))
            return;
        let before = at - 1;
        while (before >= 0 && !has.has(second[before]))
            before--;
        order.splice(before < 0 ? 0 : order.indexOf(second[before]) + 1, 0, id);
        has.add(id);
    });
    return order;
}
