// Writes editor.js, editor.css and LICENCES.txt, beside this file or into the folder that is told; the same sources and versions always
// give the same bytes: node build.js [FOLDER]
import { build } from 'esbuild';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const folder = resolve(process.argv[2] ?? here);
const shared = { absWorkingDir: here, bundle: true, minify: true, charset: 'utf8', legalComments: 'none', target: ['es2022', 'chrome111', 'firefox121', 'safari16.4'] };

const script = await build({ ...shared, entryPoints: ['src/index.js'], outfile: join(folder, 'editor.js'), format: 'iife', metafile: true });
await build({ ...shared, entryPoints: ['src/editor.css'], outfile: join(folder, 'editor.css') });

const packages = [...new Set(Object.keys(script.metafile.inputs).flatMap(path => /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1] ?? []))].sort();
const licences = packages.map(name => {
    const own = join(here, 'node_modules', name);
    const { version, license } = JSON.parse(readFileSync(join(own, 'package.json'), 'utf8'));
    if (license !== 'MIT')
        throw new Error(`${name} ${version} is under ${license}: only MIT may be in the bundle.`);
    const file = readdirSync(own).find(entry => /^licen[cs]e/i.test(entry));
    const text = file ? readFileSync(join(own, file), 'utf8').replaceAll('\r\n', '\n').trim() : 'MIT License';
    return `${name} ${version}\n\n${text}\n`;
});
writeFileSync(join(folder, 'LICENCES.txt'), `The desk's editor contains these packages.\n\n${licences.join('\n----\n\n')}`);
