import { schema } from './schema.js';
import { isId, newId } from './ids.js';
import { readHref, withoutHalves } from './hrefs.js';

/** How deep blocks may stand in one another. */
export const maxDepth = 16;

const plain = { type: 'paragraph' };
const languageTag = /^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/;

/** The editor's document for a body as it is exchanged. @param {any} body @param {Record<string, string>} fields */
export function fromDocument(body, fields = {}) {
    const content = (body?.content ?? []).map(readBlock);
    return schema.nodeFromJSON({ type: 'doc', attrs: fields, content: content.length ? content : [readBlock(plain)] });
}

/** One top-level block for the editor. @param {any} json */
export function blockFrom(json) {
    return schema.nodeFromJSON(readBlock(json));
}

const take = (parts, type, at) => parts.at(at)?.type === type ? parts.splice(at, 1)[0] : { type };
const some = (parts, filler) => parts.length ? parts : [filler];

function readBlock(json) {
    const attrs = { ...json.attrs, id: json.attrs?.id ?? newId() };
    const parts = [...(json.content ?? [])];
    switch (json.type) {
        case 'bullet_list': case 'ordered_list':
            return { type: json.type, attrs, content: some(parts, { type: 'list_item' }).map(item => ({ type: 'list_item', content: some(item.content ?? [], plain).map(readBlock) })) };
        case 'blockquote': {
            const attribution = take(parts, 'attribution', -1);
            return { type: json.type, attrs, content: [...some(parts, plain).map(readBlock), readLine(attribution)] };
        }
        case 'pull_quote': {
            const attribution = take(parts, 'attribution', -1);
            return { type: json.type, attrs, content: [readLine(take(parts, 'pull_quote_text', 0)), readLine({ ...attribution, type: 'pull_quote_source' })] };
        }
        case 'fact_box': {
            const title = take(parts, 'fact_box_title', 0);
            return { type: json.type, attrs, content: [readLine(title), ...some(parts, plain).map(readBlock)] };
        }
        case 'gallery': return { type: json.type, attrs, content: parts.map(readBlock) };
        case 'table': return readTable(attrs, parts);
        case 'conflict':
            return { type: json.type, attrs, content: parts.map(side => ({ type: 'conflict_side', content: (side.content ?? []).map(readBlock) })) };
        default: return readLine({ type: json.type, attrs, content: parts });
    }
}

function readTable(attrs, parts) {
    const caption = take(parts, 'table_caption', 0);
    const rows = some(parts, { type: 'table_row', content: [{ type: 'table_cell' }] });
    if (rows.every(row => !row.content?.length))
        rows[0] = { type: 'table_row', content: [{ type: 'table_cell' }] };
    const row = one => ({ type: 'table_row', content: (one.content ?? []).map(readLine) });
    return { type: 'table', attrs, content: [readLine(caption), { type: 'table_grid', content: rows.map(row) }] };
}

function readLine(node) {
    const content = (node.content ?? []).filter(part => part.type !== 'text' || part.text);
    return { type: node.type, ...(node.attrs && { attrs: without(node.attrs) }), content: content.map(part => ({ ...part, marks: part.marks ?? [] })) };
}

const without = attrs => Object.fromEntries(Object.entries(attrs).filter(([, value]) => value !== null));

/** The body as it is exchanged. @param {import('prosemirror-model').Node} doc */
export function toDocument(doc) {
    return { type: 'doc', content: children(doc).flatMap(writeBlock) };
}

const written = new WeakMap();

/** A top-level block as it is exchanged, as text: the same words give the same text. @param {import('prosemirror-model').Node} node */
export function blockText(node) {
    let text = written.get(node);
    if (text === undefined)
        written.set(node, text = JSON.stringify(writeBlock(node)[0]));
    return text;
}

/** The text of an exchanged block, as the editor would write it. @param {any} json */
export function canonical(json) {
    return blockText(blockFrom(json));
}

function children(node) {
    const all = [];
    node.forEach(child => all.push(child));
    return all;
}

const full = node => node.content.length ? [node] : [];

function node(type, attrs, content) {
    const kept = without(attrs);
    return { type, ...(Object.keys(kept).length && { attrs: kept }), ...(content?.length && { content }) };
}

function writeBlock(block) {
    const { id, ...attrs } = block.attrs;
    const name = block.type.name;
    const parts = children(block);
    const label = text => text && clean(text).trim() || null;
    switch (name) {
        case 'upload': return [];
        case 'figure': return block.attrs.media ? [node(name, { id, media: attrs.media, alt: label(attrs.alt), credit: label(attrs.credit) }, inline(block))] : [];
        case 'embed': return [node(name, { id, provider: attrs.provider, address: attrs.address, title: label(attrs.title) })];
        case 'ordered_list': return [node(name, { id, order: attrs.order === 1 ? null : attrs.order }, parts.map(writeItem))];
        case 'bullet_list': return [node(name, { id }, parts.map(writeItem))];
        case 'table': return [writeTable(block)];
        case 'conflict': return [node(name, { id }, parts.map(side => node('conflict_side', {}, children(side).flatMap(writeBlock))))];
        case 'blockquote': case 'pull_quote': case 'fact_box': case 'gallery': return [node(name, { id }, parts.flatMap(writePart))];
        case 'code_block': return [node(name, { id, language: attrs.language }, inline(block, true))];
        default: return [node(name, { id, ...attrs }, inline(block))];
    }
}

const lines = new Set(['attribution', 'pull_quote_source', 'pull_quote_text', 'fact_box_title', 'table_caption']);

function writePart(part) {
    if (!lines.has(part.type.name))
        return writeBlock(part);
    const content = inline(part);
    return content.length ? [node(part.type.name === 'pull_quote_source' ? 'attribution' : part.type.name, {}, content)] : [];
}

const writeItem = item => node('list_item', {}, children(item).flatMap(writeBlock));

function writeTable(block) {
    const [caption, grid] = children(block);
    const rows = children(grid).map(row => node('table_row', {}, children(row).map(cell => node(cell.type.name, {
        colspan: cell.attrs.colspan > 1 ? Math.min(100, cell.attrs.colspan) : null, rowspan: cell.attrs.rowspan > 1 ? Math.min(1000, cell.attrs.rowspan) : null,
    }, inline(cell)))));
    const headers = Math.min(block.attrs.header_rows, rows.length);
    return node('table', { id: block.attrs.id, header_rows: headers || null }, [...writePart(caption), ...rows]);
}

// As the newspaper cleans what it reads, so that what was sent and what is kept are the same.
const leftOut = /[\u0000-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f\u202d\u202e\ufeff\ufffe\uffff]/g;

/** A line of text without what the newspaper leaves out. @param {string} text */
export function clean(text, keepLines = false) {
    const separated = keepLines ? text.replace(/\r\n?|[\u000b\u000c\u0085\u2028\u2029]/g, '\n') : text.replace(/[\t-\r\u0085\u2028\u2029]/g, ' ');
    return withoutHalves(separated).replace(leftOut, '').normalize('NFC');
}

function inline(block, code = false) {
    const found = [];
    block.forEach(part => {
        if (!part.isText)
            return found.push({ type: part.type.name });
        const text = clean(part.text, code);
        const marks = code ? [] : part.marks.flatMap(writeMark);
        if (text)
            found.push({ type: 'text', text, ...(marks.length && { marks }) });
    });
    return found;
}

function writeMark(mark) {
    if (mark.type.name === 'link') {
        const href = readHref(mark.attrs.href);
        return href ? [{ type: 'link', attrs: { href } }] : [];
    }
    if (mark.type.name === 'language') {
        const dir = ['ltr', 'rtl'].includes(mark.attrs.dir) ? { dir: mark.attrs.dir } : {};
        return isLanguage(mark.attrs.lang) ? [{ type: 'language', attrs: { lang: mark.attrs.lang, ...dir } }] : [];
    }
    return [{ type: mark.type.name }];
}

/** Whether this is a well-formed BCP 47 tag. @param {string} tag */
export function isLanguage(tag) {
    return typeof tag === 'string' && tag.length <= 35 && languageTag.test(tag);
}

export { isId };
