import { Link } from '@tanstack/react-router';
import { Tag } from 'antd';
import type { ReactNode } from 'react';
import { FORM_WORDS, type ExceptionRow } from '#modules/disclosure/contract';
import { formatDay, LegalDay } from '#kernel';
import { messages } from '#platform/i18n';
import { useLanguage } from '../../lib/language.tsx';
import { Rows } from '../../lib/rows.tsx';
import { stateWord, STATE_COLOURS, whatOf } from './words.ts';

const m = messages({
  what: { zh: '不公开什么', en: 'What' },
  ground: { zh: '依据', en: 'Ground' },
  office: { zh: '承办处室', en: 'Office' },
  state: { zh: '状态', en: 'State' },
  ends: { zh: '公开或者复查日', en: 'Release or review' },
  form: { zh: '公开形式', en: 'Public as' },
  due: { zh: '临近期限', en: 'date comes' },
});

type Props<T extends ExceptionRow> = {
  readonly items: readonly T[];
  readonly empty: string;
  /** One more word on a row: what is to be done. */
  readonly more?: (row: T) => ReactNode;
};

/** Requests and exceptions, each a way to its page. */
export function ExceptionsTable<T extends ExceptionRow>({ items, empty, more }: Props<T>): ReactNode {
  const { say, lang } = useLanguage();
  return (
    <Rows<T>
      rowKey="id"
      items={items}
      empty={empty}
      columns={[
        {
          title: say(m.what),
          key: 'what',
          render: (_, row) => (
            <>
              <Link to="/nonpublic/$exceptionId" params={{ exceptionId: row.id }}>
                {row.subject}
              </Link>
              <div className="quiet">{whatOf(row, lang)}</div>
            </>
          ),
        },
        { title: say(m.office), key: 'office', render: (_, row) => row.office },
        {
          title: say(m.ground),
          key: 'ground',
          render: (_, row) => <span className="import-cell">{row.article}</span>,
        },
        {
          title: say(m.ends),
          key: 'ends',
          render: (_, row) => (
            <>
              {formatDay(LegalDay.parse(row.endsOn), lang)}{' '}
              {row.due && <Tag color="warning">{say(m.due)}</Tag>}
            </>
          ),
        },
        { title: say(m.form), key: 'form', render: (_, row) => say(FORM_WORDS[row.form]) },
        {
          title: say(m.state),
          key: 'state',
          render: (_, row) => (
            <>
              <Tag color={STATE_COLOURS[row.state]}>{say(stateWord(row))}</Tag> {more?.(row)}
            </>
          ),
        },
      ]}
    />
  );
}
