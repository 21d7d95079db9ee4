import { Button, Input, Tag } from 'antd';
import { useState, type ReactNode } from 'react';
import type { AgencyChart, PersonItem } from '#modules/organisation/contract';
import { useLanguage } from '../../lib/language.tsx';
import { Rows } from '../../lib/rows.tsx';
import { m } from './words.ts';

type Props = {
  readonly chart: AgencyChart;
  readonly persons: readonly PersonItem[];
  readonly keeps: boolean;
  readonly onEdit: (person: PersonItem | undefined) => void;
};

export function PersonsTab({ chart, persons, keeps, onEdit }: Props): ReactNode {
  const { say } = useLanguage();
  const [q, setQ] = useState('');
  const shown = persons.filter(({ name, staffNo }) => `${name} ${staffNo}`.includes(q.trim()));
  const postsOf = (id: string): string =>
    chart.assignments
      .filter((a) => a.personId === id)
      .map((a) => chart.posts.find((post) => post.id === a.postId)?.name ?? '')
      .join('、');
  return (
    <>
      <div className="desk-acts">
        {keeps && (
          <Button type="primary" onClick={() => onEdit(undefined)}>
            {say(m.addPerson)}
          </Button>
        )}
        <Input.Search
          allowClear
          aria-label={say(m.find)}
          placeholder={say(m.find)}
          className="org-find"
          onChange={(event) => setQ(event.target.value)}
        />
      </div>
      <Rows<PersonItem>
        rowKey="id"
        items={shown}
        pagination={{ defaultPageSize: 50, hideOnSinglePage: true }}
        columns={[
          { title: say(m.staffNo), dataIndex: 'staffNo' },
          { title: say(m.personName), dataIndex: 'name' },
          { title: say(m.jobTitle), dataIndex: 'title' },
          {
            title: say(m.posts),
            key: 'posts',
            render: (_, person) => <span className="import-cell">{postsOf(person.id)}</span>,
          },
          {
            title: say(m.state),
            key: 'state',
            render: (_, person) => (person.active ? say(m.here) : <Tag>{say(m.left)}</Tag>),
          },
          {
            key: 'act',
            render: (_, person) =>
              keeps && (
                <Button onClick={() => onEdit(person)} aria-label={`${say(m.editPerson)} ${person.name}`}>
                  {say(m.edit)}
                </Button>
              ),
          },
        ]}
      />
    </>
  );
}
