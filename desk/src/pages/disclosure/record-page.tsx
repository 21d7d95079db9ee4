import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Alert, Button, Tag, Typography } from 'antd';
import { useState, type ReactNode } from 'react';
import type { PublishedRecord } from '#modules/disclosure/contract';
import { messages } from '#platform/i18n';
import { Await } from '../../lib/failure.tsx';
import { useLanguage } from '../../lib/language.tsx';
import { publishedRecordQuery } from '../../lib/queries.ts';
import { Rows } from '../../lib/rows.tsx';
import { ChangeForm } from './change-form.tsx';
import { typeWords } from './words.ts';

const m = messages({
  back: { zh: '已公开的记录', en: 'Published records' },
  portal: { zh: '社会看到的样子', en: 'As society sees it' },
  down: { zh: '这份记录已经撤下。', en: 'This record was taken down.' },
  reading: {
    zh: '您可以查看。更正由公开审查员办理，撤下和遮蔽由第一责任人或分管全局公开工作的领导决定。',
    en: 'You may read this. Reviewers correct; the first responsible person, or a leader of the whole agency, takes down and erases.',
  },
  pending: {
    zh: '已经登记，几秒后随下一个检查点公开。',
    en: 'On record: public with the next checkpoint, in a few seconds.',
  },
  field: { zh: '栏目', en: 'Field' },
  value: { zh: '公开的内容', en: 'What is public' },
  rev: { zh: '第几次登记', en: 'Entry' },
  withheld: { zh: '不公开', en: 'withheld' },
  erased: { zh: '已删除', en: 'erased' },
  older: { zh: '已被更新', en: 'superseded' },
  correct: { zh: '更正', en: 'Correct' },
  withdraw: { zh: '撤下整份记录', en: 'Take the record down' },
  redact: { zh: '遮蔽（永久删除）栏目', en: 'Erase fields for good' },
});
const route = getRouteApi('/shell/published/$rid');

export function RecordPage(): ReactNode {
  const { rid } = route.useParams();
  const query = useQuery(publishedRecordQuery(rid));
  return <Await query={query}>{(record) => <OneRecord record={record} />}</Await>;
}

/** One published record, field by field, with what this person may do to it. */
function OneRecord({ record }: { readonly record: PublishedRecord }): ReactNode {
  const { say } = useLanguage();
  const [act, setAct] = useState<PublishedRecord['acts'][number]>();
  const [done, setDone] = useState(false);
  const acts = record.acts.filter(
    (one) => one !== 'correct' || record.fields.some((field) => field.correctable),
  );
  return (
    <>
      <p>
        <Link to="/published">{say(m.back)}</Link>
      </p>
      <Typography.Title level={2}>
        {say(typeWords[record.type] ?? { zh: record.type, en: record.type })}
      </Typography.Title>
      <p className="quiet">
        <code>{record.rid}</code> · <a href={`/records/${record.rid}`}>{say(m.portal)}</a>
      </p>
      {done && <Alert type="success" showIcon title={say(m.pending)} />}
      {record.down && <Alert type="warning" showIcon title={say(m.down)} />}
      {acts.length === 0 && !record.down && <Alert type="info" showIcon title={say(m.reading)} />}
      <div className="desk-acts">
        {acts.map((one) => (
          <Button key={one} danger={one !== 'correct'} onClick={() => setAct(one)}>
            {say(m[one])}
          </Button>
        ))}
      </div>
      <Rows<PublishedRecord['fields'][number]>
        rowKey={(field) => `${field.rev} ${field.name}`}
        items={record.fields}
        columns={[
          {
            title: say(m.field),
            key: 'field',
            render: (_, field) => (
              <>
                {field.label} {!field.newest && <Tag>{say(m.older)}</Tag>}
              </>
            ),
          },
          {
            title: say(m.value),
            key: 'value',
            render: (_, field) => (
              <span className="record-value">
                {field.text ?? <Tag>{say(field.state === 'erased' ? m.erased : m.withheld)}</Tag>}
              </span>
            ),
          },
          { title: say(m.rev), dataIndex: 'rev', align: 'right' },
        ]}
      />
      {act !== undefined && (
        <ChangeForm
          record={record}
          act={act}
          title={say(m[act])}
          onClose={() => setAct(undefined)}
          onDone={() => {
            setAct(undefined);
            setDone(true);
          }}
        />
      )}
    </>
  );
}
