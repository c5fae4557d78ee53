import { Plugin } from 'prosemirror-state';

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** A new random id of eight letters: 48 random bits, as the newspaper makes them. */
export function newId(length = 8) {
    return Array.from(crypto.getRandomValues(new Uint8Array(length)), byte => letters[byte & 63]).join('');
}

/** @param {string} id */
export function isId(id) {
    return typeof id === 'string' && /^[A-Za-z0-9_-]{1,32}$/.test(id);
}

/** The ids in a block, itself included, each with its place in it; kept by node, since nodes never change. */
const inside = new WeakMap();

function idsIn(node) {
    let found = inside.get(node);
    if (!found) {
        found = [];
        if ('id' in node.attrs)
            found.push({ id: node.attrs.id, offset: 0, empty: !node.childCount });
        node.isTextblock || node.forEach((child, offset) => idsIn(child).forEach(at => found.push({ ...at, offset: at.offset + offset + 1 })));
        inside.set(node, found);
    }
    return found;
}

/** Where ids are missing or stand twice: [place, the id to give or null for a new one]. @param {import('prosemirror-model').Node} doc */
export function faultsOf(doc) {
    const owners = new Map();
    const faults = [];
    const claim = (ids, start) => {
        for (const at of ids) {
            const place = start + at.offset;
            const owner = isId(at.id) ? owners.get(at.id) : undefined;
            if (!isId(at.id))
                faults.push(place);
            else if (!owner)
                owners.set(at.id, { place, empty: at.empty });
            else if (owner.empty && !at.empty && owner.place !== undefined) {
                // A paragraph split at its very start: the id stays with the words.
                faults.push(owner.place);
                owners.set(at.id, { place, empty: false });
            } else
                faults.push(place);
        }
    };
    doc.forEach((block, offset) => {
        if (block.type.name !== 'conflict')
            return claim(idsIn(block), offset);
        claim([{ id: block.attrs.id, offset: 0, empty: false }], offset);
        // Both sides may hold the same block, so each side is held against the rest of the document only.
        const before = new Map(owners);
        const claimed = new Map();
        block.forEach((side, at) => {
            owners.clear();
            before.forEach((owner, id) => owners.set(id, { empty: false }));
            side.forEach((child, inner) => claim(idsIn(child), offset + at + inner + 2));
            owners.forEach((owner, id) => claimed.set(id, { empty: false }));
        });
        owners.clear();
        before.forEach((owner, id) => owners.set(id, owner));
        claimed.forEach((owner, id) => owners.has(id) || owners.set(id, owner));
    });
    return { faults, owners };
}

/** Gives the blocks at these places new ids. */
export function mend(tr, { faults, owners }) {
    for (const place of faults) {
        let id = newId();
        while (owners.has(id))
            id = newId();
        tr.setNodeAttribute(place, 'id', id);
    }
    return tr;
}

/** Keeps every block's id unique, whatever is split, pasted or duplicated. */
export function idsPlugin() {
    return new Plugin({
        appendTransaction(transactions, before, after) {
            if (before.doc.eq(after.doc) || !transactions.some(tr => tr.docChanged))
                return null;
            const found = faultsOf(after.doc);
            return found.faults.length ? mend(after.tr, found) : null;
        },
    });
}

/** A slice without the ids that the document already has: what is copied is another block, what was cut is the same. */
export function withoutIdsOf(slice, doc, Slice, Fragment) {
    const taken = faultsOf(doc).owners;
    const strip = fragment => Fragment.from(mapped(fragment, node => {
        const content = node.isTextblock || node.isLeaf ? node.content : strip(node.content);
        const attrs = taken.has(node.attrs.id) ? { ...node.attrs, id: null } : node.attrs;
        return node.isText ? node : node.type.create(attrs, content, node.marks);
    }));
    return new Slice(strip(slice.content), slice.openStart, slice.openEnd);
}

function mapped(fragment, change) {
    const nodes = [];
    fragment.forEach(node => nodes.push(change(node)));
    return nodes;
}
