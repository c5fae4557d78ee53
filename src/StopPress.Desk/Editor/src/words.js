/** Every string that the editor shows, in English; the page's settings replace them. */
export const english = {
    headline: 'Headline', kicker: 'Kicker', standfirst: 'Standfirst', dateline: 'Dateline', body: 'Text of the story',
    search_headline: 'Headline for search engines', social_headline: 'Headline for sharing', url_slug: 'End of the address',
    letters: '{n} letters; about {most} are shown', lettersMany: '{n} letters; only about {most} are shown, the rest is cut',
    resultPreview: 'As a search engine shows it', cardPreview: 'As a link to it looks',
    slugHelp: 'Made of the headline while nothing stands here. Once the story was out, the address that it had leads to the new one.',
    write: 'Write, or type / for more', toolbar: 'Text tools', more: 'More', fewer: 'Fewer',
    kept: 'Kept', keeping: 'Keeping …', here: 'Kept here, not yet on the server', offline: 'Offline: kept here',
    notOpen: 'The newspaper does not answer. It is tried again.',
    signedOut: 'Signed out: kept here. Sign in in another tab, and this page goes on by itself.', signIn: 'Sign in',
    refused: 'Not kept: {reason}', noStore: 'Not kept yet: this browser keeps nothing, and the server has not answered.',
    wordsOne: '{n} word', words: '{n} words', minutes: '{n} min read',
    paragraph: 'Text', heading2: 'Heading', heading3: 'Smaller heading', heading4: 'Smallest heading', bulletList: 'List', orderedList: 'Numbered list',
    quote: 'Quotation', pullQuote: 'Pull quote', factBox: 'Fact box', code: 'Code', rule: 'Line', picture: 'Picture', gallery: 'Gallery', table: 'Table',
    embed: 'Video, sound or post', related: 'Related story',
    bold: 'Bold', italic: 'Italic', strike: 'Struck out', inlineCode: 'Code in text', subscript: 'Subscript', superscript: 'Superscript', note: 'Note to the desk',
    link: 'Link', language: 'Language', find: 'Find', undo: 'Undo', redo: 'Redo', blockKind: 'Kind of paragraph', other: 'Other',
    slash: 'What to put here', nothingFound: 'Nothing of that name',
    linkTo: 'Address, or words of a headline', apply: 'Apply', remove: 'Remove', close: 'Close', ownStories: 'Stories of this newspaper',
    badAddress: 'That is no address that can be linked to.', embedAddress: 'Address of a video, sound, post or map',
    unknownProvider: 'Nobody known serves that: put a link there instead.', languageTag: 'Language of the passage, such as th or zh-Hant',
    badLanguage: 'That is no language: write a tag such as th or zh-Hant.', direction: 'Direction', asLanguage: 'As the language is',
    leftToRight: 'Left to right', rightToLeft: 'Right to left', storyWords: 'Words of its headline',
    findWhat: 'Find', replaceWith: 'Replace with', next: 'Next', previous: 'Previous', replace: 'Replace', replaceAll: 'Replace all',
    matches: '{n} of {all}', matchCase: 'Match case',
    rowAbove: 'Row above', rowBelow: 'Row below', columnBefore: 'Column before', columnAfter: 'Column after', deleteRow: 'Delete row',
    deleteColumn: 'Delete column', headingRow: 'Heading row', mergeCells: 'Merge cells', splitCell: 'Split cell', deleteTable: 'Delete table',
    tableTools: 'Table tools', caption: 'Caption', credit: 'Credit', alt: 'What the picture shows, for those who do not see it', altShort: 'Alt text',
    tableCaption: 'What the table shows', attribution: 'Who said it', pullQuoteText: 'The words to pull out', factBoxTitle: 'Title of the fact box',
    embedTitle: 'Title', addPictures: 'Add pictures', choosePicture: 'Choose a picture', pictureDesk: 'From the picture desk',
    searchPictures: 'Caption, credit, file name, keyword or place', morePictures: 'More pictures', noPicture: 'No picture is found.',
    picturesNotThere: 'The picture desk does not answer.', unnamedPicture: 'Picture without a caption', uploading: '{name}: {percent} % sent',
    uploadFailed: '{name} was not taken: {reason}', uploadBroken: 'the connection broke.', retry: 'Try again', pictureMissing: 'The picture cannot be shown.',
    conflictTitle: 'Two versions', conflictNote: 'Two people changed this at the same time. Choose before the story can be published.',
    firstVersion: 'One', secondVersion: 'The other', keepThis: 'Keep this', keepOther: 'Keep the other', keepBoth: 'Keep both', deletedHere: 'Deleted here',
    remark: 'Comment', remarkOn: 'Comment on “{quote}”', remarkHere: 'Comment on the text', remarkSays: 'What you have to say; @ names a colleague',
    send: 'Send', cancel: 'Cancel', answer: 'Answer', resolve: 'Resolve',
    reopen: 'Open again', resolved: 'Resolved ({n})', resolvedBy: 'Resolved by {name}', noRemarks: 'Nobody has said anything.',
    quoteChanged: 'The words have changed:', quoteGone: 'No longer in the text:', remarkMade: 'Sent.', colleagues: 'Colleagues',
    remarksBroken: 'Comments cannot be reached just now. What you wrote is still here.',
    alsoHere: 'Who else has the story open', otherTab: 'You, in another tab', came: '{name} has the story open, too.', went: '{name} is gone.',
    fieldConflict: '{field}: two versions', noMatch: 'No headline has these words.', notThere: 'The list of stories does not answer.',
};

/** @typedef {typeof english} Words */

/** @param {string} text @param {Record<string, string | number>} values */
export function fill(text, values) {
    return text.replace(/\{(\w+)\}/g, (whole, name) => name in values ? String(values[name]) : whole);
}
