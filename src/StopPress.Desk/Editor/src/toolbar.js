import { redo, undo } from 'prosemirror-history';
import { addColumnAfter, addColumnBefore, addRowAfter, addRowBefore, isInTable, mergeCells, splitCell } from 'prosemirror-tables';
import * as commands from './commands.js';
import { button, make } from './dom.js';
import { schema } from './schema.js';

const { nodes } = schema;
const kinds = ['paragraph', 'heading2', 'heading3', 'heading4', 'code'];

/** The tools above the text: words, not icons; one stop for Tab, arrows inside. */
export class Toolbar {
    #buttons = [];
    #due = false;

    /** @param {any} bars @param {{ key: string, label: string, run(view: any): void }[]} items @param {import('./words.js').Words} words */
    constructor(bars, items, words) {
        this.words = words;
        this.bars = bars;
        this.kind = make('select', { 'aria-label': words.blockKind, class: 'tool', onchange: () => this.#changeKind() },
            ...kinds.map(kind => make('option', { value: kind }, words[kind])), make('option', { value: '', hidden: true }, words.other));
        const named = Object.fromEntries(items.map(item => [item.key, item]));
        const put = key => this.#tool(named[key].label, view => named[key].run(view));
        const mark = (key, name, text = words[key]) => this.#tool(text, commands.toggleSimple(name), { class: 'tool mark-' + name, active: state => commands.hasMark(state, name) });
        const list = (key, type) => this.#tool(words[key], commands.toggleList(type), { active: state => commands.around(state.selection.$from, 'bullet_list', 'ordered_list')?.node.type === type });
        this.more = button(words.more, () => this.#toggleMore(), { class: 'tool more', 'aria-expanded': 'false', 'aria-controls': 'editor-more' });
        const first = [
            this.kind, mark('bold', 'strong'), mark('italic', 'em'),
            this.#tool(words.link, () => bars.link(), { bar: true, active: state => commands.hasMark(state, 'link') }),
            list('bulletList', nodes.bullet_list),
            this.#tool(words.quote, commands.toggleQuote, { active: state => Boolean(commands.around(state.selection.$from, 'blockquote')) }),
            put('picture'), put('pictureDesk'), ...(bars.remark ? [this.#tool(words.remark, () => bars.remark(), { bar: true })] : []), this.more,
        ];
        const second = [
            list('orderedList', nodes.ordered_list), ...['pullQuote', 'factBox', 'gallery', 'table', 'embed', 'related', 'rule'].map(put),
            mark('strike', 'strike'), mark('inlineCode', 'code'), mark('subscript', 'subscript'), mark('superscript', 'superscript'), mark('note', 'note'),
            this.#tool(words.language, () => bars.language(), { bar: true, active: state => commands.hasMark(state, 'language') }),
            this.#tool(words.find, () => bars.find(), { bar: true }), this.#tool(words.undo, undo), this.#tool(words.redo, redo),
        ];
        const table = [
            ['rowAbove', addRowBefore], ['rowBelow', addRowAfter], ['columnBefore', addColumnBefore], ['columnAfter', addColumnAfter],
            ['headingRow', commands.toggleHeadingRow], ['mergeCells', mergeCells], ['splitCell', splitCell],
            ['deleteRow', commands.deleteLine('row')], ['deleteColumn', commands.deleteLine('column')], ['deleteTable', commands.deleteTable],
        ].map(([key, command]) => this.#tool(words[key], command));
        this.second = make('div', { id: 'editor-more', class: 'tools', hidden: true }, ...second);
        this.table = make('div', { class: 'tools', role: 'group', 'aria-label': words.tableTools, hidden: true }, ...table);
        this.dom = make('div', { class: 'toolbar', role: 'toolbar', 'aria-label': words.toolbar }, make('div', { class: 'tools' }, ...first), this.second, this.table);
        this.dom.addEventListener('keydown', event => this.#pressed(event));
        this.dom.addEventListener('focusin', event => this.#rove(event.target));
        this.#rove(this.kind);
    }

    #tool(text, command, { active, bar, ...attributes } = {}) {
        const tool = button(text, () => {
            command.length > 1 ? command(this.view.state, this.view.dispatch, this.view) : command(this.view);
            bar || this.#touched || this.view.focus();
        }, { class: 'tool', ...attributes, ...(active && { 'aria-pressed': 'false' }) });
        // The words stay chosen while a tool is used with the mouse.
        tool.addEventListener('mousedown', event => event.preventDefault());
        this.#buttons.push({ tool, active, shown: null });
        return tool;
    }

    get #touched() {
        return document.activeElement?.closest('.toolbar, .bar') && document.activeElement.matches(':focus-visible') && document.activeElement.closest('.bar');
    }

    #changeKind() {
        if (this.kind.value)
            commands.toKind(this.kind.value)(this.view.state, this.view.dispatch, this.view);
        this.view.focus();
    }

    #toggleMore() {
        this.second.hidden = !this.second.hidden;
        this.more.setAttribute('aria-expanded', String(!this.second.hidden));
        this.more.textContent = this.second.hidden ? this.words.more : this.words.fewer;
    }

    #pressed(event) {
        const all = [...this.dom.querySelectorAll('.tool')].filter(tool => tool.offsetParent);
        const rtl = getComputedStyle(this.dom).direction === 'rtl';
        const step = { ArrowRight: rtl ? -1 : 1, ArrowLeft: rtl ? 1 : -1 }[event.key];
        const at = all.indexOf(event.target);
        const next = step ? all[(at + step + all.length) % all.length] : { Home: all[0], End: all.at(-1) }[event.key];
        if (event.key === 'Escape')
            this.view.focus();
        if (!next || at < 0)
            return;
        event.preventDefault();
        next.focus();
    }

    #rove(to) {
        if (to.matches('.tool'))
            this.dom.querySelectorAll('.tool').forEach(tool => tool.tabIndex = tool === to ? 0 : -1);
    }

    /** What is on and off where somebody writes; once a frame at most. */
    update(view) {
        this.view = view;
        if (this.#due)
            return;
        this.#due = true;
        requestAnimationFrame(() => {
            this.#due = false;
            this.#show(view.state);
        });
    }

    #show(state) {
        const kind = commands.kindOf(state) ?? '';
        if (this.kind.value !== kind)
            this.kind.value = kind;
        for (const one of this.#buttons) {
            const on = one.active && String(one.active(state));
            if (on !== undefined && on !== one.shown)
                one.tool.setAttribute('aria-pressed', one.shown = on);
        }
        const inTable = isInTable(state);
        if (this.table.hidden === inTable)
            this.table.hidden = !inTable;
    }
}
