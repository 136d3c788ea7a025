// Compiles src/ and scripts/ to dist/ with esbuild (types are checked by `npm run types`) and prepares the template
// of the embedded store. `--if-stale` does nothing when dist/ is newer than every source.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
process.chdir(root);
const stamp = 'dist/built';

function newest(path) {
  if (!existsSync(path)) return 0;
  const found = statSync(path);
  if (!found.isDirectory()) return found.mtimeMs;
  return Math.max(found.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))));
}

const sources = ['src', 'scripts', 'migrations', 'package-lock.json', 'tsconfig.json'];
if (process.argv.includes('--if-stale') && existsSync(stamp)) {
  const built = statSync(stamp).mtimeMs;
  if (sources.every((path) => newest(path) < built)) process.exit(0);
}

function files(folder, keep) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? files(path, keep) : keep(path) ? [path] : [];
  });
}

rmSync('dist', { recursive: true, force: true });
mkdirSync('dist', { recursive: true });
await build({
  entryPoints: files('src', (path) => /\.tsx?$/.test(path) && !path.endsWith('.d.ts')),
  outdir: 'dist/src',
  outbase: 'src',
  format: 'esm',
  platform: 'node',
  target: 'node20',
  jsx: 'automatic',
  jsxImportSource: 'preact',
  sourcemap: 'linked',
  logLevel: 'warning',
});
for (const path of files('src', (name) => !/\.tsx?$/.test(name))) {
  const target = join('dist', path);
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, readFileSync(path));
}
const { writeTemplate } = await import(pathToFileURL(join(root, 'dist/src/store/template.js')).href);
await writeTemplate('dist');
writeFileSync(stamp, '');
