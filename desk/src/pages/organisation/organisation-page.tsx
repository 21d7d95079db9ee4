import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { Alert, Button, Descriptions, Tabs, Typography } from 'antd';
import { useState, type ReactNode } from 'react';
import type { AgencyChart, AgencyItem, AssignmentItem, PersonItem } from '#modules/organisation/contract';
import { Await } from '../../lib/failure.tsx';
import { useLanguage } from '../../lib/language.tsx';
import { hasAnyRole, useMe } from '../../lib/session.tsx';
import { AccountsTab } from './accounts-tab.tsx';
import { OfficeSection } from './office-section.tsx';
import { AssignForm, EndForm, PersonForm } from './people-forms.tsx';
import { PersonsTab } from './persons-tab.tsx';
import { agenciesQuery, chartQuery, personsQuery } from './queries.ts';
import { AgencyForm, OfficeForm, PostForm } from './structure-forms.tsx';
import { AGENCY_KIND_WORDS, LEVEL_WORDS, m, type Office, type Post } from './words.ts';

const route = getRouteApi('/shell/organisation');

type Editing =
  | { readonly kind: 'agency'; readonly below: boolean }
  | { readonly kind: 'office'; readonly office: Office | undefined }
  | { readonly kind: 'post'; readonly officeId: string; readonly post: Post | undefined }
  | { readonly kind: 'person'; readonly person: PersonItem | undefined }
  | { readonly kind: 'assign'; readonly post: Post }
  | { readonly kind: 'end'; readonly assignment: AssignmentItem };

/** A body with its offices, posts, persons and accounts, as its administrators keep it (A1–A3). */
export function OrganisationPage(): ReactNode {
  const { say } = useLanguage();
  const me = useMe();
  const { agency = me.agency.id } = route.useSearch();
  const chart = useQuery(chartQuery(agency));
  const persons = useQuery(personsQuery(agency));
  const agencies = useQuery(agenciesQuery);
  return (
    <>
      <Typography.Title level={2}>{say(m.title)}</Typography.Title>
      <Await query={chart}>
        {(one) => (
          <Await query={persons}>
            {(staff) => (
              <Organisation key={one.id} chart={one} persons={staff} agencies={agencies.data ?? []} />
            )}
          </Await>
        )}
      </Await>
    </>
  );
}

type Props = {
  readonly chart: AgencyChart;
  readonly persons: readonly PersonItem[];
  readonly agencies: readonly AgencyItem[];
};

function Organisation({ chart, persons, agencies }: Props): ReactNode {
  const { say } = useLanguage();
  const me = useMe();
  const { tab = 'parts' } = route.useSearch();
  const navigate = useNavigate();
  const [editing, setEditing] = useState<Editing>();
  const close = (): void => setEditing(undefined);
  const keeps = hasAnyRole(me, ['org-admin']);
  const own = chart.id === me.agency.id;
  const tabs = [
    {
      key: 'parts',
      label: say(m.parts),
      children: (
        <>
          {keeps && (
            <div className="desk-acts">
              <Button type="primary" onClick={() => setEditing({ kind: 'office', office: undefined })}>
                {say(m.addOffice)}
              </Button>
            </div>
          )}
          {chart.offices.map((office) => (
            <OfficeSection
              key={office.id}
              chart={chart}
              office={office}
              persons={persons}
              me={me.personId}
              keeps={keeps}
              onEdit={() => setEditing({ kind: 'office', office })}
              onAddPost={() => setEditing({ kind: 'post', officeId: office.id, post: undefined })}
              onEditPost={(post) => setEditing({ kind: 'post', officeId: office.id, post })}
              onAssign={(post) => setEditing({ kind: 'assign', post })}
              onEnd={(assignment) => setEditing({ kind: 'end', assignment })}
            />
          ))}
        </>
      ),
    },
    {
      key: 'people',
      label: `${say(m.people)} · ${persons.filter((person) => person.active).length}`,
      children: (
        <PersonsTab
          chart={chart}
          persons={persons}
          keeps={keeps}
          onEdit={(person) => setEditing({ kind: 'person', person })}
        />
      ),
    },
    ...(own && hasAnyRole(me, ['org-admin', 'operator', 'auditor'])
      ? [
          {
            key: 'accounts',
            label: say(m.accounts),
            children: <AccountsTab chart={chart} persons={persons} />,
          },
        ]
      : []),
  ];
  return (
    <>
      <BodyFacts
        chart={chart}
        agencies={agencies}
        persons={persons}
        keeps={keeps}
        onEdit={(below) => setEditing({ kind: 'agency', below })}
      />
      <Separation chart={chart} persons={persons} />
      {!keeps && <Alert type="info" showIcon title={say(m.readOnly)} />}
      <Tabs
        activeKey={tabs.some(({ key }) => key === tab) ? tab : 'parts'}
        items={tabs}
        onChange={(next) =>
          void navigate({ to: '/organisation', search: { agency: chart.id, tab: next }, replace: true })
        }
      />
      {editing?.kind === 'agency' && (
        <AgencyForm chart={chart} below={editing.below} persons={persons} onClose={close} />
      )}
      {editing?.kind === 'office' && (
        <OfficeForm chart={chart} office={editing.office} persons={persons} onClose={close} />
      )}
      {editing?.kind === 'post' && (
        <PostForm chart={chart} officeId={editing.officeId} post={editing.post} onClose={close} />
      )}
      {editing?.kind === 'person' && <PersonForm chart={chart} person={editing.person} onClose={close} />}
      {editing?.kind === 'assign' && (
        <AssignForm
          chart={chart}
          post={editing.post}
          persons={persons}
          onlyDelegation={keeps ? undefined : me.personId}
          onClose={close}
        />
      )}
      {editing?.kind === 'end' && <EndForm chart={chart} assignment={editing.assignment} onClose={close} />}
    </>
  );
}

type FactsProps = Props & { readonly keeps: boolean; readonly onEdit: (below: boolean) => void };

/** Where the body stands in the tree, and how it is reached. */
function BodyFacts({ chart, agencies, persons, keeps, onEdit }: FactsProps): ReactNode {
  const { say } = useLanguage();
  const above = agencies.find((agency) => agency.id === chart.parentId);
  const below = agencies.filter((agency) => agency.parentId === chart.id);
  const kind = AGENCY_KIND_WORDS[chart.kind];
  const level = LEVEL_WORDS[chart.level];
  const to = ({ id, name }: AgencyItem): ReactNode => (
    <Link key={id} to="/organisation" search={{ agency: id }} className="org-body">
      {name}
    </Link>
  );
  return (
    <section className="org-facts">
      <Typography.Title level={3}>{chart.name}</Typography.Title>
      <Descriptions
        size="small"
        column={{ xs: 1, md: 2, xl: 3 }}
        items={[
          { key: 'kind', label: say(m.kind), children: kind ? say(kind) : chart.kind },
          { key: 'level', label: say(m.level), children: level ? say(level) : chart.level },
          { key: 'division', label: plain(say(m.division)), children: chart.divisionCode },
          { key: 'uscc', label: plain(say(m.uscc)), children: chart.uscc ?? say(m.none) },
          {
            key: 'first',
            label: say(m.first),
            children: persons.find((person) => person.id === chart.headId)?.name ?? say(m.none),
          },
          { key: 'phone', label: say(m.phone), children: chart.details.phone ?? say(m.none) },
          { key: 'address', label: say(m.address), children: chart.details.address ?? say(m.none) },
          { key: 'above', label: say(m.above), children: above ? to(above) : say(m.none) },
          {
            key: 'below',
            label: say(m.below),
            children: below.length === 0 ? say(m.none) : below.map(to),
          },
        ]}
      />
      {keeps && (
        <div className="desk-acts">
          <Button onClick={() => onEdit(false)}>{say(m.editBody)}</Button>
          <Button onClick={() => onEdit(true)}>{say(m.addBody)}</Button>
        </div>
      )}
    </section>
  );
}

/** A label of a form without its hint. */
function plain(label: string): string {
  return label.replace(/\s*[（(].*$/, '');
}

/** Approval and supervision apart (A3): who does both, and whether the rule lets them. */
function Separation({ chart, persons }: Pick<Props, 'chart' | 'persons'>): ReactNode {
  const { say } = useLanguage();
  if (chart.offices.length === 0) return null;
  if (chart.separation.length === 0) return <Alert type="success" showIcon title={say(m.apart)} />;
  return chart.separation.map(({ personId, exempt }) => (
    <Alert
      key={personId}
      type={exempt ? 'info' : 'warning'}
      showIcon
      title={say(exempt ? m.exempt : m.together, {
        name: persons.find((person) => person.id === personId)?.name ?? '',
      })}
    />
  ));
}
