import { dropCursor } from 'prosemirror-dropcursor';
import { gapCursor } from 'prosemirror-gapcursor';
import { history, redo, undo } from 'prosemirror-history';
import { EditorState, Plugin, Selection, TextSelection } from 'prosemirror-state';
import { tableEditing } from 'prosemirror-tables';
import { EditorView } from 'prosemirror-view';
import { Bars } from './bars.js';
import * as commands from './commands.js';
import { WordCount } from './count.js';
import { make } from './dom.js';
import { Fields } from './fields.js';
import { findPlugin } from './find.js';
import { Headlines } from './headlines.js';
import { faultsOf, idsPlugin, mend } from './ids.js';
import { keys, signs } from './keys.js';
import { pastePlugin } from './paste.js';
import { chosenPassage, findPassage, passageNow, passagesPlugin, showPassages } from './passages.js';
import { Pictures } from './pictures.js';
import { placeOf, presencePlugin, showOthers } from './presence.js';
import { Remarks } from './remarks.js';
import { schema } from './schema.js';
import { slashMenu } from './slash.js';
import { shorten, Status } from './status.js';
import { Stories } from './stories.js';
import { EditorText } from './text.js';
import { Toolbar } from './toolbar.js';
import { ConflictView, EmbedView, RelatedView, SideView } from './views/blocks.js';
import { FigureView, GalleryView, UploadView } from './views/picture.js';

const countAfter = 300;

/**
 * Builds the editor in the page around a draft.
 * @param {HTMLElement} place @param {any} settings @param {import('./words.js').Words} words
 * @param {{ changed(): void, settle(name: string): void, ready(): void }} keeping
 */
export function mount(place, settings, words, keeping) {
    const language = place.dataset.language || 'en';
    const direction = place.dataset.direction || 'ltr';
    const headers = settings.headers ?? {};
    const pictures = new Pictures({ address: settings.picturesAddress, headers, known: settings.pictures, words });
    const stories = new Stories({ address: settings.linksAddress, headers, known: settings.stories });
    const fields = new Fields({ words, language, direction, settle: keeping.settle });
    const bars = new Bars({ words, links: query => stories.find(query), providers: settings.providers });
    bars.stories = stories;
    bars.pictureDesk = pictures;
    const status = new Status(words, document.documentElement.lang || 'en', settings.signInAddress);
    const items = blockItems(words, bars, pictures);
    const remarksPlace = document.getElementById('remarks');
    bars.remark = remarksPlace && (() => remarks.write());
    const toolbar = new Toolbar(bars, items, words);
    const headsPlace = document.getElementById('headlines');
    const headlines = headsPlace && new Headlines(headsPlace, fields, { words, language, direction, site: settings.site });
    const text = new EditorText(() => fields.isComposing);
    const count = new WordCount(language);
    const page = make('div', { class: 'page' });
    const body = make('div', { class: 'body' });
    page.append(fields.dom, body);
    place.replaceChildren(make('div', { class: 'head' }, toolbar.dom, bars.dom), page, status.dom);
    place.classList.add('stoppress-editor');
    emptyWords(place, words);

    const parts = { pictures, stories, words, bars };
    const show = View => (node, view, getPos) => new View(node, view, getPos, parts);
    let view = null;

    const begin = draft => {
        const doc = text.begin(draft);
        const state = EditorState.create({ doc, plugins: plugins({ bars, items, words, pictures, settings, fields, toolbar, keeping, text, counted: later(() => counted(), countAfter) }) });
        const mended = mend(state.tr, faultsOf(state.doc));
        view = new EditorView(body, {
            state: mended.docChanged ? state.apply(mended.setMeta('addToHistory', false)) : state,
            attributes: {
                lang: language, dir: direction, spellcheck: 'true', role: 'textbox', 'aria-multiline': 'true', 'aria-label': words.body, class: 'text',
            },
            nodeViews: {
                figure: show(FigureView), gallery: show(GalleryView), upload: show(UploadView), embed: show(EmbedView),
                related_story: show(RelatedView), conflict: show(ConflictView), conflict_side: show(SideView),
            },
            handleDOMEvents: { compositionend: () => void setTimeout(keeping.ready, 0) },
        });
        view.undoes = { undo, redo };
        fields.view = bars.view = text.view = view;
        counted();
    };
    const counted = () => {
        const words = count.of(view.state.doc);
        status.counted(words, count.minutes(words));
        headlines?.show(view.state.doc);
    };
    fields.composed = () => setTimeout(keeping.ready, 0);
    fields.toBody = () => {
        view.dispatch(view.state.tr.setSelection(Selection.atStart(view.state.doc)).scrollIntoView());
        view.focus();
    };
    // Below the text is the text as well.
    page.addEventListener('mousedown', event => {
        if (event.target !== page && event.target !== body)
            return;
        event.preventDefault();
        const { doc, tr } = view.state;
        if (!doc.lastChild.isTextblock)
            commands.addParagraphAfter(tr, doc.content.size);
        view.dispatch(tr.setSelection(Selection.atEnd(tr.doc)));
        view.focus();
    });
    const others = {
        place: () => placeOf(view, fields.areas),
        show: there => {
            showOthers(view, there);
            fields.showOthers(there);
            status.showOthers(there, at => fields.areas[at] ?? blockAt(view, at));
        },
    };
    const remarks = remarksPlace && new Remarks(remarksPlace, { words, language, zone: settings.zone, ask: keeping.askRemarks, ...passages(() => view, fields) });
    bars.openRemark = id => remarks?.open(id);
    return { begin, text, fields, status, stories, others, remarks, get view() { return view; } };
}

// Bursts of typing that can be taken back. Each keeps its words in memory, 1.6 kB by measurement, which must not grow all day.
const undoable = 300;

function plugins({ bars, items, words, pictures, settings, fields, toolbar, keeping, counted, text }) {
    return [
        slashMenu(items, words), signs(), ...keys(bars), pastePlugin(pictures, settings.providers), findPlugin(), presencePlugin(), passagesPlugin(id => bars.openRemark?.(id)),
        dropCursor({ color: false, class: 'drop-cursor', width: 2 }), gapCursor(), history({ depth: undoable }), tableEditing(), idsPlugin(), fields.plugin(),
        new Plugin({
            props: {
                attributes: state => state.doc.childCount === 1 && !state.doc.firstChild.content.size && state.doc.firstChild.type === schema.nodes.paragraph ? { class: 'nothing' } : null,
            },
            view: first => {
                toolbar.update(first);
                return {
                    update(view, before) {
                        toolbar.update(view);
                        if (view.state.doc === before.doc)
                            return;
                        counted();
                        keeping.changed();
                    },
                };
            },
        }),
    ];
}

/** Where the passages of remarks are, in the text and in the fields above it. */
function passages(view, fields) {
    let field = null;
    document.addEventListener('focusin', ({ target }) => {
        const name = Object.keys(fields.areas).find(one => fields.areas[one] === target);
        if (name || view()?.dom.contains(target))
            field = name ?? null;
    });
    return {
        find(remark) {
            const area = fields.areas[remark.place];
            const at = area ? area.value.indexOf(remark.quote) : -1;
            if (area)
                return { field: area, from: Math.max(0, at), to: at < 0 ? area.value.length : at + remark.quote.length, exact: at >= 0, text: area.value };
            const found = findPassage(view().state.doc, remark);
            return found && { ...found, text: shorten(view().state.doc.textBetween(found.from, found.to, ' ', ' ')) };
        },
        mark: open => showPassages(view(), open.filter(({ at }) => at && !at.field)),
        go(id, remark) {
            const at = this.find(remark);
            if (at?.field) {
                at.field.focus();
                return at.field.setSelectionRange(at.from, at.to);
            }
            const { doc, tr } = view().state;
            const { from, to } = passageNow(view(), id) ?? at;
            view().dispatch(tr.setSelection(TextSelection.between(doc.resolve(from), doc.resolve(to))).scrollIntoView());
            view().focus();
        },
        chosen() {
            const area = fields.areas[field];
            return area ? { place: field, quote: area.value.slice(area.selectionStart, area.selectionEnd).trim() } : chosenPassage(view().state);
        },
    };
}

/** The block of an id, as it stands in the page. */
function blockAt(view, id) {
    let found = null;
    view.state.doc.forEach((node, offset) => found ??= node.attrs.id === id ? view.nodeDOM(offset) : null);
    return found;
}

/** What can be put into the text: the slash menu and the tools offer the same. */
function blockItems(words, bars, pictures) {
    const run = command => view => {
        command(view.state, view.dispatch, view);
        view.focus();
    };
    const put = block => run((state, dispatch) => commands.insertBlock(block())(state, dispatch));
    const { made } = commands;
    const items = {
        heading2: run(commands.toKind('heading2')), heading3: run(commands.toKind('heading3')), heading4: run(commands.toKind('heading4')),
        picture: view => pictures.choose(files => pictures.insert(view, files)),
        pictureDesk: () => bars.pictures(),
        bulletList: run(commands.toggleList(schema.nodes.bullet_list)), orderedList: run(commands.toggleList(schema.nodes.ordered_list)),
        quote: run(commands.toggleQuote), pullQuote: put(made.pullQuote), factBox: put(made.factBox), gallery: put(made.gallery), table: put(made.table),
        embed: () => bars.embed(), related: () => bars.related(), rule: put(made.rule), code: run(commands.toKind('code')),
        note: run(commands.toggleSimple('note')), paragraph: run(commands.toKind('paragraph')),
    };
    return Object.entries(items).map(([key, act]) => ({ key, label: words[key], run: act }));
}

/** What stands in places that are empty; the stylesheet shows it. */
function emptyWords(place, words) {
    for (const name of ['write', 'tableCaption', 'attribution', 'pullQuoteText', 'factBoxTitle'])
        place.style.setProperty('--words-' + name.replace(/[A-Z]/g, letter => '-' + letter.toLowerCase()), JSON.stringify(words[name]));
}

function later(act, after) {
    let timer = null;
    return () => timer ??= setTimeout(() => {
        timer = null;
        act();
    }, after);
}
