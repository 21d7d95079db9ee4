import { Link } from '@tanstack/react-router';
import { Card } from 'antd';
import type { ReactNode } from 'react';
import type { VersionDetail } from '#modules/powers/contract';
import { formatPeriod, messages, type DayUnit } from '#platform/i18n';
import { useLanguage } from '../../lib/language.tsx';
import './powers.css';

const m = messages({
  title: { zh: '简化计数', en: 'Simplification' },
  caption: { zh: '本版的计数，与上一版和法定比较', en: 'Counts beside the version before and the law' },
  measure: { zh: '项目', en: 'Measure' },
  now: { zh: '本版', en: 'Now' },
  before: { zh: '上一版', en: 'Before' },
  legal: { zh: '法定', en: 'By law' },
  unverified: { zh: '未核对', en: 'not checked' },
  less: { zh: '减 {n}', en: '{n} less' },
  more: { zh: '增 {n}', en: '{n} more' },
  years: { zh: '历年合计', en: 'Totals by year' },
  further: { zh: '与别处和实际办理比较', en: 'Beside other bodies and real handling' },
});
export const MEASURE_WORDS = messages({
  steps: { zh: '环节', en: 'Steps' },
  materials: { zh: '材料', en: 'Papers' },
  days: { zh: '时限', en: 'Time' },
  visits: { zh: '跑动', en: 'Visits' },
  fees: { zh: '收费', en: 'Charges' },
});

type Count = VersionDetail['counts'][number];

/** What the version asks, beside the version before and the law (C8). */
export function CountsCard({
  counts,
  versionId,
  unverified = false,
}: {
  readonly counts: readonly Count[];
  /** The statutory limit was not checked against the text, and is not compared with. */
  readonly unverified?: boolean;
  /** Leads on to the comparison with elsewhere and with real handling. */
  readonly versionId?: string;
}): ReactNode {
  const { say, lang } = useLanguage();
  const value = (n: number | undefined, unit: DayUnit | undefined): string =>
    n === undefined ? '—' : unit === undefined ? String(n) : formatPeriod(lang, n, unit);
  return (
    <Card
      size="small"
      title={say(m.title)}
      extra={<a href={lang === 'en' ? '/en/simplification' : '/simplification'}>{say(m.years)}</a>}
    >
      <table className="power-counts" aria-label={say(m.caption)}>
        <thead>
          <tr>
            <th scope="col">{say(m.measure)}</th>
            <th scope="col">{say(m.now)}</th>
            <th scope="col">{say(m.before)}</th>
            <th scope="col">{say(m.legal)}</th>
          </tr>
        </thead>
        <tbody>
          {counts.map(({ measure, now, before, change = 0, legal, units }) => (
            <tr key={measure}>
              <th scope="row">{say(MEASURE_WORDS[measure])}</th>
              <td>
                {value(now, units?.now)}
                {change !== 0 && (
                  <div className="quiet">{say(change < 0 ? m.less : m.more, { n: Math.abs(change) })}</div>
                )}
              </td>
              <td>{value(before, units?.before)}</td>
              <td>
                {measure === 'days' && unverified ? (
                  say(m.unverified)
                ) : (
                  <>
                    {isBound(legal) && (measure === 'days' ? '≤ ' : '≥ ')}
                    {value(isBound(legal) ? legal : undefined, units?.legal)}
                  </>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {versionId !== undefined && (
        <Link to="/powers/$versionId/simplification" params={{ versionId }}>
          {say(m.further)}
        </Link>
      )}
    </Card>
  );
}

/** At least nothing is asked is no bound. */
const isBound = (legal: number | undefined): boolean => legal !== undefined && legal > 0;
