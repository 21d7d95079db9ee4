import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { parseSync } from 'vite';

/**
 * Checks the shape of the system from the parsed imports: a module is used only through its index, along the table in
 * docs/architecture.md; domain code imports only the kernel, its own module and pure libraries; no file of `domain/`
 * reads the clock, randomness or the environment.
 */
const ROOT = resolve(import.meta.dirname, '..');
const PURE_LIBRARIES = new Set(['zod', 'bpmn-moddle', 'feelin', '@chengming/ledger-verify']);
const IMPURE = /\b(Date\.now|Math\.random|process\.env|randomUUID|new Date\(\))/;

const allowed = await readTable();
const problems: string[] = [];
for (const file of await sources('src')) {
  const text = await readFile(join(ROOT, file), 'utf8');
  const place = locate(file);
  for (const target of importsOf(file, text)) check(file, place, target);
  if (place.layer === 'domain' && !file.includes('.test.')) {
    const code = text.replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
    const found = IMPURE.exec(code);
    if (found) problems.push(`${file}: domain code uses ${found[0]}`);
  }
}
if (problems.length > 0) {
  console.error(problems.join('\n'));
  process.exit(1);
}

type Place = { readonly module?: string; readonly layer?: string };

function locate(file: string): Place {
  const [, kind, name, layer] = file.split('/');
  if (kind === 'modules' && name !== undefined) return { module: name, ...(layer ? { layer } : {}) };
  return kind === undefined ? {} : { layer: kind };
}

function check(file: string, place: Place, target: string): void {
  if (target.startsWith('#modules/')) {
    const wanted = target.slice('#modules/'.length);
    if (/^[a-z-]+\/contract$/.test(wanted)) return;
    if (wanted.includes('/')) problems.push(`${file}: reaches inside module ${wanted}`);
    else if (place.layer === 'kernel' || (file.startsWith('src/platform/') && !file.includes('.test.')))
      problems.push(`${file}: the platform knows no modules (${wanted})`);
    else if (place.module === wanted) problems.push(`${file}: imports its own module by name`);
    else if (
      place.module !== undefined &&
      !(allowed.get(place.module)?.has(wanted) ?? false) &&
      !file.includes('.test.')
    ) {
      problems.push(`${file}: ${place.module} → ${wanted} is not in the table of docs/architecture.md`);
    }
  }
  if (target.startsWith('.')) {
    const there = relative(ROOT, resolve(ROOT, dirname(file), target));
    const other = locate(there);
    if (place.module !== undefined && other.module !== place.module && !file.includes('.test.'))
      problems.push(`${file}: ${target} leaves the module`);
    if (place.module === undefined && other.module !== undefined && !file.includes('.test.'))
      problems.push(`${file}: ${target} reaches inside a module`);
  }
  if (place.layer === 'domain' && place.module !== undefined && !file.includes('.test.')) {
    const library = !target.startsWith('.') && !target.startsWith('#');
    if (
      (library && !PURE_LIBRARIES.has(target)) ||
      target.startsWith('#platform') ||
      target.startsWith('#modules')
    ) {
      problems.push(`${file}: domain code imports ${target}`);
    }
  }
  if (
    place.layer === 'kernel' &&
    !target.startsWith('.') &&
    target !== 'zod' &&
    target !== '@chengming/ledger-verify' &&
    !file.includes('.test.')
  ) {
    problems.push(`${file}: the kernel imports ${target}`);
  }
}

function importsOf(file: string, text: string): string[] {
  const { module } = parseSync(file, text);
  return [
    ...module.staticImports.map((i) => i.moduleRequest.value),
    ...module.staticExports.flatMap((e) =>
      e.entries.flatMap((x) => (x.moduleRequest ? [x.moduleRequest.value] : [])),
    ),
  ];
}

async function sources(folder: string): Promise<string[]> {
  const entries = await readdir(join(ROOT, folder), { recursive: true, withFileTypes: true });
  return entries
    .filter((e) => e.isFile() && /\.tsx?$/.test(e.name))
    .map((e) => relative(ROOT, join(e.parentPath, e.name)));
}

/** Rows `| module | may use |` of the table under “Modules” in docs/architecture.md. */
async function readTable(): Promise<Map<string, Set<string>>> {
  const text = await readFile(join(ROOT, 'docs', 'architecture.md'), 'utf8');
  const table = new Map<string, Set<string>>();
  for (const [, module, uses] of text.matchAll(/^\| `([a-z-]+)` \| ([^|]*) \|/gm)) {
    if (module === undefined || uses === undefined) continue;
    table.set(module, new Set([...uses.matchAll(/`([a-z-]+)`/g)].flatMap((m) => (m[1] ? [m[1]] : []))));
  }
  if (table.size === 0) throw new Error('docs/architecture.md has no table of modules');
  return table;
}
