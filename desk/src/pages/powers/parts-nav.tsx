import type { ReactNode } from 'react';
import { useLanguage } from '../../lib/language.tsx';
import { SECTIONS } from './element-fields.ts';
import { m } from './section-words.ts';

const PARTS = [
  ...SECTIONS.map(({ key, title, fields }) => ({ key, title, names: fields.map(({ name }) => name) })),
  { key: 'flow', title: m.flow, names: ['flow'] },
];

/** The parts of a version's page, each with how much of it publication still needs; `missing` has the element of each blocker. */
export function PartsNav({ missing }: { readonly missing: readonly string[] }): ReactNode {
  const { say } = useLanguage();
  return (
    <nav className="power-parts" aria-label={say(m.sections)}>
      {PARTS.map(({ key, title, names }) => {
        const left = missing.filter((field) => names.includes(field)).length;
        return (
          <a key={key} href={`#part-${key}`}>
            {say(title)}
            {left > 0 && <small>{say(m.todo, { n: left })}</small>}
          </a>
        );
      })}
    </nav>
  );
}
