import { fromDocument } from './document.js';

/** Two blocks without a common id are the same one, rewritten, when at least this share of their words is in both. */
const alike = 0.5;

/** More changes than this in one block are no longer read word by word: the whole block is shown before and after. */
const mostChanges = 2000;

const fields = ['kicker', 'headline', 'standfirst', 'dateline', 'search_headline', 'social_headline'];

/**
 * What changed from one version of a text to another: fields and blocks in the order in which they are read. A part is `same`, `taken` or
 * `added` with its node (`node`), or `changed` with what is in it: `parts`, or for a line its `words`, or a value that became another.
 * @typedef {{ kind: 'same' | 'taken' | 'added', text: string, marks: any[], restyled?: boolean, leaf?: string }} Words
 * @typedef {{ kind: 'same' | 'taken' | 'added' | 'changed', node: any, before?: any, restyled?: boolean, words?: Words[], parts?: Part[] }} Part
 * @param {{ headline: string, body: any }} older @param {{ headline: string, body: any }} newer @param {string} language
 */
export function difference(older, newer, language) {
    const cut = wordCutter(language);
    const counts = { added: 0, taken: 0, restyled: 0 };
    const told = fields.map(name => ({ name, words: wordsBetween(cut(older[name] ?? '').map(plain), cut(newer[name] ?? '').map(plain)) }));
    const parts = between(children(fromDocument(older.body)), children(fromDocument(newer.body)), cut);
    const count = words => words.forEach(({ kind, text, restyled }) => {
        counts.restyled += restyled ? 1 : 0;
        if (kind !== 'same')
            counts[kind] += cut(text).filter(word => /[\p{L}\p{N}]/u.test(word)).length;
    });
    told.forEach(field => count(field.words));
    const walk = part => {
        if (part.kind === 'taken' || part.kind === 'added')
            count([{ kind: part.kind, text: part.node.textBetween(0, part.node.content.size, '\n', ' ') }]);
        part.words && count(part.words);
        counts.restyled += part.restyled ? 1 : 0;
        part.parts?.forEach(walk);
    };
    parts.forEach(walk);
    const same = told.every(field => field.words.every(word => word.kind === 'same')) && parts.every(part => part.kind === 'same');
    return { fields: told, parts, counts, same };
}

const plain = text => ({ text, marks: [] });

/** Cuts words as the story's language does, in Thai by the browser's dictionary. @param {string} language @returns {(text: string) => string[]} */
function wordCutter(language) {
    const segmenter = new Intl.Segmenter(language, { granularity: 'word' });
    return text => Array.from(segmenter.segment(text), ({ segment }) => segment);
}

function children(node) {
    const all = [];
    node.forEach(child => all.push(child));
    return all;
}

/** What two rows of blocks have in common and what not. */
function between(olds, news, cut) {
    const path = common(olds.map(nameOf), news.map(nameOf));
    const parts = [];
    let from = 0;
    let to = 0;
    for (const [old, now] of [...path, [olds.length, news.length]]) {
        parts.push(...gap(olds.slice(from, old), news.slice(to, now), cut));
        if (old < olds.length)
            parts.push(changed(olds[old], news[now], cut));
        [from, to] = [old + 1, now + 1];
    }
    return parts;
}

/** Blocks are known by their ids, and what has none (a line of a quotation, a row of a table) by its words. */
function nameOf(node) {
    return node.attrs.id ?? `${node.type.name}:${node.firstChild?.attrs.id ?? node.textContent}`;
}

/** Between two blocks that stayed: those that are alike are the same one rewritten, the others went and came. */
function gap(olds, news, cut) {
    const parts = [];
    let from = 0;
    for (const node of news) {
        const at = olds.findIndex((old, index) => index >= from && old.type === node.type && isAlike(old, node, cut));
        if (at >= 0) {
            olds.slice(from, at).forEach(old => parts.push({ kind: 'taken', node: old }));
            parts.push(changed(olds[at], node, cut));
            from = at + 1;
        } else
            parts.push({ kind: 'added', node });
    }
    // What went is read before what came in its place.
    const added = parts.findIndex(part => part.kind === 'added');
    const left = olds.slice(from).map(node => ({ kind: 'taken', node }));
    added >= 0 && parts.slice(added).every(part => part.kind === 'added') ? parts.splice(added, 0, ...left) : parts.push(...left);
    return parts;
}

function isAlike(old, node, cut) {
    if (sayTheSame(old, node))
        return true;
    // Parts of a block that have no id have their fixed places.
    if (!('id' in node.attrs) && !node.type.spec.tableRole && node.type.name !== 'list_item')
        return true;
    const words = text => cut(text).filter(word => word.trim());
    const before = words(old.textContent);
    const after = words(node.textContent);
    if (!before.length || !after.length)
        return before.length === after.length && !node.isAtom;
    const counts = new Map();
    before.forEach(word => counts.set(word, (counts.get(word) ?? 0) + 1));
    let both = 0;
    after.forEach(word => {
        if (counts.get(word) > 0) {
            both++;
            counts.set(word, counts.get(word) - 1);
        }
    });
    return both / Math.max(before.length, after.length) >= alike;
}

function changed(old, node, cut) {
    if (old.type !== node.type || node.isAtom || isOtherTable(old, node))
        return sayTheSame(old, node) ? { kind: 'same', node } : { kind: 'changed', node, parts: [{ kind: 'taken', node: old }, { kind: 'added', node }] };
    if (sayTheSame(old, node))
        return { kind: 'same', node };
    // Its level, its first number, its picture: what is about the block and not in it.
    const restyled = isOtherwise(old, node);
    if (node.isTextblock)
        return { kind: 'changed', node, before: old, restyled, words: wordsBetween(tokens(old, cut), tokens(node, cut)) };
    return { kind: 'changed', node, before: old, restyled, parts: between(children(old), children(node), cut) };
}

/** A table with other columns, or with cells over several, is shown before and after. */
function isOtherTable(old, node) {
    if (node.type.name !== 'table_grid')
        return false;
    const shape = grid => children(grid).map(row => children(row).map(cell => `${cell.attrs.colspan}×${cell.attrs.rowspan}`).join());
    return new Set([...shape(old), ...shape(node)]).size > 1;
}

/** Whether two blocks say the same, whatever ids they and those in them have. */
function sayTheSame(old, node) {
    if (old.type !== node.type || old.childCount !== node.childCount || old.text !== node.text || !sameMarks(old.marks, node.marks))
        return false;
    return !isOtherwise(old, node) && children(node).every((child, at) => sayTheSame(old.child(at), child));
}

const isOtherwise = (old, node) => Object.keys(node.attrs).some(name => name !== 'id' && JSON.stringify(old.attrs[name]) !== JSON.stringify(node.attrs[name]));

const sameMarks = (one, other) => one.length === other.length && one.every((mark, at) => mark.eq(other[at]));

/** The words of a line with what is marked about them. */
function tokens(node, cut) {
    const found = [];
    const letters = node.textBetween(0, node.content.size, '', '\n');
    let at = 0;
    // A word of which one half is bold is one word: it is cut out of the whole line, and then at the marks.
    const ends = [];
    for (const word of cut(letters))
        ends.push(at += word.length);
    let start = 0;
    node.forEach(child => {
        const text = child.isText ? child.text : '\n';
        let from = 0;
        for (const end of [...ends.filter(end => end > start && end < start + text.length), start + text.length]) {
            const part = text.slice(from, end - start);
            found.push(child.isText ? { text: part, marks: child.marks } : { text: part, marks: [], leaf: child.type.name });
            from = end - start;
        }
        start += text.length;
    });
    return found;
}

/** @returns {Words[]} */
function wordsBetween(olds, news) {
    const path = common(olds.map(word => word.leaf ?? word.text), news.map(word => word.leaf ?? word.text));
    const told = [];
    let from = 0;
    let to = 0;
    const say = (kind, word, restyled) => {
        const last = told.at(-1);
        if (last?.kind === kind && !last.restyled === !restyled && !last.leaf && !word.leaf && sameMarks(last.marks, word.marks))
            last.text += word.text;
        else
            told.push({ kind, ...word, ...(restyled && { restyled }) });
    };
    for (const [old, now] of [...path, [olds.length, news.length]]) {
        olds.slice(from, old).forEach(word => say('taken', word));
        news.slice(to, now).forEach(word => say('added', word));
        if (old < olds.length)
            say('same', news[now], !sameMarks(olds[old].marks, news[now].marks));
        [from, to] = [old + 1, now + 1];
    }
    return together(told);
}

/** A space or a comma that stayed between two words that went is no landmark: what went is read in one go, and so is what came. */
function together(told) {
    const again = [];
    for (let at = 0; at < told.length; at++) {
        const stays = told[at];
        const before = again.slice(-2).filter(word => word.kind !== 'same').map(word => word.kind);
        const after = told.slice(at + 1, at + 3).map(word => word.kind);
        const isBridge = stays.kind === 'same' && !stays.restyled && !stays.leaf && !/[\p{L}\p{N}]/u.test(stays.text)
            && before.includes('taken') && before.includes('added') && after[0] === 'taken' && after[1] === 'added';
        if (!isBridge) {
            again.push(stays);
            continue;
        }
        const added = again.pop();
        const taken = again.pop();
        const one = words => words.every(word => !word.leaf && sameMarks(word.marks, stays.marks));
        if (taken?.kind === 'taken' && added.kind === 'added' && one([taken, added, told[at + 1], told[at + 2]])) {
            again.push({ ...taken, text: taken.text + stays.text + told[at + 1].text }, { ...added, text: added.text + stays.text + told[at + 2].text });
            at += 2;
        } else
            again.push(...[taken, added].filter(Boolean), stays);
    }
    return again;
}

/**
 * The longest common part of two rows, as pairs of places (E. W. Myers, "An O(ND) Difference Algorithm and Its Variations", 1986).
 * @param {string[]} olds @param {string[]} news @returns {[number, number][]}
 */
export function common(olds, news) {
    let head = 0;
    while (head < olds.length && head < news.length && olds[head] === news[head])
        head++;
    let tail = 0;
    while (tail < olds.length - head && tail < news.length - head && olds.at(-1 - tail) === news.at(-1 - tail))
        tail++;
    const middle = path(olds.slice(head, olds.length - tail), news.slice(head, news.length - tail));
    const pairs = [];
    for (let at = 0; at < head; at++)
        pairs.push([at, at]);
    middle.forEach(([old, now]) => pairs.push([old + head, now + head]));
    for (let at = tail; at > 0; at--)
        pairs.push([olds.length - at, news.length - at]);
    return pairs;
}

function path(olds, news) {
    const reached = [];
    let ends = new Map([[1, 0]]);
    for (let changes = 0; changes <= Math.min(olds.length + news.length, mostChanges); changes++) {
        reached.push(new Map(ends));
        for (let line = -changes; line <= changes; line += 2) {
            const down = line === -changes || (line !== changes && (ends.get(line - 1) ?? -1) < (ends.get(line + 1) ?? -1));
            let old = down ? ends.get(line + 1) ?? 0 : ends.get(line - 1) + 1;
            while (old < olds.length && old - line < news.length && olds[old] === news[old - line])
                old++;
            ends.set(line, old);
            if (old >= olds.length && old - line >= news.length)
                return back(reached, olds, news);
        }
    }
    return [];
}

function back(reached, olds, news) {
    const pairs = [];
    let old = olds.length;
    let now = news.length;
    for (let changes = reached.length - 1; changes >= 0; changes--) {
        const ends = reached[changes];
        const line = old - now;
        const down = line === -changes || (line !== changes && (ends.get(line - 1) ?? -1) < (ends.get(line + 1) ?? -1));
        const before = down ? line + 1 : line - 1;
        const from = changes ? ends.get(before) : 0;
        while (old > from && now > from - before && old > 0 && now > 0 && olds[old - 1] === news[now - 1])
            pairs.push([--old, --now]);
        if (changes)
            [old, now] = [from, from - before];
    }
    return pairs.reverse();
}
