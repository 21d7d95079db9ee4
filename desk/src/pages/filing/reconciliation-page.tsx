import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { Alert, Typography } from 'antd';
import { useState, type ReactNode } from 'react';
import {
  DIFFERENCE_WORDS,
  ReferenceRequest,
  type DifferenceRow,
  type Reconciliation,
} from '#modules/filing/contract';
import { formatPeriod, messages } from '#platform/i18n';
import { Await, Failure } from '../../lib/failure.tsx';
import { useLanguage } from '../../lib/language.tsx';
import { Rows } from '../../lib/rows.tsx';
import { useAct } from '../../lib/use-act.ts';
import { FileButton } from './file-button.tsx';
import { reconciliationQuery } from './queries.ts';

const m = messages({
  back: { zh: '← 下级备案', en: '← Filings from below' },
  title: { zh: '对账：{sender}', en: 'Reconciliation: {sender}' },
  sums: {
    zh: '参照目录 {reference} 项，在案 {filed} 项（到第 {n} 包）：漏报 {missing}，多报 {extra}，时限不同 {limits}，名称或者类型不同 {others}。',
    en: '{reference} entries in the reference list, {filed} on file (up to package {n}): {missing} missing, {extra} extra, {limits} with another limit, {others} with another name or type.',
  },
  none: { zh: '完全一致。', en: 'They agree.' },
  noReference: {
    zh: '本机关还没有参照目录，无法对账。请先导入。',
    en: 'There is no reference list yet; bring one in first.',
  },
  set: { zh: '导入参照目录（JSON）', en: 'Bring in the reference list (JSON)' },
  format: {
    zh: '格式：{"entries":[{"code":"基本编码","name":"…","typeCode":"01","statutoryLimit":{"n":20,"unit":"wd"},"committedLimit":null}]}；整份替换。同一基本编码在各级是同一事项。',
    en: 'Form: {"entries":[{"code":"basic code","name":"…","typeCode":"01","statutoryLimit":{"n":20,"unit":"wd"},"committedLimit":null}]}; it replaces the list. A basic code is the same item at every level.',
  },
  bad: {
    zh: '第 {row} 项不对：{field}。没有写入。',
    en: 'Entry {row} is wrong: {field}. Nothing was written.',
  },
  notFile: { zh: '这不是参照目录文件。', en: 'This is no reference list.' },
  kind: { zh: '差异', en: 'Difference' },
  name: { zh: '事项', en: 'Item' },
  reference: { zh: '参照目录', en: 'Reference list' },
  filed: { zh: '报来的', en: 'Filed' },
});

export function ReconciliationPage(): ReactNode {
  const { senderId } = useParams({ from: '/shell/filing-senders/$senderId' });
  const query = useQuery(reconciliationQuery(senderId));
  return <Await query={query}>{(data) => <Differences found={data} />}</Await>;
}

function Differences({ found }: { readonly found: Reconciliation }): ReactNode {
  const { say, lang } = useLanguage();
  const { differences } = found;
  const count = (...kinds: readonly DifferenceRow['kind'][]): number =>
    differences.filter(({ kind }) => kinds.includes(kind)).length;
  const value = (one: DifferenceRow['reference']): string =>
    one === null ? '—' : typeof one === 'string' ? one : formatPeriod(lang, one.n, one.unit);
  return (
    <>
      <Link to="/filing-inbox">{say(m.back)}</Link>
      <Typography.Title level={2} className="desk-title">
        {say(m.title, { sender: found.sender })}
      </Typography.Title>
      {found.referenceCount === 0 ? (
        <Alert type="info" showIcon title={say(m.noReference)} />
      ) : (
        <>
          <p>
            {say(m.sums, {
              reference: found.referenceCount,
              filed: found.filedCount,
              n: found.number,
              missing: count('missing'),
              extra: count('extra'),
              limits: count('statutory-limit', 'committed-limit'),
              others: count('name', 'type'),
            })}
          </p>
          <Rows<DifferenceRow>
            rowKey={({ kind, code }) => `${kind} ${code}`}
            items={differences}
            empty={say(m.none)}
            pagination={differences.length > 20 ? { pageSize: 20, showSizeChanger: false } : false}
            columns={[
              {
                title: say(m.kind),
                key: 'kind',
                width: 220,
                render: (_, row) => say(DIFFERENCE_WORDS[row.kind]),
              },
              {
                title: say(m.name),
                key: 'name',
                render: (_, row) => (
                  <>
                    {row.name}
                    <div className="quiet">
                      <code>{row.code}</code>
                    </div>
                  </>
                ),
              },
              { title: say(m.reference), key: 'reference', render: (_, row) => value(row.reference) },
              { title: say(m.filed), key: 'filed', render: (_, row) => value(row.filed) },
            ]}
          />
        </>
      )}
      {found.maySet && <SetReference />}
    </>
  );
}

function SetReference(): ReactNode {
  const { say } = useLanguage();
  const [wrong, setWrong] = useState<string>();
  const act = useAct(['filing']);
  const take = (text: string): void => {
    const read = readReference(text);
    setWrong('entries' in read ? undefined : read.row === undefined ? say(m.notFile) : say(m.bad, read));
    if ('entries' in read) act.mutate({ path: '/filing-reference', method: 'PUT', body: read });
  };
  return (
    <section className="desk-section">
      {wrong !== undefined && <Alert type="error" showIcon role="alert" title={wrong} />}
      {act.error && <Failure error={act.error} />}
      <div className="desk-acts">
        <FileButton label={say(m.set)} accept=".json" loading={act.isPending} onText={take} />
      </div>
      <p className="quiet filing-format">{say(m.format)}</p>
    </section>
  );
}

type Wrong = { readonly row?: number; readonly field: string };

function readReference(text: string): ReturnType<typeof ReferenceRequest.parse> | Wrong {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { field: '' };
  }
  const parsed = ReferenceRequest.safeParse(json);
  if (parsed.success) return parsed.data;
  const [, row, ...field] = parsed.error.issues[0]?.path ?? [];
  return typeof row === 'number' ? { row: row + 1, field: field.join('.') } : { field: '' };
}
