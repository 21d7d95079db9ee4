import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { Alert, Button, Tag, Timeline, Typography } from 'antd';
import { useState, type ReactNode } from 'react';
import { EXCUSE_WORDS, TASK_ACT_WORDS, TASK_STATE_WORDS, type TaskDetail } from '#modules/campaigns/contract';
import { formatDay, LegalDay } from '#kernel';
import { formatPeriod, messages } from '#platform/i18n';
import { Await } from '../../lib/failure.tsx';
import { formatAt } from '../../lib/format.ts';
import { useLanguage } from '../../lib/language.tsx';
import { ActDialog, ExcuseDialog, type Act } from './act-dialog.tsx';
import { taskQuery } from './queries.ts';
import { Reminders } from './reminders.tsx';
import { ReturnForm } from './return-form.tsx';

const m = messages({
  due: { zh: '填报截止 {day}', en: 'due {day}' },
  changed: {
    zh: '签字之后内容有变更，原来的签字已失效，请处长重新签字。',
    en: 'Something changed after it was signed: the signature is void, sign again.',
  },
  returned: { zh: '已退回：{reason}', en: 'Sent back: {reason}' },
  signed: {
    zh: '已经签字上报。现在再改，签字失效，要重新签字。',
    en: 'This is signed. A change now voids the signature, and it must be signed again.',
  },
  history: { zh: '签字和审核', en: 'Signatures and review' },
  void: { zh: '（已失效）', en: '(void)' },
  none: { zh: '还没有人签字。', en: 'Nobody has signed yet.' },
  releasing: {
    zh: '“不再要求填报”用于处室合并、撤销或者经批准不填报：写明理由，这份填报就此终结。',
    en: 'A release is for an office that was merged, closed or excused: with the reason, its return ends here.',
  },
  excuse: { zh: '说明迟报或者拒报', en: 'Say why it is late or refused' },
  late: { zh: '迟 {period}', en: '{period} late' },
  carried: { zh: '已并入{office}，由其填报。', en: 'Carried over to {office}, which answers for it.' },
  again: { zh: '重报截止 {day}', en: 'due again {day}' },
  digest: { zh: '内容摘要 {digest}', en: 'digest {digest}' },
  cancelled: {
    zh: '这次清权已于 {at} 撤销：这份填报停在这里，不用再办。理由见清权页面。',
    en: 'The campaign was cancelled {at}: this return stays as it stood, nothing more is to be done. The reason is on the page of the campaign.',
  },
  countersignByAnother: {
    zh: '您已经签过这份填报，会签要由另一位分管领导或者第一责任人办理。',
    en: 'You have signed this return; another leader or the first responsible person countersigns it.',
  },
  passByAnother: {
    zh: '您已经签过这份填报，审核通过要由领导小组办公室的另一位成员办理。',
    en: 'You have signed this return; another member of the leading group office passes it.',
  },
  save: { zh: '有修改没有保存，保存后才能签字。', en: 'Save your changes before anybody signs.' },
});

export function TaskPage(): ReactNode {
  const { taskId } = useParams({ from: '/shell/campaigns/tasks/$taskId' });
  const query = useQuery(taskQuery(taskId));
  return <Await query={query}>{(data) => <Task key={data.id} task={data} />}</Await>;
}

function Task({ task }: { readonly task: TaskDetail }): ReactNode {
  const { say, lang } = useLanguage();
  const [dialog, setDialog] = useState<Act | 'excuse' | undefined>();
  const [unsaved, setUnsaved] = useState(false);
  const day = (text: string): string => formatDay(LegalDay.parse(text), lang);
  const sentBack =
    task.state === 'returned' ? task.history.findLast(({ act }) => act === 'return') : undefined;
  const signed = task.state === 'signed' || task.state === 'countersigned';
  return (
    <>
      <Link to="/campaigns/$campaignId" params={{ campaignId: task.campaignId }}>
        ← {task.campaignName}
      </Link>
      <Typography.Title level={2} className="desk-title">
        {task.office} <Tag>{say(TASK_STATE_WORDS[task.state])}</Tag>
      </Typography.Title>
      <p className="quiet">
        {say(m.due, { day: day(task.due) })}
        {task.daysLate > 0 && (
          <b className="review-missing">
            {' · '}
            {say(m.late, { period: formatPeriod(lang, task.daysLate, 'cd') })}
          </b>
        )}
      </p>
      {task.cancelledAt !== null && (
        <Alert type="warning" showIcon title={say(m.cancelled, { at: formatAt(task.cancelledAt) })} />
      )}
      {task.carriedTo !== null && (
        <Alert type="info" showIcon title={say(m.carried, { office: task.carriedTo })} />
      )}
      {task.state === 'changed' && <Alert type="warning" showIcon title={say(m.changed)} />}
      {sentBack !== undefined && (
        <Alert
          type="warning"
          showIcon
          title={say(m.returned, { reason: sentBack.reason })}
          description={[sentBack.post, sentBack.person, formatAt(sentBack.at)].filter(Boolean).join(' · ')}
        />
      )}
      {signed && task.mayFill && <Alert type="info" showIcon title={say(m.signed)} />}
      {task.excuses.map((one) => (
        <Alert
          key={one.at}
          type="warning"
          showIcon
          title={`${say(EXCUSE_WORDS[one.kind])}：${one.reason}`}
          description={`${one.person} ${formatAt(one.at)}`}
        />
      ))}
      <ReturnForm key={task.rowVersion} task={task} onUnsaved={setUnsaved} />
      {unsaved && task.acts.length > 0 && <p className="quiet">{say(m.save)}</p>}
      <div className="desk-acts">
        {task.acts.map((act) => (
          <Button
            key={act}
            type={act === 'sign' || act === 'countersign' || act === 'pass' ? 'primary' : 'default'}
            disabled={unsaved}
            onClick={() => setDialog(act)}
          >
            {say(TASK_ACT_WORDS[act])}
          </Button>
        ))}
        {task.mayExcuse && <Button onClick={() => setDialog('excuse')}>{say(m.excuse)}</Button>}
      </div>
      {task.forAnother.map((act) => (
        <p key={act} className="quiet">
          {say(act === 'pass' ? m.passByAnother : m.countersignByAnother)}
        </p>
      ))}
      {task.acts.includes('release') && <p className="quiet">{say(m.releasing)}</p>}
      <section className="desk-section">
        <Typography.Title level={3}>{say(m.history)}</Typography.Title>
        {task.history.length === 0 ? (
          <p className="quiet">{say(m.none)}</p>
        ) : (
          <Timeline
            items={task.history.map((one) => ({
              key: one.at + one.act,
              color: one.act === 'return' ? 'red' : one.holds ? 'green' : 'gray',
              content: (
                <>
                  {say(TASK_ACT_WORDS[one.act])} · {[one.post, one.person].filter(Boolean).join(' · ')}
                  {!one.holds && (one.act === 'sign' || one.act === 'countersign') && (
                    <span className="quiet">{say(m.void)}</span>
                  )}
                  <div className="quiet">
                    {formatAt(one.at)} · {say(m.digest, { digest: one.digest.slice(0, 12) })}
                  </div>
                  {one.reason}
                  {one.due !== null && <div>{say(m.again, { day: day(one.due) })}</div>}
                </>
              ),
            }))}
          />
        )}
      </section>
      <Reminders tasks={[task]} ofOne />
      {dialog === 'excuse' && <ExcuseDialog taskId={task.id} close={() => setDialog(undefined)} />}
      {dialog !== undefined && dialog !== 'excuse' && (
        <ActDialog task={task} act={dialog} close={() => setDialog(undefined)} />
      )}
    </>
  );
}
