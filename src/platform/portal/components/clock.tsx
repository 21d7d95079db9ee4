import { formatDay, type LegalDay } from '#kernel';
import { formatLastDay, formatPeriod, messages, type DayUnit, type Message } from '#platform/i18n';
import { useLang, useT } from '../scope.tsx';
import { Mark } from './status-word.tsx';

const words = messages({
  left: { zh: '还有 {period}', en: '{period} left' },
  today: { zh: '今日到期', en: 'due today' },
  late: { zh: '已超期 {period}', en: '{period} late' },
  paused: { zh: '计时暂停 · 还剩 {period}', en: 'paused · {period} left' },
  standing: {
    zh: '计时暂停，恢复后公布新的期限',
    en: 'The clock stands; the new limit is published when it runs again',
  },
  'not-started': { zh: '尚未起算', en: 'not started' },
  done: { zh: '已按期办结', en: 'finished in time' },
  'done-late': { zh: '已办结 · 超期 {period}', en: 'finished {period} late' },
  until: { zh: '{day}截止', en: 'until {day}' },
  committed: { zh: '承诺时限', en: 'committed' },
  statutory: { zh: '法定时限', en: 'statutory' },
  step: { zh: '本环节', en: 'this step' },
  barText: {
    zh: '{name}{limit}：已用 {used}，暂停 {paused}，还剩 {left}',
    en: '{name} {limit}: {used} used, {paused} paused, {left} left',
  },
  barLate: { zh: '{name}{limit}：超期 {over}', en: '{name} {limit}: {over} over' },
  how: { zh: '怎么算的', en: 'How this was computed' },
  provisional: {
    zh: '暂定：其中涉及的年份，放假安排尚未公布。公布后重新计算，前后都留记录。',
    en: 'Provisional: the holidays of a year it touches are not announced. It will be recomputed, on record.',
  },
  legend: {
    zh: '实格已用 · 斜纹暂停不计 · 空格剩余',
    en: 'filled: used · hatched: paused, not counted · open: left',
  },
  day: { zh: '日期', en: 'Day' },
  what: { zh: '如何计算', en: 'What counts' },
  count: { zh: '第几日', en: 'Count' },
});

export type ClockSegment = { readonly kind: 'used' | 'paused' | 'left' | 'over'; readonly days: number };

export type ClockBarProps = {
  readonly kind: 'committed' | 'statutory' | 'step';
  readonly limit: number;
  readonly unit: DayUnit;
  /** In order of time; their days drawn to one scale over all bars. */
  readonly segments: readonly ClockSegment[];
  readonly due?: LegalDay;
  /** 行政许可法第四十二条 */
  readonly basis?: string;
};

/** One line of a derivation: a day, or a stretch of days that count alike. */
export type DerivationLine = {
  readonly day?: LegalDay;
  readonly to?: LegalDay;
  readonly kind: 'start' | 'counted' | 'excluded' | 'paused' | 'due' | 'note';
  readonly text: Message;
  /** Which day of the period it is, e.g. 3 or 3–7. */
  readonly count?: string;
};

export type ClockProps = {
  /** `standing`: paused, and what is left is not public. */
  readonly state: 'running' | 'paused' | 'standing' | 'late' | 'not-started' | 'done' | 'done-late';
  /** Days left; when late, days over. */
  readonly days: number;
  readonly unit: DayUnit;
  /** Last day of the period that is nearest: the committed one while it runs. */
  readonly due?: LegalDay;
  readonly bars: readonly ClockBarProps[];
  readonly provisional?: boolean;
  readonly derivation: readonly DerivationLine[];
  /** What must have happened by then, where it is not the decision. */
  readonly what?: Message;
};

/** A time limit that explains itself (X1): what is left, until when, both limits as bars, and the derivation day by day. */
export function Clock(props: ClockProps) {
  const t = useT();
  const lang = useLang();
  const late = props.state === 'late' || props.state === 'done-late';
  const tone = late ? 'late' : props.state === 'running' && props.days <= 1 ? 'soon' : 'plain';
  const longest = Math.max(1, ...props.bars.map((bar) => total(bar.segments)));
  return (
    <section className={`clock tone-${tone}`}>
      {props.what !== undefined && <p className="clock-what quiet">{t(props.what)}</p>}
      <p className="clock-line">
        {tone !== 'plain' && <Mark shape={late ? 'triangle' : 'ring'} tone={tone} />}
        <strong>{headline(props, t, lang)}</strong>
        {props.due !== undefined && props.state !== 'done' && (
          <span className="clock-due">{t(words.until, { day: formatLastDay(lang, props.due) })}</span>
        )}
      </p>
      {props.provisional === true && <p className="quiet small">{t(words.provisional)}</p>}
      {props.bars.map((bar) => (
        <Bar key={bar.kind} {...bar} scale={longest} />
      ))}
      {props.bars.length > 0 && <p className="clock-legend quiet small">{t(words.legend)}</p>}
      {props.derivation.length > 0 && (
        <details className="disclosure">
          <summary>{t(words.how)}</summary>
          <div className="disclosure-body">
            <table className="derivation">
              <thead>
                <tr>
                  <th scope="col">{t(words.day)}</th>
                  <th scope="col">{t(words.what)}</th>
                  <th scope="col" className="num">
                    {t(words.count)}
                  </th>
                </tr>
              </thead>
              <tbody>
                {props.derivation.map((line) => (
                  <tr key={`${line.day}${line.kind}${line.text.zh}`} className={`line-${line.kind}`}>
                    <td>{days(line, lang)}</td>
                    <td>{t(line.text)}</td>
                    <td className="num">{line.count}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </details>
      )}
    </section>
  );
}

function headline(
  { state, days: n, unit }: ClockProps,
  t: ReturnType<typeof useT>,
  lang: 'zh' | 'en',
): string {
  if (state === 'running' && n === 0) return t(words.today);
  return t(words[state === 'running' ? 'left' : state], { period: formatPeriod(lang, n, unit) });
}

function days(line: DerivationLine, lang: 'zh' | 'en'): string {
  if (line.day === undefined) return '';
  const first = formatDay(line.day, lang);
  return line.to === undefined || line.to === line.day ? first : `${first} – ${formatDay(line.to, lang)}`;
}

function total(segments: readonly ClockSegment[]): number {
  return segments.reduce((sum, segment) => sum + segment.days, 0);
}

const CELL = 12;

/** A limit as a row of days: one cell a day, so that the two limits can be compared by eye and counted. */
function Bar({ kind, limit, unit, segments, due, basis, scale }: ClockBarProps & { scale: number }) {
  const t = useT();
  const lang = useLang();
  const sum = (wanted: ClockSegment['kind']) => total(segments.filter((segment) => segment.kind === wanted));
  const over = sum('over');
  const params = {
    name: t(words[kind]),
    limit: formatPeriod(lang, limit, unit),
    used: sum('used'),
    paused: sum('paused'),
    left: sum('left'),
    over: formatPeriod(lang, over, unit),
  };
  const cells = segments.flatMap((segment) => Array.from({ length: segment.days }, () => segment.kind));
  const gap = scale > 60 ? 0 : 1.5;
  return (
    <div className="bar">
      <span className="bar-name" aria-hidden="true">
        {params.name} <b>{params.limit}</b>
      </span>
      <span className="unseen">{t(over > 0 ? words.barLate : words.barText, params)}</span>
      <svg
        className="bar-days"
        viewBox={`0 0 ${scale * CELL} 10`}
        preserveAspectRatio="none"
        aria-hidden="true"
        focusable="false"
      >
        {cells.map((cell, at) => (
          // oxlint-disable-next-line react/no-array-index-key -- days are their positions
          <DayCell key={at} cell={cell} x={at * CELL} width={CELL - gap} />
        ))}
      </svg>
      <span className="bar-due quiet">
        {[due === undefined ? undefined : formatDay(due, lang), basis].filter(Boolean).join(' · ')}
      </span>
    </div>
  );
}

function DayCell({ cell, x, width }: { cell: ClockSegment['kind']; x: number; width: number }) {
  if (cell !== 'paused') return <rect className={`day-${cell}`} x={x} y="0.5" width={width} height="9" />;
  const line = (from: number) => `M${x + from} 9.5l${width / 3} -9`;
  return (
    <g>
      <rect className="day-paused" x={x} y="0.5" width={width} height="9" />
      <path className="day-hatch" d={[0, width / 3, (2 * width) / 3].map(line).join('')} />
    </g>
  );
}
