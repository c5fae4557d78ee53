/**
 * What a text is at one moment: its fields, and its top-level blocks as text by id.
 * @typedef {{ fields: Record<string, string>, order: string[], blocks: Map<string, string> }} Text
 */

/**
 * Brings what the newspaper has into what is here.
 * @param {Text} had what was here when the newspaper was asked
 * @param {Text} local what is here now
 * @param {Text} news what the newspaper has
 * @param {() => string} fresh makes an id
 * @returns {Text | null} what is to be here; null when the newspaper has changed what was changed here since it was asked
 */
export function merge(had, local, news, fresh) {
    const changed = Object.keys(news.fields).filter(name => news.fields[name] !== had.fields[name]);
    if (changed.some(name => local.fields[name] !== had.fields[name] && local.fields[name] !== news.fields[name]))
        return null;
    const unlike = (one, other, id) => one.blocks.get(id) !== other.blocks.get(id);
    if (news.order.some(id => unlike(news, had, id) && unlike(local, had, id) && unlike(local, news, id)))
        return null;
    const fields = { ...local.fields };
    changed.forEach(name => fields[name] = news.fields[name]);
    const folded = foldIntoConflicts(had, local, news);
    const blocks = new Map();
    for (const id of news.order) {
        const mine = local.blocks.get(id);
        if (!had.blocks.has(id))
            blocks.set(id, folded.sides.get(id) ?? mine ?? news.blocks.get(id));
        else if (mine !== undefined)
            blocks.set(id, mine === had.blocks.get(id) ? news.blocks.get(id) : mine);
    }
    const inNews = new Set(news.order);
    const order = local.order.map(id => {
        const gone = folded.gone.has(id) || had.blocks.has(id) && local.blocks.get(id) === had.blocks.get(id);
        if (inNews.has(id) || gone)
            return id;
        const own = folded.within.has(id) ? fresh() : id;
        blocks.set(own, own === id ? local.blocks.get(id) : renamed(local.blocks.get(id), own));
        return own;
    });
    return { fields, order: mergeOrder(had, order, news, blocks), blocks };
}

function renamed(text, id) {
    const block = JSON.parse(text);
    return JSON.stringify({ ...block, attrs: { ...block.attrs, id } });
}

/**
 * A block that became a side of a conflict takes with it what was written into it meanwhile.
 * Where it is not clear which side is ours, what is here stays as well, as a block of its own: nothing is lost.
 */
function foldIntoConflicts(had, local, news) {
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
                if (mine === undefined || inNews.has(old) || had.blocks.has(id))
                    continue;
                if (mine === had.blocks.get(old))
                    gone.add(old);
                else if (JSON.stringify(block) === had.blocks.get(old)) {
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

function mergeOrder(had, order, news, blocks) {
    const there = id => blocks.has(id);
    const [inHad, inNews] = [new Set(had.order), new Set(news.order)];
    // What is moved here stays so, where nobody else has moved anything.
    return same(news.order.filter(id => inHad.has(id)), had.order.filter(id => inNews.has(id)))
        ? follow(order.filter(there), news.order.filter(there))
        : follow(news.order.filter(there), order.filter(there));
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
