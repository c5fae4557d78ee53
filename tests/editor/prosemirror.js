/** The editor's own packages, from where the editor has them. */
const from = name => import(new URL(`../../src/StopPress.Desk/Editor/node_modules/${name}/dist/index.js`, import.meta.url));

export const { EditorState, Selection, TextSelection, NodeSelection } = await from('prosemirror-state');
export const { Fragment, Slice } = await from('prosemirror-model');
export const { history, undo, redo } = await from('prosemirror-history');
export const { splitBlock, joinBackward } = await from('prosemirror-commands');
export const { splitListItem } = await from('prosemirror-schema-list');
export const { tableEditing, addRowAfter, addColumnAfter } = await from('prosemirror-tables');
