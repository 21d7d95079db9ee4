import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { Alert, Button, Descriptions, Tag, Timeline, Typography } from 'antd';
import { useState, type ReactNode } from 'react';
import {
  EXCEPTION_ACT_WORDS,
  FORM_WORDS,
  GROUNDS,
  HOW_WORDS,
  SCOPE_WORDS,
  type ExceptionActBody,
  type ExceptionDetail,
} from '#modules/disclosure/contract';
import { formatDay, LegalDay } from '#kernel';
import { messages } from '#platform/i18n';
import { Await } from '../../lib/failure.tsx';
import { formatAt } from '../../lib/format.ts';
import { useLanguage } from '../../lib/language.tsx';
import { ELEMENTS } from '../powers/element-fields.ts';
import { ValueText } from '../powers/value-text.tsx';
import { ActDialog } from './act-dialog.tsx';
import { exceptionQuery } from './queries.ts';
import { stateWord, STATE_COLOURS, whatOf } from './words.ts';

const m = messages({
  back: { zh: '不公开目录', en: 'Non-public register' },
  what: { zh: '不公开什么', en: 'What' },
  text: { zh: '不公开的内容', en: 'What it says' },
  power: { zh: '看这个事项', en: 'See the power' },
  case: { zh: '看这个办件', en: 'See the case' },
  rule: { zh: '看这项制度', en: 'See the rule' },
  document: { zh: '文书或者材料', en: 'Document' },
  office: { zh: '承办处室', en: 'Office' },
  ground: { zh: '依据', en: 'Ground' },
  reason: { zh: '理由', en: 'Reason' },
  how: { zh: '方式', en: 'How' },
  scope: { zh: '仍可查看的范围', en: 'Who may still see it' },
  since: { zh: '自', en: 'Since' },
  review: { zh: '复查日（含当日）', en: 'Review date (inclusive)' },
  release: { zh: '最晚公开日（含当日）', en: 'Postponed until (inclusive)' },
  ended: { zh: '终止', en: 'Ended' },
  byDecision: { zh: '决定公开', en: 'by decision' },
  byLapse: { zh: '期限届满', en: 'its date passed' },
  form: { zh: '公开形式', en: 'Public as' },
  title: { zh: '公开登记的名称', en: 'Name in the public register' },
  formReason: { zh: '为什么连条目也不公开', en: 'Why even the entry would harm' },
  due: {
    zh: '{day} 到期。请在此之前决定继续不公开还是公开；没有决定的，到期自动公开，未能公开的列入逾期。',
    en: 'Its date is {day}. Decide before whether it is kept or opened; without a decision it becomes public by itself, or stands late.',
  },
  history: { zh: '签字、审查和复查', en: 'Signatures, review and renewal' },
  until: { zh: '至 {day}', en: 'until {day}' },
  filed: { zh: '{with}，备案号 {as}', en: 'with {with} as {as}' },
  digest: { zh: '内容摘要 {digest}', en: 'digest {digest}' },
  entry: { zh: '看公开的登记', en: 'See the public entry' },
});

type Act = ExceptionActBody['act'];

export function ExceptionPage(): ReactNode {
  const { exceptionId } = useParams({ from: '/shell/nonpublic/$exceptionId' });
  const query = useQuery(exceptionQuery(exceptionId));
  return <Await query={query}>{(data) => <Exception of={data} />}</Await>;
}

function Exception({ of }: { readonly of: ExceptionDetail }): ReactNode {
  const { say, lang } = useLanguage();
  const [act, setAct] = useState<Act | undefined>();
  const day = (text: string): string => formatDay(LegalDay.parse(text), lang);
  const inPublic = of.form === 'entry' && of.since !== null;
  return (
    <>
      <Link to="/nonpublic">← {say(m.back)}</Link>
      <Typography.Title level={2} className="desk-title">
        {of.subject} <Tag color={STATE_COLOURS[of.state]}>{say(stateWord(of))}</Tag>
      </Typography.Title>
      {of.due && <Alert type="warning" showIcon title={say(m.due, { day: day(of.endsOn) })} />}
      <div className="desk-acts">
        {of.acts.map((one) => (
          <Button key={one} type={isMain(one) ? 'primary' : 'default'} onClick={() => setAct(one)}>
            {say(EXCEPTION_ACT_WORDS[one])}
          </Button>
        ))}
        {inPublic && <a href={`${lang === 'en' ? '/en' : ''}/records/${of.rid}`}>{say(m.entry)}</a>}
      </div>
      <Descriptions
        bordered
        size="small"
        column={1}
        className="desk-card"
        items={[
          {
            key: 'what',
            label: say(m.what),
            children: (
              <>
                {whatOf(of, lang)}
                <div>
                  <SubjectLink of={of} />
                </div>
              </>
            ),
          },
          ...textOf(of),
          ...(of.document === null
            ? []
            : [{ key: 'document', label: say(m.document), children: of.document }]),
          { key: 'office', label: say(m.office), children: of.office },
          {
            key: 'ground',
            label: say(m.ground),
            children: (
              <>
                {of.article}
                <div className="quiet">{GROUNDS[of.ground][lang]}</div>
              </>
            ),
          },
          { key: 'reason', label: say(m.reason), children: of.reason },
          { key: 'how', label: say(m.how), children: say(HOW_WORDS[of.kind]) },
          {
            key: 'ends',
            label: say(of.kind === 'postponed' ? m.release : m.review),
            children: day(of.endsOn),
          },
          { key: 'scope', label: say(m.scope), children: say(SCOPE_WORDS[of.scope]) },
          { key: 'form', label: say(m.form), children: say(FORM_WORDS[of.form]) },
          of.form === 'entry'
            ? { key: 'title', label: say(m.title), children: of.publicTitle }
            : { key: 'formReason', label: say(m.formReason), children: of.formReason },
          ...(of.since === null ? [] : [{ key: 'since', label: say(m.since), children: day(of.since) }]),
          ...(of.endedOn === null
            ? []
            : [
                {
                  key: 'ended',
                  label: say(m.ended),
                  children: `${day(of.endedOn)} · ${say(of.endedBy === 'lapse' ? m.byLapse : m.byDecision)}`,
                },
              ]),
        ]}
      />
      <section className="desk-section">
        <Typography.Title level={3}>{say(m.history)}</Typography.Title>
        <Timeline items={of.history.map((one) => ({ key: one.at + one.act, ...lineOf(one) }))} />
      </section>
      {act !== undefined && <ActDialog of={of} act={act} close={() => setAct(undefined)} />}
    </>
  );

  function textOf({ element, inVersion }: ExceptionDetail) {
    const field = element === null ? undefined : ELEMENTS.get(element);
    if (inVersion === null || field === undefined) return [];
    return [
      { key: 'text', label: say(m.text), children: <ValueText field={field} value={inVersion.value} /> },
    ];
  }

  function lineOf(one: ExceptionDetail['history'][number]) {
    const word = Object.entries(EXCEPTION_ACT_WORDS).find(([name]) => name === one.act)?.[1];
    return {
      color: one.act === 'refuse' ? 'red' : one.act === 'lapse' || one.act === 'withdraw' ? 'gray' : 'green',
      content: (
        <>
          {[word && say(word), one.post, one.person].filter(Boolean).join(' · ')}
          <div className="quiet">
            {formatAt(one.at)} · {say(m.digest, { digest: one.digest.slice(0, 12) })}
          </div>
          {one.reason}
          {one.endsOn !== null && <div>{say(m.until, { day: day(one.endsOn) })}</div>}
          {one.filedWith !== null && one.filedAs !== null && (
            <div>{say(m.filed, { with: one.filedWith, as: one.filedAs })}</div>
          )}
        </>
      ),
    };
  }
}

/** The way to what it is about: the newest version of the power, the case or the rule. */
function SubjectLink({ of }: { readonly of: ExceptionDetail }): ReactNode {
  const { say } = useLanguage();
  if (of.inVersion !== null)
    return (
      <Link to="/powers/$versionId" params={{ versionId: of.inVersion.versionId }}>
        {say(m.power)}
      </Link>
    );
  if (of.ruleVersionId !== null)
    return (
      <Link to="/rules/$versionId" params={{ versionId: of.ruleVersionId }}>
        {say(m.rule)}
      </Link>
    );
  if (of.caseId !== null)
    return (
      <Link to="/cases/$caseId" params={{ caseId: of.caseId }}>
        {say(m.case)}
      </Link>
    );
  return null;
}

function isMain(act: Act): boolean {
  return act === 'sign' || act === 'review' || act === 'approve';
}
