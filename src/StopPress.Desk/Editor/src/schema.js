import { Schema } from 'prosemirror-model';
import { readHref } from './hrefs.js';

/** The short texts above the body. They are attributes of the document, so that one undo spans them and the body. */
export const fieldNames = ['kicker', 'headline', 'standfirst', 'dateline', 'url_slug', 'search_headline', 'social_headline'];

const id = { id: { default: null } };
const idOf = dom => ({ id: dom.getAttribute('data-id') });
const shown = node => ({ 'data-id': node.attrs.id });

/** A line of words that belongs to a block: never split, and nothing runs into it. */
function line(tag, name, extra = {}) {
    return {
        content: 'inline*', defining: true, isolating: true, selectable: false, ...extra,
        parseDOM: [{ tag: `${tag}[data-part=${name}]`, priority: 60 }, ...(extra.parseDOM ?? [])],
        toDOM: () => [tag, { 'data-part': name }, 0],
    };
}

const cellAttributes = { colspan: { default: 1 }, rowspan: { default: 1 }, colwidth: { default: null } };

function cell(tag, tableRole) {
    const span = (dom, name, most) => Math.min(most, Math.max(1, Number(dom.getAttribute(name)) || 1));
    return {
        content: 'inline*', attrs: cellAttributes, tableRole, isolating: true,
        parseDOM: [{ tag, getAttrs: dom => ({ colspan: span(dom, 'colspan', 100), rowspan: span(dom, 'rowspan', 1000) }) }],
        toDOM: node => [tag, {
            ...(node.attrs.colspan > 1 && { colspan: node.attrs.colspan }), ...(node.attrs.rowspan > 1 && { rowspan: node.attrs.rowspan }),
        }, 0],
    };
}

const heading = level => ({ tag: `h${level}`, getAttrs: dom => ({ ...idOf(dom), level: Math.min(4, Math.max(2, level)) }) });

const nodes = {
    doc: { content: '(block | conflict | upload)+', attrs: Object.fromEntries(fieldNames.map(name => [name, { default: '' }])) },
    paragraph: {
        group: 'block', content: 'inline*', attrs: id,
        parseDOM: [{ tag: 'p', getAttrs: idOf }], toDOM: node => ['p', shown(node), 0],
    },
    heading: {
        group: 'block', content: 'inline*', defining: true, attrs: { ...id, level: { default: 2 } },
        parseDOM: [1, 2, 3, 4, 5, 6].map(heading), toDOM: node => [`h${node.attrs.level}`, shown(node), 0],
    },
    bullet_list: { group: 'block', content: 'list_item+', attrs: id, parseDOM: [{ tag: 'ul', getAttrs: idOf }], toDOM: node => ['ul', shown(node), 0] },
    ordered_list: {
        group: 'block', content: 'list_item+', attrs: { ...id, order: { default: 1 } },
        parseDOM: [{ tag: 'ol', getAttrs: dom => ({ ...idOf(dom), order: dom.hasAttribute('start') ? Math.min(1e6, Math.max(0, parseInt(dom.getAttribute('start'), 10) || 0)) : 1 }) }],
        toDOM: node => ['ol', { ...shown(node), ...(node.attrs.order !== 1 && { start: node.attrs.order }) }, 0],
    },
    list_item: { content: 'block+', defining: true, parseDOM: [{ tag: 'li' }], toDOM: () => ['li', 0] },
    blockquote: {
        group: 'block', content: 'block+ attribution', defining: true, isolating: true, attrs: id,
        parseDOM: [{ tag: 'blockquote', getAttrs: idOf }], toDOM: node => ['blockquote', shown(node), 0],
    },
    pull_quote: {
        group: 'block', content: 'pull_quote_text pull_quote_source', defining: true, isolating: true, attrs: id,
        parseDOM: [{ tag: 'aside[data-node=pull_quote]', getAttrs: idOf }], toDOM: node => ['aside', { 'data-node': 'pull_quote', ...shown(node) }, 0],
    },
    pull_quote_text: line('p', 'pull_quote_text', {}),
    // An attribution as well; of another type here, since ProseMirror cannot join halves of two kinds of block that end in the same.
    pull_quote_source: line('footer', 'pull_quote_source', {}),
    attribution: line('footer', 'attribution', { parseDOM: [{ tag: 'blockquote > footer' }, { tag: 'blockquote > cite' }] }),
    figure: {
        group: 'block', content: 'inline*', isolating: true, defining: true, draggable: true,
        attrs: { ...id, media: { default: null }, alt: { default: null }, credit: { default: null } },
        parseDOM: [{
            tag: 'figure[data-media]', contentElement: 'figcaption',
            getAttrs: dom => ({ ...idOf(dom), media: dom.getAttribute('data-media'), alt: dom.getAttribute('data-alt'), credit: dom.getAttribute('data-credit') }),
        }],
        toDOM: node => ['figure', { ...shown(node), 'data-media': node.attrs.media, 'data-alt': node.attrs.alt, 'data-credit': node.attrs.credit }, ['figcaption', 0]],
    },
    gallery: {
        group: 'block', content: '(figure | upload)*', isolating: true, attrs: id,
        parseDOM: [{ tag: 'div[data-node=gallery]', getAttrs: idOf }], toDOM: node => ['div', { 'data-node': 'gallery', ...shown(node) }, 0],
    },
    table: {
        group: 'block', content: 'table_caption table_grid', isolating: true, attrs: { ...id, header_rows: { default: 0 } },
        parseDOM: [{ tag: 'div[data-node=table]', getAttrs: dom => ({ ...idOf(dom), header_rows: Number(dom.getAttribute('data-header-rows')) || 0 }) }],
        toDOM: node => ['div', { 'data-node': 'table', ...shown(node), 'data-header-rows': node.attrs.header_rows }, 0],
    },
    table_caption: line('p', 'table_caption', {}),
    table_grid: { content: 'table_row+', tableRole: 'table', isolating: true, parseDOM: [{ tag: 'table' }], toDOM: () => ['table', ['tbody', 0]] },
    table_row: { content: '(table_cell | table_header)*', tableRole: 'row', parseDOM: [{ tag: 'tr' }], toDOM: () => ['tr', 0] },
    table_cell: cell('td', 'cell'),
    table_header: cell('th', 'header_cell'),
    embed: {
        group: 'block', atom: true, draggable: true, attrs: { ...id, address: { default: '' }, provider: { default: null }, title: { default: null } },
        parseDOM: [{
            tag: 'div[data-node=embed]',
            getAttrs: dom => ({ ...idOf(dom), address: dom.getAttribute('data-address'), provider: dom.getAttribute('data-provider'), title: dom.getAttribute('data-title') }),
        }],
        toDOM: node => ['div', { 'data-node': 'embed', ...shown(node), 'data-address': node.attrs.address, 'data-provider': node.attrs.provider, 'data-title': node.attrs.title }, node.attrs.address],
    },
    fact_box: {
        group: 'block', content: 'fact_box_title block+', isolating: true, defining: true, attrs: id,
        parseDOM: [{ tag: 'section[data-node=fact_box]', getAttrs: idOf }], toDOM: node => ['section', { 'data-node': 'fact_box', ...shown(node) }, 0],
    },
    fact_box_title: line('p', 'fact_box_title', {}),
    code_block: {
        group: 'block', content: 'text*', marks: '', code: true, defining: true, attrs: { ...id, language: { default: null } },
        parseDOM: [{ tag: 'pre', preserveWhitespace: 'full', getAttrs: dom => ({ ...idOf(dom), language: dom.getAttribute('data-language') }) }],
        toDOM: node => ['pre', { ...shown(node), 'data-language': node.attrs.language, spellcheck: 'false' }, ['code', 0]],
    },
    horizontal_rule: { group: 'block', attrs: id, parseDOM: [{ tag: 'hr', getAttrs: idOf }], toDOM: node => ['hr', shown(node)] },
    related_story: {
        group: 'block', atom: true, draggable: true, attrs: { ...id, story: { default: null } },
        parseDOM: [{ tag: 'div[data-node=related_story]', getAttrs: dom => ({ ...idOf(dom), story: dom.getAttribute('data-story') }) }],
        toDOM: node => ['div', { 'data-node': 'related_story', ...shown(node), 'data-story': node.attrs.story }],
    },
    conflict: {
        content: 'conflict_side conflict_side', isolating: true, defining: true, attrs: id,
        toDOM: node => ['section', { 'data-node': 'conflict', ...shown(node) }, 0],
    },
    conflict_side: { content: 'block*', isolating: true, defining: true, selectable: false, toDOM: () => ['div', { 'data-node': 'conflict_side' }, 0] },
    // A picture on its way: only here, never sent.
    upload: { atom: true, selectable: true, attrs: { ...id }, toDOM: node => ['div', { 'data-node': 'upload', ...shown(node) }] },
    text: { group: 'inline' },
    hard_break: { group: 'inline', inline: true, selectable: false, linebreakReplacement: true, parseDOM: [{ tag: 'br' }], toDOM: () => ['br'] },
};

const styled = (property, matches) => ({ style: property, getAttrs: value => matches(value) && null });

const marks = {
    link: {
        attrs: { href: {} }, inclusive: false,
        parseDOM: [{ tag: 'a[href]', getAttrs: dom => { const href = readHref(dom.getAttribute('href')); return href ? { href } : false; } }],
        toDOM: mark => ['a', { href: mark.attrs.href, rel: 'noopener' }, 0],
    },
    language: {
        attrs: { lang: {}, dir: { default: null } },
        parseDOM: [{ tag: 'span[data-language-mark]', getAttrs: dom => ({ lang: dom.getAttribute('lang'), dir: dom.getAttribute('dir') || null }) }],
        toDOM: mark => ['span', { lang: mark.attrs.lang, dir: mark.attrs.dir, 'data-language-mark': '' }, 0],
    },
    strong: {
        parseDOM: [
            { tag: 'strong' }, { tag: 'b', getAttrs: dom => dom.style.fontWeight !== 'normal' && dom.style.fontWeight !== '400' && null },
            styled('font-weight', value => /^(bold(er)?|[6-9]\d{2})$/.test(value)),
            { style: 'font-weight=400', clearMark: mark => mark.type.name === 'strong' }, { style: 'font-weight=normal', clearMark: mark => mark.type.name === 'strong' },
        ],
        toDOM: () => ['strong', 0],
    },
    em: {
        parseDOM: [
            { tag: 'em' }, { tag: 'i', getAttrs: dom => dom.style.fontStyle !== 'normal' && null }, { style: 'font-style=italic' },
            { style: 'font-style=normal', clearMark: mark => mark.type.name === 'em' },
        ],
        toDOM: () => ['em', 0],
    },
    strike: {
        parseDOM: [{ tag: 's' }, { tag: 'del' }, { tag: 'strike' }, styled('text-decoration', value => value.includes('line-through')), styled('text-decoration-line', value => value.includes('line-through'))],
        toDOM: () => ['s', 0],
    },
    code: { code: true, parseDOM: [{ tag: 'code' }, { tag: 'tt' }, { tag: 'kbd' }, { tag: 'samp' }], toDOM: () => ['code', { spellcheck: 'false' }, 0] },
    subscript: { parseDOM: [{ tag: 'sub' }, { style: 'vertical-align=sub' }], toDOM: () => ['sub', 0] },
    superscript: { parseDOM: [{ tag: 'sup' }, { style: 'vertical-align=super' }], toDOM: () => ['sup', 0] },
    note: { parseDOM: [{ tag: 'span[data-note]' }], toDOM: () => ['span', { 'data-note': '', class: 'note' }, 0] },
};

/** The newspaper's document, as the editor holds it; `document.js` turns it into the form that is exchanged and back. */
export const schema = new Schema({ nodes, marks });
