import { messages } from '#platform/i18n';
import {
  ActionLink,
  Crumbs,
  DataTable,
  Disclosure,
  Empty,
  Facts,
  Items,
  Link,
  PersonLine,
  useT,
  Zh,
} from '#platform/portal';
import type { AgencySummary, Organisation, PostSummary } from '../db/reader.ts';

export const pageWords = messages({
  agencies: { zh: '机关', en: 'Agencies' },
  lead: {
    zh: '行使权力的机关，以及每个岗位由谁负责。',
    en: 'The bodies that hold powers, and who is responsible at each post.',
  },
  none: { zh: '还没有登记机关', en: 'No agency is registered yet' },
  name: { zh: '名称', en: 'Name' },
  level: { zh: '层级', en: 'Level' },
  division: { zh: '行政区划代码', en: 'Division code' },
  uscc: { zh: '统一社会信用代码', en: 'Credit code' },
  powers: { zh: '查看权责清单', en: 'See its powers' },
  charge: { zh: '谁负责', en: 'Who is responsible' },
  first: { zh: '第一责任人', en: 'First responsible person' },
  contact: { zh: '地址与时间', en: 'Address and hours' },
  address: { zh: '地址', en: 'Address' },
  hours: { zh: '办公时间', en: 'Hours' },
  phone: { zh: '电话', en: 'Phone' },
  window: { zh: '办事窗口', en: 'Service window' },
  offices: { zh: '内设机构和岗位', en: 'Offices and posts' },
  leader: { zh: '分管领导', en: 'Leader in charge' },
  head: { zh: '处室负责人', en: 'Head of office' },
  post: { zh: '岗位', en: 'Post' },
  duties: { zh: '职责', en: 'Duties' },
  holder: { zh: '在岗人员', en: 'Held by' },
  deputy: { zh: '（B角）', en: ' (deputy)' },
  vacant: { zh: '暂缺', en: 'vacant' },
  supervision: { zh: '审批与监管相分离', en: 'Approval and supervision apart' },
  watches: { zh: '监督处室', en: 'Supervising office' },
  scope: { zh: '监督范围', en: 'What it may see' },
  independence: { zh: '独立性', en: 'Independence' },
  complain: { zh: '向谁投诉', en: 'Where to complain' },
  receives: { zh: '受理', en: 'Takes' },
  group: { zh: '领导小组', en: 'Leading group' },
});

const LEVELS = messages({
  '1': { zh: '国家级', en: 'National' },
  '2': { zh: '省级', en: 'Province' },
  '3': { zh: '市级', en: 'City' },
  '4': { zh: '县级', en: 'County' },
  '5': { zh: '乡镇级', en: 'Township' },
  '6': { zh: '村居', en: 'Village' },
});

export function AgenciesPage({ agencies }: { readonly agencies: readonly AgencySummary[] }) {
  const t = useT();
  const level = (code: string): string =>
    Object.entries(LEVELS).flatMap(([key, message]) => (key === code ? [t(message)] : []))[0] ?? code;
  return (
    <>
      <header className="page-head">
        <h1>{t(pageWords.agencies)}</h1>
        <p className="lead">{t(pageWords.lead)}</p>
      </header>
      {agencies.length === 0 ? (
        <Empty title={t(pageWords.none)} />
      ) : (
        <DataTable
          caption={t(pageWords.agencies)}
          rows={agencies}
          rowKey={(a) => a.id}
          columns={[
            {
              key: 'name',
              head: t(pageWords.name),
              title: true,
              cell: (a) => (
                <Link href={`/agencies/${a.slug}`}>
                  <Zh>{a.name}</Zh>
                </Link>
              ),
            },
            { key: 'level', head: t(pageWords.level), cell: (a) => level(a.level) },
            { key: 'division', head: t(pageWords.division), cell: (a) => <code>{a.divisionCode}</code> },
            { key: 'uscc', head: t(pageWords.uscc), cell: (a) => <code>{a.uscc ?? '—'}</code> },
          ]}
        />
      )}
    </>
  );
}

export function AgencyPage({ agency }: { readonly agency: Organisation }) {
  const t = useT();
  const { details } = agency;
  return (
    <article>
      <Crumbs items={[{ href: '/agencies', label: t(pageWords.agencies) }]} />
      <header className="page-head">
        <h1>
          <Zh>{agency.name}</Zh>
        </h1>
        <p className="shelfmark">
          <span>
            <span className="quiet">{t(pageWords.uscc)}　</span>
            <code>{agency.uscc ?? '—'}</code>
          </span>
          <span>
            <span className="quiet">{t(pageWords.division)}　</span>
            <code>{agency.divisionCode}</code>
          </span>
        </p>
        <ActionLink href={`/powers?agency=${agency.slug}`}>{t(pageWords.powers)}</ActionLink>
      </header>
      <section>
        <h2>{t(pageWords.charge)}</h2>
        {agency.firstResponsible !== undefined && (
          <PersonLine
            role={t(pageWords.first)}
            post={agency.firstResponsible}
            {...(details.phone === undefined ? {} : { phone: details.phone })}
          />
        )}
        {details.leadingGroup && (
          <>
            <h3>
              <Zh>{details.leadingGroup.name}</Zh>
            </h3>
            <Items
              items={details.leadingGroup.functions.map((f) => (
                <Zh key={f}>{f}</Zh>
              ))}
            />
          </>
        )}
      </section>
      {details.supervision && (
        <section>
          <h2>{t(pageWords.supervision)}</h2>
          <Facts
            items={[
              { key: 'who', term: t(pageWords.watches), value: <Zh>{details.supervision.office}</Zh> },
              { key: 'scope', term: t(pageWords.scope), value: <Zh>{details.supervision.scope}</Zh> },
              {
                key: 'apart',
                term: t(pageWords.independence),
                value: <Zh>{details.supervision.independence}</Zh>,
              },
            ]}
          />
        </section>
      )}
      <section>
        <h2>{t(pageWords.offices)}</h2>
        {agency.offices.map((office) => (
          <Disclosure key={office.id} summary={<Zh>{office.name}</Zh>}>
            <p>
              <Zh>{office.functions}</Zh>
            </p>
            <Facts
              items={[
                ...(office.leader === null
                  ? []
                  : [{ key: 'leader', term: t(pageWords.leader), value: <Zh>{office.leader}</Zh> }]),
                ...(office.head === null
                  ? []
                  : [{ key: 'head', term: t(pageWords.head), value: <Zh>{office.head}</Zh> }]),
              ]}
            />
            <PostTable posts={office.posts} office={office.name} />
          </Disclosure>
        ))}
      </section>
      <section>
        <h2>{t(pageWords.contact)}</h2>
        <Facts
          items={[
            ...(details.address === undefined
              ? []
              : [{ key: 'address', term: t(pageWords.address), value: <Zh>{details.address}</Zh> }]),
            ...(details.hours === undefined
              ? []
              : [{ key: 'hours', term: t(pageWords.hours), value: <Zh>{details.hours}</Zh> }]),
            ...(details.window === undefined
              ? []
              : [
                  {
                    key: 'window',
                    term: t(pageWords.window),
                    value: (
                      <Zh>{`${details.window.name} · ${details.window.address} · ${details.window.hours}`}</Zh>
                    ),
                  },
                ]),
          ]}
        />
      </section>
      <section id="complain">
        <h2>{t(pageWords.complain)}</h2>
        <DataTable
          caption={t(pageWords.complain)}
          rows={details.channels}
          rowKey={(channel) => channel.key}
          columns={[
            { key: 'name', head: t(pageWords.name), title: true, cell: (channel) => <Zh>{channel.name}</Zh> },
            {
              key: 'phone',
              head: t(pageWords.phone),
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
    </article>
  );
}

function PostTable({ posts, office }: { readonly posts: readonly PostSummary[]; readonly office: string }) {
  const t = useT();
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
            post.holders.length === 0
              ? t(pageWords.vacant)
              : post.holders
                  .map((h) => `${h.staffNo}${h.kind === 'deputy' ? t(pageWords.deputy) : ''}`)
                  .join('、'),
        },
      ]}
    />
  );
}
