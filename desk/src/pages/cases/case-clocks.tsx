import { Progress } from 'antd';
import type { ReactNode } from 'react';
import type { ClockView } from '#modules/cases/contract';
import { formatDay, LegalDay } from '#kernel';
import { formatPeriod, messages } from '#platform/i18n';
import { useLanguage } from '../../lib/language.tsx';
import { Said } from '../../lib/said.tsx';

const m = messages({
  statutory: { zh: '法定时限', en: 'By law' },
  committed: { zh: '承诺时限', en: 'Committed' },
  step: { zh: '本环节', en: 'This step' },
  timer: { zh: '逾期后果', en: 'Timer' },
  left: { zh: '还有 {period}', en: '{period} left' },
  late: { zh: '已超 {period}', en: '{period} late' },
  paused: { zh: '暂停计时', en: 'stopped' },
  stopped: { zh: '已停', en: 'ended' },
  ended: { zh: '已停的 {n} 个期限', en: '{n} clocks that ended' },
  until: { zh: '{day}截止（含当日）', en: 'until {day}, inclusive' },
  provisional: {
    zh: '暂定：该年放假安排尚未公布',
    en: 'provisional: holidays of that year are not announced',
  },
  how: { zh: '怎么算的', en: 'How it is computed' },
});

type Props = { readonly clocks: readonly ClockView[]; readonly nameOf: (node: string) => string | undefined };

const ORDER: Readonly<Record<ClockView['kind'], number>> = { committed: 0, statutory: 1, step: 2, timer: 3 };

/** The clocks of a case, each with its derivation: those of the whole case first, what has ended folded away. */
export function CaseClocks({ clocks, nameOf }: Props): ReactNode {
  const { say } = useLanguage();
  const sorted = clocks.toSorted((a, b) => ORDER[a.kind] - ORDER[b.kind]);
  const ended = sorted.filter((clock) => clock.state === 'stopped');
  const show = (clock: ClockView, at: number): ReactNode => (
    <OneClock key={`${clock.kind}${clock.node ?? ''}${at}`} clock={clock} nameOf={nameOf} />
  );
  return (
    <>
      {sorted.filter((clock) => clock.state !== 'stopped').map(show)}
      {ended.length > 0 && (
        <details>
          <summary>{say(m.ended, { n: ended.length })}</summary>
          {ended.map(show)}
        </details>
      )}
    </>
  );
}

function OneClock({
  clock,
  nameOf,
}: {
  readonly clock: ClockView;
  readonly nameOf: Props['nameOf'];
}): ReactNode {
  const { say, lang } = useLanguage();
  const name = (clock.node === null ? undefined : nameOf(clock.node)) ?? say(m[clock.kind]);
  const { n, unit, law, article } = clock.period;
  const total = Math.max(1, clock.used + clock.remaining);
  const words =
    clock.state === 'late'
      ? say(m.late, { period: formatPeriod(lang, clock.lateBy, unit) })
      : clock.state === 'running'
        ? say(m.left, { period: formatPeriod(lang, clock.remaining, unit) })
        : say(clock.state === 'paused' ? m.paused : m.stopped);
  return (
    <div className="desk-clock">
      <div>
        <b>
          <Said>{name}</Said>
        </b>{' '}
        {formatPeriod(lang, n, unit)} · {words}
      </div>
      <Progress
        percent={Math.round((100 * clock.used) / total)}
        showInfo={false}
        size="small"
        status={clock.state === 'late' ? 'exception' : 'normal'}
        aria-label={`${name} ${words}`}
      />
      {clock.lastDay !== null && (
        <div className="quiet">{say(m.until, { day: formatDay(LegalDay.parse(clock.lastDay), lang) })}</div>
      )}
      {clock.provisional && <div className="quiet">{say(m.provisional)}</div>}
      <details>
        <summary>{say(m.how)}</summary>
        <ul className="desk-derivation">
          {law !== '' && (
            <li>
              <Said>{`《${law}》${article}`}</Said>
            </li>
          )}
          {clock.derivation.map((line) => (
            <li key={`${line.day ?? ''}${line.kind}${line.text.zh}`}>
              {line.day}
              {line.to !== null && line.to !== line.day && ` – ${line.to}`} {line.text[lang]} {line.count}
            </li>
          ))}
        </ul>
      </details>
    </div>
  );
}
