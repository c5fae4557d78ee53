// Writes a bare ProseMirror over the same document as one script, for ./bench editor: node harness/bare.js FILE
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const editor = new URL('../../../src/StopPress.Desk/Editor/', import.meta.url);
const { build } = createRequire(editor)('esbuild');
const contents = `
import { EditorState } from 'prosemirror-state'; import { EditorView } from 'prosemirror-view'; import { history } from 'prosemirror-history';
import { keymap } from 'prosemirror-keymap'; import { baseKeymap } from 'prosemirror-commands'; import { fromDocument } from './src/document.js';
fetch('/draft').then(answer => answer.json()).then(body => {
    const place = document.getElementById('editor');
    new EditorView(place, { state: EditorState.create({ doc: fromDocument(body), plugins: [history(), keymap(baseKeymap)] }) });
    place.dispatchEvent(new CustomEvent('opened', { bubbles: true }));
});`;
await build({ stdin: { contents, resolveDir: fileURLToPath(editor) }, bundle: true, minify: true, format: 'iife', outfile: process.argv[2] });
