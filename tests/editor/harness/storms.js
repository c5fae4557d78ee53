// Storms against the newspaper's own merge, which answers line by line on the other end of the pipe: node harness/storms.js FIRST COUNT
import { readSync, writeSync } from 'node:fs';
import { refusal, storm } from './storm.js';

const [first, count] = process.argv.slice(2).map(Number);
let rest = '';

/** Asks, and waits for the answer, so that the storm's own clock stands still meanwhile. */
function ask(question) {
    let line = JSON.stringify(question) + '\n';
    for (let bytes = Buffer.from(line); bytes.length;)
        bytes = bytes.subarray(writeSync(1, bytes));
    const parts = [rest];
    const buffer = Buffer.alloc(1 << 16);
    while (!parts.at(-1).includes('\n')) {
        const length = readSync(0, buffer);
        if (!length)
            throw new Error('nobody answers');
        parts.push(buffer.toString('latin1', 0, length));
    }
    line = parts.join('');
    rest = line.slice(line.indexOf('\n') + 1);
    const answer = JSON.parse(Buffer.from(line.slice(0, line.indexOf('\n')), 'latin1').toString());
    if (answer.refusal)
        throw Object.assign(refusal(400, answer.refusal.message, answer.refusal.code));
    return answer;
}

class Newspaper {
    constructor(body) { ask({ begin: { type: 'doc', content: body } }); }
    load(tab) { return ask({ look: tab ?? '' }); }
    look(tab, seen) { const draft = this.load(tab); return draft.version === seen ? null : draft; }
    keep(request) { return ask({ keep: { ...request, story: '0000000000001', edition: 'en' } }); }
}

for (let seed = first; seed < first + count; seed++) {
    try {
        await storm(seed, body => new Newspaper(body));
    } catch (error) {
        ask({ failed: `seed ${seed}: ${error.message}` });
        process.exit(1);
    }
}
ask({ done: count });
