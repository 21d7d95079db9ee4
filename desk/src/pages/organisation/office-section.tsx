import { Button, Tag } from 'antd';
import type { ReactNode } from 'react';
import type { AgencyChart, AssignmentItem, PersonItem } from '#modules/organisation/contract';
import { formatDay, LegalDay } from '#kernel';
import { useLanguage } from '../../lib/language.tsx';
import { Rows } from '../../lib/rows.tsx';
import { useToday } from '../../lib/today.ts';
import { m, OFFICE_KIND_WORDS, POST_KIND_WORDS, type Office, type Post } from './words.ts';

type Props = {
  readonly chart: AgencyChart;
  readonly office: Office;
  readonly persons: readonly PersonItem[];
  /** The person who reads, who may hand over posts of their own. */
  readonly me: string;
  readonly keeps: boolean;
  readonly onEdit: () => void;
  readonly onAddPost: () => void;
  readonly onEditPost: (post: Post) => void;
  readonly onAssign: (post: Post) => void;
  readonly onEnd: (assignment: AssignmentItem) => void;
};

/** One office: who answers for it, its posts, who holds them from when to when. */
export function OfficeSection(props: Props): ReactNode {
  const { chart, office, persons, me, keeps, onEdit, onAddPost, onEditPost, onAssign, onEnd } = props;
  const { say } = useLanguage();
  const posts = chart.posts.filter((post) => post.officeId === office.id);
  const nameOf = (id: string | null): string =>
    persons.find((person) => person.id === id)?.name ?? say(m.none);
  const kind = OFFICE_KIND_WORDS[office.kind];
  const mayHandOver = (post: Post): boolean =>
    chart.assignments.some((a) => a.postId === post.id && a.kind === 'holder' && a.personId === me);
  return (
    <section aria-label={office.name} className="org-office">
      <div className="org-office-head">
        <h4>
          {office.name} {office.kind !== 'office' && kind && <Tag>{say(kind)}</Tag>}
        </h4>
        {keeps && (
          <>
            <Button size="small" onClick={onEdit} aria-label={`${say(m.editOffice)} ${office.name}`}>
              {say(m.edit)}
            </Button>
            <Button size="small" onClick={onAddPost} aria-label={`${say(m.addPost)} ${office.name}`}>
              {say(m.addPost)}
            </Button>
          </>
        )}
      </div>
      <p className="quiet org-office-charge">
        {say(m.leaderIs, { name: nameOf(office.leaderId) })}
        <span className="org-gap">{say(m.headIs, { name: nameOf(office.headId) })}</span>
        {office.functions !== '' && <span className="org-functions">{office.functions}</span>}
      </p>
      <Rows<Post>
        rowKey="id"
        items={posts}
        empty={say(m.noPosts)}
        columns={[
          {
            title: say(m.post),
            key: 'post',
            render: (_, post) => {
              const word = POST_KIND_WORDS[post.kind];
              return (
                <div className="org-post">
                  {post.name} <span className="quiet">{word ? say(word) : post.kind}</span>
                  {post.duties !== '' && <div className="quiet org-duties">{post.duties}</div>}
                </div>
              );
            },
          },
          {
            title: say(m.who),
            key: 'who',
            render: (_, post) => (
              <Holders
                assignments={chart.assignments.filter((a) => a.postId === post.id)}
                persons={persons}
                me={me}
                keeps={keeps}
                onEnd={onEnd}
              />
            ),
          },
          {
            key: 'acts',
            render: (_, post) => (
              <div className="org-acts">
                {(keeps || mayHandOver(post)) && (
                  <Button
                    size="small"
                    onClick={() => onAssign(post)}
                    aria-label={`${say(keeps ? m.assign : m.delegate)} ${post.name}`}
                  >
                    {say(keeps ? m.assign : m.handOver)}
                  </Button>
                )}
                {keeps && (
                  <Button
                    size="small"
                    onClick={() => onEditPost(post)}
                    aria-label={`${say(m.editPost)} ${post.name}`}
                  >
                    {say(m.edit)}
                  </Button>
                )}
              </div>
            ),
          },
        ]}
      />
    </section>
  );
}

type HoldersProps = Pick<Props, 'persons' | 'me' | 'keeps' | 'onEnd'> & {
  readonly assignments: readonly AssignmentItem[];
};

function Holders({ assignments, persons, me, keeps, onEnd }: HoldersProps): ReactNode {
  const { say, lang } = useLanguage();
  const today = useToday();
  if (assignments.length === 0) return <span className="quiet">{say(m.vacant)}</span>;
  const day = (text: string): string => formatDay(LegalDay.parse(text), lang);
  return (
    <ul className="org-holders">
      {assignments.map((a) => (
        <li key={a.id}>
          {a.personName}{' '}
          {a.kind !== 'holder' && <Tag>{say(a.kind === 'deputy' ? m.deputy : m.delegate)}</Tag>}
          {a.delegatedBy !== null && (
            <span className="quiet">
              {say(m.behalfIs, {
                name: persons.find((person) => person.id === a.delegatedBy)?.name ?? '',
                reason: a.reason ?? '',
              })}{' '}
            </span>
          )}
          {(a.validTo !== null || a.validFrom > today) && (
            <span className="quiet">
              {a.validTo === null
                ? say(m.since, { from: day(a.validFrom) })
                : say(m.span, { from: day(a.validFrom), to: day(a.validTo) })}
            </span>
          )}{' '}
          {(keeps || a.delegatedBy === me) && (
            <Button
              size="small"
              type="link"
              onClick={() => onEnd(a)}
              aria-label={say(m.endTitle, { name: a.personName })}
            >
              {say(m.end)}
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}
