import {
  ActionLink,
  DataTable,
  Disclosure,
  Facts,
  Items,
  Link,
  PersonLine,
  useT,
  Zh,
  type Fact,
} from '#platform/portal';
import type { Organisation, PostSummary } from '../db/reader.ts';
import { AgencyHead, AgencyLink } from './agencies-page.tsx';
import { pageWords } from './words.ts';

/** One body: who answers for what, who supervises, its offices and posts, and where to complain. */
export function AgencyPage({ agency }: { readonly agency: Organisation }) {
  const t = useT();
  const { channels } = agency.details;
  return (
    <article>
      <header className="page-head">
        <AgencyHead agency={agency} />
        <p className="actions">
          <ActionLink href={`/powers?agency=${agency.slug}`}>{t(pageWords.powers)}</ActionLink>
          <Link href={`/agencies/${agency.slug}/chart`} className="after">
            {t(pageWords.chart)}
          </Link>
        </p>
      </header>
      <Responsibility agency={agency} />
      <Separation agency={agency} />
      {agency.offices.length > 0 && (
        <section>
          <h2>{t(pageWords.offices)}</h2>
          {agency.offices.map((office) => (
            <Disclosure
              key={office.id}
              summary={
                <>
                  <Zh>{office.name}</Zh>
                  {office.kind.startsWith('supervision') && (
                    <span className="tag">{t(pageWords.supervises)}</span>
                  )}
                </>
              }
            >
              <p>
                <Zh>{office.functions}</Zh>
              </p>
              <PostTable posts={office.posts} office={office.name} />
            </Disclosure>
          ))}
        </section>
      )}
      <Contact agency={agency} />
      {channels.length > 0 && (
        <section id="complain">
          <h2>{t(pageWords.complain)}</h2>
          <DataTable
            caption={t(pageWords.complain)}
            rows={channels}
            rowKey={(channel) => channel.key}
            columns={[
              {
                key: 'name',
                head: t(pageWords.name),
                title: true,
                cell: (channel) => <Zh>{channel.name}</Zh>,
              },
              {
                key: 'phone',
                head: t(pageWords.phone),
                short: true,
                cell: (channel) => <a href={`tel:${channel.phone}`}>{channel.phone}</a>,
              },
              {
                key: 'receives',
                head: t(pageWords.receives),
                cell: (channel) => <Zh>{channel.receives.join('、')}</Zh>,
              },
            ]}
          />
        </section>
      )}
      {agency.below.length > 0 && (
        <section>
          <h2>{t(pageWords.below)}</h2>
          <Items
            items={agency.below.map((body) => (
              <AgencyLink key={body.slug} agency={body} />
            ))}
          />
        </section>
      )}
    </article>
  );
}

/** 分级负责: the first responsible person, the leader in charge of each office, its head (S9-9). */
function Responsibility({ agency }: { readonly agency: Organisation }) {
  const t = useT();
  const { phone, leadingGroup } = agency.details;
  const offices = agency.offices.filter((o) => o.leader !== null || o.head !== null);
  if (agency.firstResponsible === undefined && offices.length === 0 && !leadingGroup) return null;
  return (
    <section>
      <h2>{t(pageWords.charge)}</h2>
      {agency.firstResponsible !== undefined && (
        <PersonLine
          role={t(pageWords.first)}
          post={agency.firstResponsible}
          {...(phone === undefined ? {} : { phone })}
        />
      )}
      {offices.length > 0 && (
        <DataTable
          caption={t(pageWords.charge)}
          rows={offices}
          rowKey={(office) => office.id}
          columns={[
            {
              key: 'office',
              head: t(pageWords.office),
              title: true,
              cell: (office) => <Zh>{office.name}</Zh>,
            },
            { key: 'head', head: t(pageWords.head), cell: (office) => <Zh>{office.head ?? '—'}</Zh> },
            { key: 'leader', head: t(pageWords.leader), cell: (office) => <Zh>{office.leader ?? '—'}</Zh> },
          ]}
        />
      )}
      {leadingGroup && (
        <>
          <h3>
            <Zh>{leadingGroup.name}</Zh>
          </h3>
          <Items
            items={leadingGroup.functions.map((f) => (
              <Zh key={f}>{f}</Zh>
            ))}
          />
        </>
      )}
    </section>
  );
}

/** 审批与监管相分离: who supervises, who is exempt, what a small body does instead (requirement A3). */
function Separation({ agency }: { readonly agency: Organisation }) {
  const t = useT();
  const { supervision, substituteArrangement } = agency.details;
  const facts: Fact[] = [
    ...(supervision
      ? [
          { key: 'who', term: t(pageWords.watches), value: <Zh>{supervision.office}</Zh> },
          { key: 'scope', term: t(pageWords.scope), value: <Zh>{supervision.scope}</Zh> },
          { key: 'apart', term: t(pageWords.independence), value: <Zh>{supervision.independence}</Zh> },
        ]
      : []),
    ...(substituteArrangement === undefined
      ? []
      : [
          {
            key: 'instead',
            term: t(pageWords.substitute),
            value: <Zh>{substituteArrangement}</Zh>,
          },
        ]),
  ];
  if (facts.length === 0 && agency.separation.length === 0) return null;
  return (
    <section>
      <h2>{t(pageWords.supervision)}</h2>
      {facts.length > 0 && <Facts items={facts} />}
      {agency.separation.length === 0 ? (
        <p>{t(pageWords.apart)}</p>
      ) : (
        <Items
          items={agency.separation.map(({ name, exempt }) =>
            t(exempt ? pageWords.exempt : pageWords.finding, { name }),
          )}
        />
      )}
    </section>
  );
}

function Contact({ agency }: { readonly agency: Organisation }) {
  const t = useT();
  const { address, hours, window } = agency.details;
  const fact = (key: string, term: string, value: string | undefined): Fact[] =>
    value === undefined ? [] : [{ key, term, value: <Zh>{value}</Zh> }];
  const facts = [
    ...fact('address', t(pageWords.address), address),
    ...fact('hours', t(pageWords.hours), hours),
    ...fact('window', t(pageWords.window), window && `${window.name} · ${window.address} · ${window.hours}`),
  ];
  if (facts.length === 0) return null;
  return (
    <section>
      <h2>{t(pageWords.contact)}</h2>
      <Facts items={facts} />
    </section>
  );
}

function PostTable({ posts, office }: { readonly posts: readonly PostSummary[]; readonly office: string }) {
  const t = useT();
  const held = ({ staffNo, kind, until }: PostSummary['holders'][number]): string => {
    if (kind === 'deputy') return t(pageWords.deputy, { no: staffNo });
    if (kind === 'delegate') return t(pageWords.delegate, { no: staffNo, until: until ?? '—' });
    return staffNo;
  };
  return (
    <DataTable
      caption={office}
      rows={posts}
      rowKey={(post) => post.id}
      columns={[
        { key: 'post', head: t(pageWords.post), title: true, cell: (post) => <Zh>{post.name}</Zh> },
        { key: 'duties', head: t(pageWords.duties), cell: (post) => <Zh>{post.duties}</Zh> },
        {
          key: 'holder',
          head: t(pageWords.holder),
          cell: (post) =>
            post.holders.length === 0 ? t(pageWords.vacant) : post.holders.map(held).join('、'),
        },
      ]}
    />
  );
}
