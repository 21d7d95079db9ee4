import { useInfiniteQuery } from '@tanstack/react-query';
import { Button, Input, Tag } from 'antd';
import { useState, type ReactNode } from 'react';
import type { z } from 'zod';
import { PowerList, type PowerRow } from '#modules/powers/contract';
import { messages } from '#platform/i18n';
import { api } from '../../lib/api.ts';
import { Await } from '../../lib/failure.tsx';
import { useLanguage } from '../../lib/language.tsx';
import { Rows } from '../../lib/rows.tsx';
import { AdjustDialog } from './adjust-dialog.tsx';
import { CHOICES } from './choices.ts';
import { ExportMenu } from './export-menu.tsx';
import { STANDING_WORDS } from './trial-words.ts';
import { statusWord } from './words.ts';

const m = messages({
  name: { zh: '事项', en: 'Power' },
  type: { zh: '类型', en: 'Type' },
  code: { zh: '编码', en: 'Code' },
  version: { zh: '版本', en: 'Version' },
  n: { zh: '第 {n} 版', en: 'version {n}' },
  from: { zh: '施行', en: 'In force from' },
  status: { zh: '状态', en: 'Status' },
  adjust: { zh: '调整', en: 'Adjust' },
  adjustOne: { zh: '调整：{name}', en: 'Adjust: {name}' },
  act: { zh: '操作', en: 'Action' },
  search: { zh: '事项名称或编码', en: 'Name or code' },
  none: { zh: '没有符合条件的事项。', en: 'Nothing matches.' },
  more: { zh: '再看一些', en: 'Show more' },
});
type Row = z.infer<typeof PowerRow>;

type Props = { readonly agency: string; readonly mayAdjust: boolean };

/** The published list of the agency; from here an adjustment begins. */
export function PublishedTable({ agency, mayAdjust }: Props): ReactNode {
  const { say } = useLanguage();
  const [q, setQ] = useState('');
  const [adjusting, adjust] = useState<Row | undefined>();
  const list = useInfiniteQuery({
    queryKey: ['powers', 'published', agency, q],
    initialPageParam: '',
    queryFn: ({ signal, pageParam }) =>
      api(
        `/powers?${new URLSearchParams({
          agency,
          limit: '50',
          ...(q === '' ? {} : { q }),
          ...(pageParam === '' ? {} : { cursor: pageParam }),
        })}`,
        { schema: PowerList, signal },
      ),
    getNextPageParam: ({ next }) => next,
  });
  return (
    <>
      <div className="power-filter">
        <Input.Search
          aria-label={say(m.search)}
          placeholder={say(m.search)}
          allowClear
          onSearch={(text) => setQ(text.trim())}
        />
        <ExportMenu of="in-force" agency={agency} />
      </div>
      <Await query={list}>
        {({ pages }) => (
          <Rows<Row>
            rowKey="code"
            items={pages.flatMap(({ items }) => items)}
            empty={say(m.none)}
            columns={[
              {
                title: say(m.name),
                key: 'name',
                className: 'power-name',
                render: (_, row) => <a href={`/powers/${encodeURIComponent(row.code)}`}>{row.name}</a>,
              },
              {
                title: say(m.type),
                key: 'type',
                className: 'power-short',
                render: (_, row) => {
                  const type = CHOICES.type.find(({ value }) => value === row.typeCode);
                  return type ? say(type.label) : row.typeCode;
                },
              },
              { title: say(m.code), dataIndex: 'code', className: 'power-code' },
              {
                title: say(m.version),
                key: 'n',
                className: 'power-short',
                render: (_, row) => say(m.n, { n: row.n }),
              },
              { title: say(m.from), dataIndex: 'effectiveFrom', className: 'power-short' },
              {
                title: say(m.status),
                key: 'status',
                render: (_, row) =>
                  row.trial === null ? (
                    <Tag color={row.status === 'in-force' ? 'success' : 'default'}>
                      {say(statusWord(row.status))}
                    </Tag>
                  ) : (
                    <Tag color={row.trial.late ? 'error' : 'processing'}>
                      {say(STANDING_WORDS[row.trial.late ? 'late' : 'running'])}
                    </Tag>
                  ),
              },
              ...(mayAdjust
                ? [
                    {
                      title: say(m.act),
                      key: 'act',
                      render: (_: unknown, row: Row) => (
                        <Button aria-label={say(m.adjustOne, { name: row.name })} onClick={() => adjust(row)}>
                          {say(m.adjust)}
                        </Button>
                      ),
                    },
                  ]
                : []),
            ]}
          />
        )}
      </Await>
      {list.hasNextPage && (
        <Button loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {say(m.more)}
        </Button>
      )}
      {adjusting && <AdjustDialog power={adjusting} close={() => adjust(undefined)} />}
    </>
  );
}
