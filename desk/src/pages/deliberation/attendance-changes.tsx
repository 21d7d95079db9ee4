import type { ReactNode } from 'react';
import { messages } from '#platform/i18n';
import { formatAt } from '../../lib/format.ts';
import { useLanguage } from '../../lib/language.tsx';

const m = messages({
  arrived: { zh: '{at} 迟到到会：{name}', en: '{at} {name} arrived late' },
  left: { zh: '{at} 早退：{name}', en: '{at} {name} left early' },
  present: { zh: '{at} 更正：{name}从开会起到会', en: '{at} corrected: {name} was there from the opening' },
  leave: { zh: '{at} 更正：{name}没有到会，请假', en: '{at} corrected: {name} was on leave' },
  away: { zh: '{at} 更正：{name}没有到会，缺席', en: '{at} corrected: {name} was absent' },
  by: { zh: '记录：{by}', en: 'entered by {by}' },
});

type Change = {
  readonly name: string;
  readonly kind: 'arrived' | 'left' | 'corrected';
  readonly present: boolean;
  readonly leave: boolean;
  readonly reason: string;
  readonly at: string;
  readonly by?: string | null;
};

/** Who arrived late or left early, when and why, and what was corrected, in order. */
export function AttendanceChanges({
  title,
  changes,
}: {
  readonly title: string;
  readonly changes: readonly Change[];
}): ReactNode {
  const { say } = useLanguage();
  return (
    <>
      <p className="quiet">{title}</p>
      <ul>
        {changes.map(({ name, kind, present, leave, reason, at, by }, n) => (
          <li key={n}>
            {say(kind === 'corrected' ? (present ? m.present : leave ? m.leave : m.away) : m[kind], {
              name,
              at: formatAt(at),
            })}
            {reason !== '' && <> · {reason}</>}
            {typeof by === 'string' && <span className="quiet"> · {say(m.by, { by })}</span>}
          </li>
        ))}
      </ul>
    </>
  );
}
