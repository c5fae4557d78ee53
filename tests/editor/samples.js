/** Bodies with every node, attribute and mark of the document's contract, in the form in which the newspaper writes them. */
const text = (words, ...marks) => ({ type: 'text', text: words, ...(marks.length && { marks }) });
const mark = (type, attrs) => ({ type, ...(attrs && { attrs }) });
const node = (type, attrs, ...content) => ({ type, ...(attrs && { attrs }), ...(content.length && { content }) });
const p = (id, ...content) => node('paragraph', { id }, ...content);

export const every = node('doc', null,
    p('p1', text('Plain, '), text('all at once', mark('link', { href: 'https://example.org/a?b=c#d' }), mark('language', { lang: 'th', dir: 'ltr' }), mark('strong'), mark('em'), mark('strike'), mark('code'), mark('subscript'), mark('superscript'), mark('note')), { type: 'hard_break' }, text('next line')),
    p('p2', ...['/news/here', 'mailto:desk@example.org', 'tel:+6625550100', '#end', '?page=2'].map((href, at) => text(`link ${at}`, mark('link', { href }))), text('العربية', mark('language', { lang: 'ar', dir: 'rtl' })), text('x', mark('language', { lang: 'zh-Hant' }))),
    p('p3'),
    node('heading', { id: 'h2', level: 2 }, text('Two')), node('heading', { id: 'h3', level: 3 }, text('Three', mark('em'))), node('heading', { id: 'h4', level: 4 }),
    node('bullet_list', { id: 'u1' }, node('list_item', null, p('u1a', text('one')), node('ordered_list', { id: 'o1', order: 7 }, node('list_item', null, p('o1a', text('seven'))))), node('list_item', null, p('u1b', text('two')))),
    node('ordered_list', { id: 'o2' }, node('list_item', null, node('heading', { id: 'o2h', level: 3 }, text('a heading first')), p('o2p'))),
    node('ordered_list', { id: 'o3', order: 0 }, node('list_item', null, p('o3a', text('zero')))),
    node('blockquote', { id: 'q1' }, p('q1a', text('So it is.')), p('q1b', text('And more.')), node('attribution', null, text('the mayor', mark('strong')))),
    node('blockquote', { id: 'q2' }, node('bullet_list', { id: 'q2u' }, node('list_item', null, p('q2a', text('in a list'))))),
    node('pull_quote', { id: 'k1' }, node('pull_quote_text', null, text('Big words')), node('attribution', null, text('somebody'))),
    node('pull_quote', { id: 'k2' }, node('pull_quote_text', null, text('Only words'))), node('pull_quote', { id: 'k3' }),
    node('figure', { id: 'f1', media: '0000000000001', alt: 'A boat', credit: 'Nok / Desk' }, text('The '), text('harbour', mark('em'))), node('figure', { id: 'f2', media: '0000000000002' }),
    node('gallery', { id: 'g1' }, node('figure', { id: 'g1a', media: '0000000000003' }, text('left')), node('figure', { id: 'g1b', media: '0000000000004' })), node('gallery', { id: 'g2' }),
    node('table', { id: 't1', header_rows: 1 }, node('table_caption', null, text('Prices')),
        node('table_row', null, node('table_header', { colspan: 2 }, text('Year')), node('table_header', null, text('Baht'))),
        node('table_row', null, node('table_cell', { rowspan: 2 }, text('2026')), node('table_cell', null, text('May'), { type: 'hard_break' }, text('June')), node('table_cell', null)),
        node('table_row', null, node('table_cell', null, text('July')), node('table_cell', null, text('12', mark('strong'))))),
    node('table', { id: 't2' }, node('table_row', null, node('table_cell', null, text('alone')))),
    node('embed', { id: 'e1', provider: 'youtube', address: 'https://www.youtube.com/watch?v=abc_DEF-123', title: 'A film' }), node('embed', { id: 'e2', address: 'https://vimeo.com/12345' }),
    node('fact_box', { id: 'b1' }, node('fact_box_title', null, text('In short')), p('b1a', text('Fact')), node('table', { id: 'b1t' }, node('table_row', null, node('table_cell', null, text('in a box'))))),
    node('fact_box', { id: 'b2' }, p('b2a', text('without a title'))),
    node('code_block', { id: 'c1', language: 'c#' }, text('if (a < b)\n\treturn;\n')), node('code_block', { id: 'c2' }),
    node('horizontal_rule', { id: 'r1' }), node('related_story', { id: 's1', story: '000000000000a' }),
    node('conflict', { id: 'x1' }, node('conflict_side', null, p('xp', text('one')), p('xq', text('only here'))), node('conflict_side', null, p('xp', text('the other')))),
    node('conflict', { id: 'x2' }, node('conflict_side', null), node('conflict_side', null, node('heading', { id: 'xh', level: 2 }, text('kept')))),
    p('last', text('สวัสดีชาวโลก 😀 é')));

/** What the contract allows and nobody writes by hand: read without fault, and then written in full. */
export const odd = node('doc', null,
    { type: 'bullet_list', attrs: { id: 'a' } }, { type: 'ordered_list', attrs: { id: 'b' }, content: [{ type: 'list_item' }] },
    { type: 'blockquote', attrs: { id: 'c' } }, { type: 'fact_box', attrs: { id: 'd' } }, { type: 'table', attrs: { id: 'e' } },
    { type: 'table', attrs: { id: 'f', header_rows: 0 }, content: [{ type: 'table_row' }, { type: 'table_row', content: [{ type: 'table_cell' }] }] },
    { type: 'paragraph' }, { type: 'paragraph', attrs: null, content: null }, { type: 'heading', attrs: { id: 'h' } },
    { type: 'paragraph', attrs: { id: 'm' }, content: [{ type: 'text', text: 'x', marks: null }, { type: 'text', text: 'y', marks: [] }] });

export { node, p, text };
