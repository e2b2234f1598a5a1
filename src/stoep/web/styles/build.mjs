// Gathers styles, fonts and scripts into build/static, and the fonts of the printed page into build/fonts.
// Run by `npm run build`. What comes out is git-ignored; nothing of a package is copied into the repository.
import { build, transform } from 'esbuild';
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { promisify } from 'node:util';

const ROOT = resolve(import.meta.dirname, '../../../..');
const WEB = join(ROOT, 'src/stoep/web');
const STATIC = join(ROOT, 'build/static');
const FONTS = join(ROOT, 'build/fonts');
const PACKAGES = join(ROOT, 'node_modules');
const TARGET = ['chrome111', 'firefox115', 'safari16'];

/** Every `--name: value` of a sheet, without its comments; the last one counts, as in CSS. */
function declared(css) {
  const bare = css.replace(/\/\*[\s\S]*?\*\//g, '');
  return new Map([...bare.matchAll(/(--[\w-]+)\s*:\s*([^;{}]+)[;}]/g)].map(([, name, value]) => [name, value.trim()]));
}

/** The tokens that a piece of CSS reads. */
function read(css) {
  return [...css.matchAll(/var\(\s*(--[\w-]+)/g)].map(([, name]) => name);
}

/** Component tokens that this CSS needs, followed through var(), and the --basis-* tokens on which they rest. */
function needed(css, components) {
  const [found, basis, queue] = [new Map(), new Set(), read(css)];
  while (queue.length) {
    const name = queue.pop();
    if (name.startsWith('--basis-')) basis.add(name);
    else if (components.has(name) && !found.has(name)) {
      found.set(name, components.get(name));
      queue.push(...read(components.get(name)));
    }
  }
  return { found, basis };
}

async function bundled(entry) {
  const result = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    target: TARGET,
    external: ['/static/*', './fonts/*', './images/*'],
    absWorkingDir: ROOT,
    nodePaths: [PACKAGES],
    logLevel: 'warning',
  });
  // A package paints a required field red while nobody has typed yet. Only what was left empty is wrong.
  return result.outputFiles[0].text.replaceAll(/(?<!-):invalid/g, ':user-invalid');
}

async function minified(css) {
  return (await transform(css, { loader: 'css', minify: true, target: TARGET })).code;
}

/** app.css: packages, our own sheet, and only the component tokens that these read. */
async function styles() {
  const sheet = await bundled(join(WEB, 'styles/app.css'));
  const sheetOf = '@nl-design-system-unstable/voorbeeld-design-tokens/dist/theme.css';
  const components = declared(await readFile(join(PACKAGES, sheetOf), 'utf8'));
  const own = declared(sheet);
  const { found, basis } = needed(sheet, new Map([...components].filter(([name]) => !own.has(name))));
  for (const [, value] of own) for (const name of read(value)) if (name.startsWith('--basis-')) basis.add(name);
  const tokens = [...found].map(([name, value]) => `${name}:${value};`).join('');
  await writeFile(join(STATIC, 'app.css'), await minified(`:root{${tokens}}\n${sheet}`));
  const missing = [...basis].filter((name) => !own.has(name)).sort();
  if (missing.length) throw new Error(`themes/stoep.css has no value for:\n  ${missing.join('\n  ')}`);
}

/** Each theme is one file over our own. A name that nothing reads is a typing error, and changes nothing on the page. */
async function themes() {
  const known = declared(await readFile(join(WEB, 'styles/themes/stoep.css'), 'utf8'));
  const sizes = declared(await readFile(join(WEB, 'styles/basis.css'), 'utf8'));
  for (const file of await readdir(join(WEB, 'styles/themes'))) {
    const css = await readFile(join(WEB, 'styles/themes', file), 'utf8');
    const unknown = [...declared(css).keys()].filter((name) => !known.has(name) && !sizes.has(name));
    if (unknown.length) throw new Error(`${file} has names that Stoep does not read:\n  ${unknown.join('\n  ')}`);
    await writeFile(join(STATIC, `theme-${file}`), await minified(css));
  }
}

/** Every file in scripts/ is an entry of its own; a page asks for the ones that it uses. */
async function scripts() {
  const folder = join(WEB, 'scripts');
  const entryPoints = (await readdir(folder)).filter((name) => name.endsWith('.js')).map((name) => join(folder, name));
  await build({
    entryPoints,
    outdir: STATIC,
    bundle: true,
    minify: true,
    format: 'iife',
    target: TARGET,
    nodePaths: [PACKAGES],
    loader: { '.png': 'dataurl', '.svg': 'dataurl' },
    logLevel: 'warning',
  });
}

/** Our own drawings, Leaflet's marker images, and the letters for the screen. */
async function files() {
  await cp(join(WEB, 'images'), join(STATIC, 'images'), { recursive: true });
  await cp(join(PACKAGES, 'leaflet/dist/images'), join(STATIC, 'images/leaflet'), { recursive: true });
  const letters = join(PACKAGES, '@fontsource-variable/source-sans-3/files');
  for (const part of ['latin', 'latin-ext']) {
    const name = `source-sans-3-${part}-wght-normal.woff2`;
    await cp(join(letters, name), join(STATIC, 'fonts', name));
  }
  for (const weight of [400, 600, 700]) {
    const name = `source-sans-3-latin-${weight}-normal.woff2`;
    for (const part of [name, name.replace('latin', 'latin-ext')]) {
      await cp(join(PACKAGES, '@fontsource/source-sans-3/files', part), join(FONTS, 'woff2', basename(part)));
    }
  }
  for (const weight of [400, 700]) {
    const name = `noto-sans-arabic-arabic-${weight}-normal.woff2`;
    const from = join(PACKAGES, '@fontsource/noto-sans-arabic/files', name);
    await Promise.all([cp(from, join(FONTS, 'woff2', name)), cp(from, join(STATIC, 'fonts', name))]);
  }
}

/** The letters of the printed page, which Python unpacks: typst reads no woff2. */
async function paper() {
  const own = join(ROOT, '.venv/bin/python');
  await promisify(execFile)(existsSync(own) ? own : 'python3', [join(WEB, 'styles/fonts.py')]);
}

await rm(STATIC, { recursive: true, force: true });
await mkdir(join(STATIC, 'fonts'), { recursive: true });
await mkdir(join(FONTS, 'woff2'), { recursive: true });
await Promise.all([styles(), themes(), scripts(), files().then(paper)]);
