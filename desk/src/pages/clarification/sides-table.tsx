import type { ReactNode } from 'react';
import { SideView } from '#modules/clarification/contract';
import { messages } from '#platform/i18n';
import { useLanguage } from '../../lib/language.tsx';

const m = messages({
  element: { zh: '要素', en: 'Element' },
  name: { zh: '名称', en: 'Name' },
  code: { zh: '编码', en: 'Code' },
  agency: { zh: '机关', en: 'Body' },
  office: { zh: '处室', en: 'Office' },
  bases: { zh: '设定依据', en: 'Bases' },
  conditions: { zh: '条件', en: 'Conditions' },
  materials: { zh: '材料', en: 'Materials' },
  duties: { zh: '责任', en: 'Duties' },
  history: { zh: '历史沿革', en: 'History' },
  none: { zh: '（没有）', en: '(none)' },
  table: { zh: '涉及的事项并排对照', en: 'The powers side by side' },
});

type Line = { readonly title: keyof typeof m; of(side: SideView): readonly string[] };
const LINES: readonly Line[] = [
  { title: 'code', of: ({ code }) => (code === null ? [] : [code]) },
  { title: 'agency', of: ({ agency }) => [agency] },
  { title: 'office', of: ({ office }) => (office === '' ? [] : [office]) },
  {
    title: 'bases',
    of: ({ bases }) =>
      bases.map(({ law, article, level }) => `《${law}》${article}${level === '' ? '' : `（${level}）`}`),
  },
  { title: 'conditions', of: ({ conditions }) => conditions },
  { title: 'materials', of: ({ materials }) => materials },
  { title: 'duties', of: ({ duties }) => duties },
  { title: 'history', of: ({ history }) => history.map(({ on, what }) => `${on ?? ''} ${what}`.trim()) },
];

/** One or two items as they are in force; what both have in common is marked. */
export function SidesTable({ sides }: { readonly sides: readonly SideView[] }): ReactNode {
  const { say } = useLanguage();
  return (
    <div className="clarify-sides">
      <table aria-label={say(m.table)}>
        <thead>
          <tr>
            <th scope="col">{say(m.element)}</th>
            {sides.map((side) => (
              <th scope="col" key={side.powerId}>
                {side.name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {LINES.map(({ title, of }) => {
            const values = sides.map(of);
            return (
              <tr key={title}>
                <th scope="row">{say(m[title])}</th>
                {values.map((texts, i) => (
                  <td key={sides[i]?.powerId} data-label={sides.length > 1 ? sides[i]?.name : undefined}>
                    <Texts texts={texts} shared={values.length > 1 ? (values[1 - i] ?? []) : []} />
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

function Texts({
  texts,
  shared,
}: {
  readonly texts: readonly string[];
  readonly shared: readonly string[];
}): ReactNode {
  const { say } = useLanguage();
  if (texts.length === 0) return <span className="quiet">{say(m.none)}</span>;
  return (
    <ul>
      {[...new Set(texts)].map((text) => (
        <li key={text}>{shared.includes(text) ? <mark>{text}</mark> : text}</li>
      ))}
    </ul>
  );
}
