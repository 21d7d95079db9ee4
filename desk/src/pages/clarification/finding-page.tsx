import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { Button, Typography } from 'antd';
import { useState, type ReactNode } from 'react';
import {
  DECISION_WORDS,
  KIND_WORDS,
  NOTE_FORM_WORDS,
  RULE_WORDS,
  type FindingDetail,
} from '#modules/clarification/contract';
import { formatDay, LegalDay } from '#kernel';
import { messages } from '#platform/i18n';
import { Await } from '../../lib/failure.tsx';
import { formatAt } from '../../lib/format.ts';
import { useLanguage } from '../../lib/language.tsx';
import { STATE_WORDS } from '../powers/words.ts';
import { AskDialog } from './ask-dialog.tsx';
import { DecideDialog } from './decide-dialog.tsx';
import { HandoversAsked } from './handovers.tsx';
import { NoteDialog } from './note-dialog.tsx';
import { findingQuery } from './queries.ts';
import { SidesTable } from './sides-table.tsx';

const m = messages({
  back: { zh: '厘权', en: 'Clarification' },
  why: { zh: '为什么提出', en: 'Why it is asked' },
  evidence: { zh: '引起疑问的内容', en: 'What raised it' },
  items: { zh: '涉及的事项', en: 'The powers it is about' },
  talk: { zh: '讨论记录', en: 'Discussion on record' },
  noTalk: { zh: '还没有讨论。', en: 'Nothing was said yet.' },
  ask: { zh: '征求接收机关意见', en: 'Ask a receiving body' },
  note: { zh: '记录一次讨论', en: 'Put a discussion on record' },
  decide: { zh: '决定怎么处理', en: 'Decide' },
  decision: { zh: '处理决定', en: 'Decision' },
  by: { zh: '{by} 于 {at} 决定', en: 'decided by {by} on {at}' },
  receiver: { zh: '转给：{name}', en: 'goes to {name}' },
  basis: { zh: '依据：{basis}', en: 'Basis: {basis}' },
  carried: { zh: '形成的调整', en: 'Adjustments it began' },
  left: {
    zh: '所疑内容还没有改：{what}。公布后仍没有改的，下次比对会再次提出。',
    en: 'What was questioned stands as before: {what}. If it is published like this, the next comparison asks again.',
  },
  leftPublished: {
    zh: '已经公布，但所疑内容没有改：{what}。疑问没有办结，下次比对会再次提出。',
    en: 'Published, but what was questioned was not changed: {what}. The finding is not settled; the next comparison asks again.',
  },
  gone: {
    zh: '再次比对时这个疑问已经不存在，不用处理。',
    en: 'It no longer held when the list was compared again; nothing is to be done.',
  },
  recorded: { zh: '{by} 记录于 {at}', en: 'recorded by {by} on {at}' },
});

/** One finding: why, about what, what was said, what is done. */
export function FindingPage(): ReactNode {
  const { findingId } = useParams({ from: '/shell/clarification/$findingId' });
  return (
    <Await query={useQuery(findingQuery(findingId))}>{(finding) => <Finding finding={finding} />}</Await>
  );
}

function Finding({ finding }: { readonly finding: FindingDetail }): ReactNode {
  const { say } = useLanguage();
  const [open, setOpen] = useState<'note' | 'ask' | 'decide' | undefined>();
  const close = (): void => setOpen(undefined);
  return (
    <>
      <p>
        <Link to="/clarification">← {say(m.back)}</Link>
      </p>
      <Typography.Title level={2}>
        {say(KIND_WORDS[finding.kind])} · {finding.name === '' ? finding.code : finding.name}
      </Typography.Title>
      <section className="desk-section">
        <Typography.Title level={3}>{say(m.why)}</Typography.Title>
        <p>{say(RULE_WORDS[finding.rule])}</p>
        {finding.evidence.length > 0 && (
          <>
            <p className="quiet">{say(m.evidence)}</p>
            <ul className="clarify-evidence">
              {finding.evidence.map((text) => (
                <li key={text}>{text}</li>
              ))}
            </ul>
          </>
        )}
        {finding.state === 'gone' && <p>{say(m.gone)}</p>}
      </section>
      <Outcome finding={finding} />
      {(finding.mayDiscuss || finding.mayDecide) && (
        <div className="desk-acts">
          {finding.mayDecide && (
            <Button type="primary" onClick={() => setOpen('decide')}>
              {say(m.decide)}
            </Button>
          )}
          {finding.mayDecide && finding.receivers.length > 0 && (
            <Button onClick={() => setOpen('ask')}>{say(m.ask)}</Button>
          )}
          {finding.mayDiscuss && <Button onClick={() => setOpen('note')}>{say(m.note)}</Button>}
        </div>
      )}
      <section className="desk-section">
        <Typography.Title level={3}>{say(m.items)}</Typography.Title>
        <SidesTable sides={finding.sides} />
      </section>
      <HandoversAsked items={finding.handovers} />
      <Talk finding={finding} />
      {open === 'note' && <NoteDialog findingId={finding.id} close={close} />}
      {open === 'ask' && <AskDialog finding={finding} close={close} />}
      {open === 'decide' && <DecideDialog finding={finding} close={close} />}
    </>
  );
}

function Outcome({ finding: { decided, adjustments } }: { readonly finding: FindingDetail }): ReactNode {
  const { say } = useLanguage();
  if (decided === null) return null;
  return (
    <section className="desk-section">
      <Typography.Title level={3}>
        {say(m.decision)}：{say(DECISION_WORDS[decided.decision])}
      </Typography.Title>
      <p>{decided.reason}</p>
      {decided.receiver !== '' && <p>{say(m.receiver, { name: decided.receiver })}</p>}
      {decided.basis !== '' && <p>{say(m.basis, { basis: decided.basis })}</p>}
      <p className="quiet">{say(m.by, { by: decided.by, at: formatAt(decided.at) })}</p>
      {adjustments.length > 0 && (
        <>
          <p>{say(m.carried)}</p>
          <ul>
            {adjustments.map(({ versionId, name, state, left }) => (
              <li key={versionId}>
                <Link to="/powers/$versionId" params={{ versionId }}>
                  {name}
                </Link>{' '}
                <span className="quiet">
                  {state in STATE_WORDS ? say(STATE_WORDS[state as keyof typeof STATE_WORDS]) : state}
                </span>
                {left.length > 0 && (
                  <p className="review-missing">
                    {say(state === 'published' ? m.leftPublished : m.left, { what: left.join('；') })}
                  </p>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

function Talk({ finding: { notes } }: { readonly finding: FindingDetail }): ReactNode {
  const { say, lang } = useLanguage();
  return (
    <section className="desk-section">
      <Typography.Title level={3}>{say(m.talk)}</Typography.Title>
      {notes.length === 0 && <p className="quiet">{say(m.noTalk)}</p>}
      <ol className="clarify-notes">
        {notes.map((note) => (
          <li key={note.id}>
            <strong>
              {say(NOTE_FORM_WORDS[note.form])} · {formatDay(LegalDay.parse(note.heldOn), lang)} ·{' '}
              {note.participants}
            </strong>
            <p className="clarify-text">{note.text}</p>
            <p className="quiet">{say(m.recorded, { by: note.by, at: formatAt(note.at) })}</p>
          </li>
        ))}
      </ol>
    </section>
  );
}
