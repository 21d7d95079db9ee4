import { formatDay, type LegalDay } from '#kernel';
import { messages } from '#platform/i18n';
import { Link, Mixed, Notice, useLang, useT, Zh } from '#platform/portal';
import type { PowerTrial } from '../db/trial-reader.ts';
import { daysOver, standingOf } from '../domain/trial.ts';
import { trialWords } from './trial-words.ts';

const words = messages({
  running: { zh: '试运行，到{until}为止', en: 'On trial until {until}' },
  ahead: { zh: '{from}起试运行，到{until}为止', en: 'On trial from {from} until {until}' },
  late: {
    zh: '试运行到{until}已满，过了 {n} 天还没有决定是否转正',
    en: 'The trial ended on {until}; {n} days later nobody has decided whether it is confirmed',
  },
  why: { zh: '为什么试运行：', en: 'Why it is tried: ' },
  begun: { zh: '{post}{on}公布试运行。', en: 'Put on trial by {post} on {on}.' },
  means: {
    zh: '试运行期间照此办理；期满前要决定转正、改回以前的版本，或者换新版本。已经受理的办件仍按受理时的版本办完。',
    en: 'Meanwhile cases follow it. Before its last day it is confirmed, returned to the version before, or replaced. Cases accepted under it are finished under it.',
  },
  comment: { zh: '有意见请说：', en: 'Tell us what you think: ' },
  agency: { zh: '向{agency}反映', en: 'to {agency}' },
  decided: { zh: '{on}，{post}决定：{outcome}', en: 'Decided on {on} by {post}: {outcome}' },
  reason: { zh: '理由：', en: 'Reason: ' },
  early: { zh: '为什么提前决定：', en: 'Why before its last day: ' },
  successor: { zh: '第 {n} 版，自{from}起施行', en: 'version {n}, in force from {from}' },
});

type Props = {
  readonly trial: PowerTrial;
  readonly day: LegalDay;
  readonly powerHref: string;
  readonly agency: { readonly name: string; readonly slug: string };
  /** Supervision line of the item, where it has a public one. */
  readonly line: string | undefined;
};

/** That a version is on trial, until when, why, and where to comment; and how it ended, once it did (C5). */
export function TrialNotice({ trial, day, powerHref, agency, line }: Props) {
  const t = useT();
  const lang = useLang();
  const format = (of: LegalDay): string => formatDay(of, lang);
  const standing = standingOf(trial, day);
  const { decision } = trial;
  if (decision !== undefined && decision.on <= day)
    return (
      <Notice
        kind={decision.outcome === 'confirmed' ? 'done' : 'info'}
        title={
          <Mixed>
            {t(words.decided, {
              on: format(decision.on),
              post: decision.postName,
              outcome: t(trialWords[decision.outcome]),
            })}
          </Mixed>
        }
      >
        <p>
          {t(words.reason)}
          <Zh>{decision.reason}</Zh>
        </p>
        {decision.earlyReason !== '' && (
          <p>
            {t(words.early)}
            <Zh>{decision.earlyReason}</Zh>
          </p>
        )}
        {decision.successor !== undefined && (
          <p>
            <Link href={`${powerHref}/versions/${decision.successor.n}`}>
              {t(words.successor, { n: decision.successor.n, from: format(decision.successor.from) })}
            </Link>
          </p>
        )}
      </Notice>
    );
  const title =
    standing === 'late'
      ? t(words.late, { until: format(trial.until), n: daysOver(trial.until, day) })
      : t(standing === 'ahead' ? words.ahead : words.running, {
          from: format(trial.from),
          until: format(trial.until),
        });
  return (
    <Notice kind={standing === 'late' ? 'late' : 'warn'} title={title}>
      <p>{t(words.means)}</p>
      <p>
        {t(words.why)}
        <Zh>{trial.reason}</Zh>
        <span className="quiet small block">
          <Mixed>{t(words.begun, { post: trial.postName, on: format(trial.on) })}</Mixed>
        </span>
      </p>
      <p>
        {t(words.comment)}
        {line !== undefined && <Zh>{line} </Zh>}
        <Link href={`/agencies/${agency.slug}#complain`}>
          <Mixed>{t(words.agency, { agency: agency.name })}</Mixed>
        </Link>
      </p>
    </Notice>
  );
}
