import type { Locator, Page } from 'playwright-core';
import { CHOICES } from '../../desk/src/pages/powers/choices.ts';
import { ELEMENTS, type FieldSpec } from '../../desk/src/pages/powers/element-fields.ts';

type Path = readonly (string | number)[];

/** Types a content into the form as a clerk does, element by element; answers with how many fields were filled in. */
export async function fillPower(page: Page, content: Readonly<Record<string, unknown>>): Promise<number> {
  let filled = 0;
  for (const [name, value] of Object.entries(content)) {
    const spec = ELEMENTS.get(name);
    if (!spec) throw new Error(`the form has no ${name}`);
    filled += await fill(page.locator(`#el-${name}`), spec, [name], value);
  }
  return filled;
}

const at = (scope: Locator, path: Path): Locator => scope.locator(`[id="${path.join('_')}"]`);

async function fill(scope: Locator, spec: FieldSpec, path: Path, value: unknown): Promise<number> {
  switch (spec.kind) {
    case 'check':
      await at(scope, path).setChecked(value === true);
      return 1;
    case 'file':
      throw new Error('a file is chosen, not typed');
    case 'lines':
      await at(scope, path).fill(asList(value).join('\n'));
      return 1;
    case 'choice':
      await choose(scope, path, labelOf(spec.choices, value));
      return 1;
    case 'choices':
      for (const one of asList(value)) await choose(scope, path, labelOf(spec.choices, one));
      await scope.page().keyboard.press('Escape');
      return 1;
    case 'pick':
      await choose(scope, path, String(value));
      return 1;
    case 'picks':
      for (const one of asList(value)) await choose(scope, path, String(one));
      await scope.page().keyboard.press('Escape');
      return 1;
    case 'limit': {
      const place = spec.name === '' ? path.slice(0, -1) : path;
      const { n, unit } = asParts(value);
      await at(scope, [...place, 'n']).fill(String(n));
      await choose(scope, [...place, 'unit'], labelOf('unit', unit));
      return 2;
    }
    case 'group':
      return fillParts(scope, spec.fields, path, asParts(value));
    case 'list': {
      let filled = 0;
      for (const [i, row] of asList(value).entries()) {
        const list = scope.locator(`[data-list="${spec.name}"]`);
        await list.locator('> button').click();
        const line = list.locator('> .power-row').nth(i);
        filled += await fillParts(line, spec.fields, [...path, i], asParts(row));
      }
      return filled;
    }
    default:
      await at(scope, path).fill(String(value));
      return 1;
  }
}

async function fillParts(
  scope: Locator,
  fields: readonly FieldSpec[],
  path: Path,
  parts: Readonly<Record<string, unknown>>,
): Promise<number> {
  let filled = 0;
  for (const field of fields) {
    const value = field.name === '' ? parts : parts[field.name];
    if (value !== undefined && value !== null)
      filled += await fill(scope, field, [...path, field.name], value);
  }
  return filled;
}

/** Tries of a choice: on a busy machine the list may still be filtering when it is clicked, and the click goes nowhere. */
const TRIES = 4;

/** Chooses by typing, as the keyboard does, and sees that the choice stands in the field. */
async function choose(scope: Locator, path: Path, label: string): Promise<void> {
  const chosen = scope
    .locator(`.ant-select:has([id="${path.join('_')}"])`)
    .getByText(label, { exact: true })
    .first();
  for (let left = TRIES; left > 0; left--) {
    await at(scope, path).fill(label);
    await scope
      .page()
      .locator(`.ant-select-dropdown:has([id="${path.join('_')}_list"])`)
      .getByTitle(label, { exact: true })
      .click();
    const stands = await chosen.waitFor({ timeout: left > 1 ? 3_000 : 20_000 }).then(
      () => true,
      () => false,
    );
    if (stands) return;
  }
  throw new Error(`${label} was not chosen in ${path.join('.')}`);
}

function labelOf(choices: keyof typeof CHOICES, value: unknown): string {
  const found = CHOICES[choices].find((one) => one.value === value);
  if (!found) throw new Error(`no choice ${String(value)}`);
  return found.label.zh;
}

const asList = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const asParts = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? { ...value } : {};
