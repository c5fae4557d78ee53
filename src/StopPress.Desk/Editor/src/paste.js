import { Fragment, Slice } from 'prosemirror-model';
import { Plugin } from 'prosemirror-state';
import { TransformError } from 'prosemirror-transform';
import { insertBlock, made } from './commands.js';
import { withoutIdsOf } from './ids.js';
import { hrefOf } from './hrefs.js';
import { isPicture } from './pictures.js';
import { providerOf } from './providers.js';
import { schema } from './schema.js';

/**
 * Whatever is pasted or dropped becomes blocks of the newspaper.
 * @param {import('./pictures.js').Pictures} pictures @param {any} providers
 */
export function pastePlugin(pictures, providers) {
    return new Plugin({
        props: {
            transformPastedHTML: html => cleanHtml(html),
            transformPasted: (slice, view) => view.dragging?.move ? slice : withoutIdsOf(tidy(slice), view.state.doc, Slice, Fragment),
            clipboardTextParser: (text, $context) => textSlice(text, $context),
            handlePaste(view, event, slice) {
                const files = [...event.clipboardData?.files ?? []].filter(isPicture);
                const html = event.clipboardData?.getData('text/html') ?? '';
                if (files.length && !wordsOf(html))
                    return pictures.insert(view, files);
                if (pasteAddress(view, event.clipboardData?.getData('text/plain')?.trim() ?? '', providers))
                    return true;
                const fits = fitting(view.state, slice);
                if (fits !== slice)
                    view.dispatch(view.state.tr.replaceSelection(fits).scrollIntoView());
                return fits !== slice;
            },
            handleDrop(view, event) {
                const files = [...event.dataTransfer?.files ?? []].filter(isPicture);
                if (!files.length)
                    return false;
                const place = view.posAtCoords({ left: event.clientX, top: event.clientY });
                const $place = view.state.doc.resolve(place?.pos ?? view.state.doc.content.size);
                const box = $place.depth && view.nodeDOM($place.before(1))?.getBoundingClientRect?.();
                const at = !$place.depth ? $place.pos : box && event.clientY < (box.top + box.bottom) / 2 ? $place.before(1) : $place.after(1);
                event.preventDefault();
                return pictures.insert(view, files, at);
            },
        },
    });
}

/** An address alone: on an empty line what a known provider serves there, on chosen words a link. */
function pasteAddress(view, text, providers) {
    if (!/^https?:\/\/\S+$/i.test(text))
        return false;
    const { state } = view;
    const { $from, empty } = state.selection;
    if (!empty && $from.sameParent(state.selection.$to) && $from.parent.inlineContent && !$from.parent.type.spec.code) {
        const href = hrefOf(text);
        if (href)
            view.dispatch(state.tr.addMark(state.selection.from, state.selection.to, schema.marks.link.create({ href })));
        return Boolean(href);
    }
    const provider = empty && $from.parent.type.name === 'paragraph' && !$from.parent.content.size && providerOf(text, providers);
    return Boolean(provider) && insertBlock(made.embed(text, provider.key))(state, view.dispatch);
}

/** The slice, or only its words where ProseMirror cannot join it to what is there (half a pull quote into half a quotation). */
export function fitting(state, slice) {
    try {
        state.tr.replaceSelection(slice);
        return slice;
    } catch (error) {
        if (!(error instanceof RangeError || error instanceof TransformError))
            throw error;
        return textSlice(slice.content.textBetween(0, slice.content.size, '\n', ' '), state.selection.$from);
    }
}

/** Each line of plain text is a paragraph; an address in it is a link. */
function textSlice(text, $context) {
    if ($context.parent.type.spec.code)
        return new Slice(Fragment.from(schema.text(text.replace(/\r\n?/g, '\n') || ' ')), 0, 0);
    const paragraphs = text.split(/(?:\r\n?|\n)+/).filter(line => line.trim()).map(line => schema.nodes.paragraph.create(null, linked(line, $context.marks())));
    return paragraphs.length ? new Slice(Fragment.from(paragraphs), 1, 1) : Slice.empty;
}

function linked(line, marks) {
    return line.split(/(https?:\/\/[^\s<>"]*[^\s<>".,;:!?)\]])/i).filter(Boolean).map(part => {
        const href = /^https?:\/\//i.test(part) ? hrefOf(part) : null;
        return schema.text(part, href ? schema.marks.link.create({ href }).addToSet(marks) : marks);
    });
}

/** A slice without what its source left empty. */
function tidy(slice) {
    const kept = [];
    slice.content.forEach(node => {
        const inside = kept.length && kept.length < slice.content.childCount - 1;
        if (!(inside && node.type.name === 'paragraph' && !node.textContent.trim() && node.childCount < 2 && !node.attrs.id))
            kept.push(node);
    });
    return kept.length === slice.content.childCount ? slice : new Slice(Fragment.from(kept), slice.openStart, slice.openEnd);
}

function wordsOf(html) {
    return html ? new DOMParser().parseFromString(harmless(html), 'text/html').body.textContent.trim() : '';
}

const dropped = 'script, style, meta, link, title, head, noscript, template, iframe, object, embed, svg, math, button, input, select, textarea, nav, figure:not([data-media]), img, video, audio, canvas, xml';

/** HTML from Word, Google Docs or a page, brought nearer to what the newspaper has. @param {string} html */
export function cleanHtml(html) {
    if (/ data-pm-slice="/.test(html))
        return html;
    const page = new DOMParser().parseFromString(harmless(html), 'text/html');
    const { body } = page;
    wordConditionals(page);
    body.querySelectorAll(dropped).forEach(element => element.remove());
    body.querySelectorAll('*').forEach(element => element.localName.includes(':') && unwrap(element));
    wordLists(body);
    body.querySelectorAll('[data-style*="mso-hide"], [hidden]').forEach(element => element.remove());
    styles(body);
    body.querySelectorAll('a:not([href])').forEach(unwrap);
    body.querySelectorAll('li > p').forEach(paragraph => paragraph.removeAttribute('dir'));
    strayLists(body);
    headings(body);
    body.querySelectorAll('table').forEach(frame);
    body.querySelectorAll('[data-id]').forEach(element => element.removeAttribute('data-id'));
    addresses(body);
    spaces(body);
    return body.innerHTML;
}

/** Styles and scripts under other names: the browser would complain of each, since the page's rules let none take effect. */
function harmless(html) {
    return html.replace(/<style[\s\S]*?<\/style>/gi, '').replace(/<[a-z][^>]*>/gi, tag => tag.replace(/\sstyle(?=\s*=)/gi, ' data-style').replace(/\son[a-z]+(?=\s*=)/gi, ' data-on'));
}

function wordConditionals(page) {
    const comments = page.createTreeWalker(page, NodeFilter.SHOW_COMMENT);
    const found = [];
    while (comments.nextNode())
        found.push(comments.currentNode);
    // Word writes the sign or number of a list's item between these; the list itself says it again.
    found.filter(comment => comment.data === '[if !supportLists]').forEach(comment => {
        for (let next = comment.nextSibling; next && !(next.nodeType === 8 && next.data === '[endif]');) {
            const after = next.nextSibling;
            next.remove();
            next = after;
        }
    });
    found.forEach(comment => comment.remove());
}

/** Word's lists are paragraphs that say their level. */
function wordLists(body) {
    const open = [];
    for (const paragraph of [...body.querySelectorAll('p')]) {
        const level = Number(/mso-list:[^;]*level(\d+)/.exec(paragraph.getAttribute('data-style') ?? '')?.[1] ?? 0);
        const goesOn = level && open.length && previous(paragraph) === open[0];
        if (!goesOn)
            open.length = 0;
        if (!level)
            continue;
        const sign = paragraph.querySelector('[data-style*="mso-list:Ignore" i], [data-style*="mso-list: Ignore" i]');
        const text = (sign ?? paragraph).textContent.trim();
        const ordered = /^(\d+|[a-zA-Z]|[ivxIVX]+)[.)]/.test(text);
        sign?.remove();
        while (open.length > level)
            open.pop();
        while (open.length < level) {
            const list = body.ownerDocument.createElement(ordered ? 'ol' : 'ul');
            open.length ? (open.at(-1).lastElementChild ?? open.at(-1)).append(list) : paragraph.before(list);
            open.push(list);
        }
        const item = body.ownerDocument.createElement('li');
        item.append(...paragraph.childNodes);
        open.at(-1).append(item);
        paragraph.remove();
    }
}

function previous(element) {
    let before = element.previousSibling;
    while (before && before.nodeType !== 1 && !before.textContent.trim())
        before = before.previousSibling;
    return before;
}

/** A list in a list that stands beside its item, as Google Docs writes it, goes into the item. */
function strayLists(body) {
    body.querySelectorAll('ul > ul, ul > ol, ol > ul, ol > ol').forEach(list => {
        const item = list.previousElementSibling;
        item?.localName === 'li' ? item.append(list) : unwrapInto(list, 'li');
    });
}

function unwrapInto(list, name) {
    const item = list.ownerDocument.createElement(name);
    list.before(item);
    item.append(list);
}

/** Where a style says what a mark would say, it becomes one: the page's rules let no style of another take effect. */
function styles(body) {
    for (const element of body.querySelectorAll('[data-style]')) {
        const says = declarations(element.getAttribute('data-style'));
        element.removeAttribute('data-style');
        const names = [
            /^(bold(er)?|[6-9]\d\d)$/.test(says['font-weight']) && 'strong', /^(italic|oblique)$/.test(says['font-style']) && 'em',
            /line-through/.test(says['text-decoration'] ?? says['text-decoration-line']) && 's', { sub: 'sub', super: 'sup' }[says['vertical-align']],
        ].filter(Boolean);
        for (const name of names) {
            const mark = element.ownerDocument.createElement(name);
            mark.append(...element.childNodes);
            element.append(mark);
        }
        const not = /^(normal|400)$/.test(says['font-weight']) && element.matches('b, strong') || says['font-style'] === 'normal' && element.matches('i, em');
        if (not)
            unwrap(element);
    }
}

function declarations(style) {
    return Object.fromEntries(style.toLowerCase().split(';').map(one => one.split(':').map(part => part.trim())).filter(one => one.length === 2));
}

/** The weight of a heading is its kind, not a mark. */
function headings(body) {
    body.querySelectorAll('h1, h2, h3, h4, h5, h6').forEach(heading => {
        heading.querySelectorAll('b, strong').forEach(unwrap);
        if (!heading.textContent.trim())
            heading.remove();
    });
}

/** A table with its caption in the newspaper's form; one that only lays out a page is no table. */
function frame(table) {
    if (table.closest('[data-node=table]'))
        return;
    if (table.querySelector('table') || table.getAttribute('role') === 'presentation' || table.rows.length < 2 && (table.rows[0]?.cells.length ?? 0) < 2)
        return table.replaceWith(...[...table.rows].flatMap(row => [...row.cells]).flatMap(cell => [...cell.childNodes]));
    const page = table.ownerDocument;
    const heads = [...table.rows].findIndex(row => ![...row.cells].every(cell => cell.localName === 'th') && row.parentNode.localName !== 'thead');
    const wrapper = page.createElement('div');
    wrapper.dataset.node = 'table';
    wrapper.dataset.headerRows = String(Math.max(0, heads));
    const caption = page.createElement('p');
    caption.dataset.part = 'table_caption';
    caption.append(...(table.caption?.childNodes ?? []));
    table.caption?.remove();
    table.querySelectorAll('td, th').forEach(cell => {
        const blocks = [...cell.querySelectorAll('p, div, li, h1, h2, h3, h4, h5, h6')];
        blocks.forEach((block, at) => {
            if (at < blocks.length - 1 && block.textContent.trim())
                block.append(page.createElement('br'));
            unwrap(block);
        });
    });
    table.before(wrapper);
    wrapper.append(caption, table);
}

/** Google and Facebook lead through themselves; the link means where they lead. */
function addresses(body) {
    body.querySelectorAll('a[href]').forEach(link => {
        const href = link.getAttribute('href');
        const inner = /^https?:\/\/(?:www\.google\.[a-z.]+\/url|l\.facebook\.com\/l\.php)\?(.*)$/.exec(href)?.[1];
        const target = inner && (new URLSearchParams(inner).get('q') ?? new URLSearchParams(inner).get('u') ?? new URLSearchParams(inner).get('url'));
        if (target && /^https?:/.test(target))
            link.setAttribute('href', target);
        if (/^(#|file:|about:|javascript:)/i.test(href))
            unwrap(link);
    });
}

/** Spaces that do not break are there for the look of their source, except where they hold a number or a French sign. */
function spaces(body) {
    const texts = body.ownerDocument.createTreeWalker(body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode())
        texts.currentNode.data = texts.currentNode.data.replace(/(?<![\d«])\u00a0(?![\d»:;!?])/g, ' ').replaceAll('\ufeff', '');
}

function unwrap(element) {
    element.replaceWith(...element.childNodes);
}
