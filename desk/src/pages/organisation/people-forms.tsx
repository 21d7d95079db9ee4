import { Checkbox, Form, Input, Radio, Select } from 'antd';
import type { ReactNode } from 'react';
import { z } from 'zod';
import { Created, Updated } from '#modules/organisation/contract';
import type { AgencyChart, AssignmentItem, PersonItem } from '#modules/organisation/contract';
import { api, Nothing } from '../../lib/api.ts';
import { useLanguage } from '../../lib/language.tsx';
import { useToday } from '../../lib/today.ts';
import { FormDrawer } from './form-drawer.tsx';
import { personOptions, Required } from './structure-forms.tsx';
import { m, type Post } from './words.ts';

type Common = { readonly chart: AgencyChart; readonly onClose: () => void };
type PersonValues = { name: string; staffNo: string; title?: string; active?: boolean };
const Made = z.object({ id: z.string() });

export function PersonForm({
  chart,
  person,
  onClose,
}: Common & { readonly person: PersonItem | undefined }): ReactNode {
  const { say } = useLanguage();
  const save = ({ name, staffNo, title, active }: PersonValues) =>
    person
      ? api(`/agencies/${chart.id}/persons/${person.id}`, {
          method: 'PATCH',
          ifMatch: person.rowVersion,
          body: { name, title: title ?? '', active },
          schema: Updated,
        })
      : api(`/agencies/${chart.id}/persons`, {
          method: 'POST',
          body: { name, staffNo, title: title ?? '' },
          schema: Created,
        });
  return (
    <FormDrawer<PersonValues>
      title={say(person ? m.editPerson : m.addPerson)}
      initial={person ?? {}}
      names={['name', 'staffNo', 'title']}
      save={save}
      onClose={onClose}
    >
      <Required name="name" label={m.personName}>
        <Input maxLength={200} />
      </Required>
      <Required name="staffNo" label={m.staffNo}>
        <Input maxLength={32} disabled={person !== undefined} />
      </Required>
      <Form.Item name="title" label={say(m.jobTitle)}>
        <Input maxLength={200} />
      </Form.Item>
      {person && (
        <Form.Item name="active" valuePropName="checked">
          <Checkbox>{say(m.leave)}</Checkbox>
        </Form.Item>
      )}
    </FormDrawer>
  );
}

type AssignValues = {
  kind: 'holder' | 'deputy' | 'delegate';
  personId: string;
  holderId?: string;
  validFrom: string;
  validTo?: string;
  reason?: string;
};

/** Who is at a post from when to when: as holder, as deputy, or on behalf of a holder. */
export function AssignForm({
  chart,
  post,
  persons,
  onlyDelegation,
  onClose,
}: Common & {
  readonly post: Post;
  readonly persons: readonly PersonItem[];
  /** A holder hands over their own post and may do nothing else here. */
  readonly onlyDelegation: string | undefined;
}): ReactNode {
  const { say } = useLanguage();
  const today = useToday();
  const holders = chart.assignments.filter((a) => a.postId === post.id && a.kind === 'holder');
  const save = ({ kind, personId, holderId, validFrom, validTo, reason }: AssignValues) => {
    const common = { postId: post.id, personId, validFrom };
    return kind === 'delegate'
      ? api(`/agencies/${chart.id}/delegations`, {
          method: 'POST',
          body: { ...common, holderId: onlyDelegation ?? holderId, validTo, reason },
          schema: Made,
        })
      : api(`/agencies/${chart.id}/assignments`, {
          method: 'POST',
          body: { ...common, kind, validTo: validTo === undefined || validTo === '' ? null : validTo },
          schema: Made,
        });
  };
  return (
    <FormDrawer<AssignValues>
      title={say(m.assignTitle, { post: post.name })}
      initial={{
        kind: onlyDelegation === undefined ? 'holder' : 'delegate',
        validFrom: today,
        ...(holders[0] ? { holderId: onlyDelegation ?? holders[0].personId } : {}),
      }}
      names={['kind', 'personId', 'holderId', 'validFrom', 'validTo', 'reason']}
      save={save}
      onClose={onClose}
    >
      <Form.Item name="kind" label={say(m.how)}>
        <Radio.Group
          disabled={onlyDelegation !== undefined}
          options={[
            { value: 'holder', label: say(m.holder) },
            { value: 'deputy', label: say(m.deputy) },
            { value: 'delegate', label: say(m.delegate), disabled: holders.length === 0 },
          ]}
        />
      </Form.Item>
      <Required name="personId" label={m.person}>
        <Select showSearch={{ optionFilterProp: 'label' }} options={personOptions(persons)} />
      </Required>
      <Required name="validFrom" label={m.from}>
        <Input type="date" />
      </Required>
      <Form.Item noStyle dependencies={['kind']}>
        {({ getFieldValue }) =>
          getFieldValue('kind') === 'delegate' ? (
            <>
              <Required name="validTo" label={m.to}>
                <Input type="date" />
              </Required>
              <Required name="holderId" label={m.onBehalf}>
                <Select
                  disabled={onlyDelegation !== undefined}
                  options={holders.map((a) => ({ value: a.personId, label: a.personName }))}
                />
              </Required>
              <Required name="reason" label={m.reason}>
                <Input.TextArea rows={2} maxLength={500} />
              </Required>
            </>
          ) : (
            <Form.Item name="validTo" label={say(m.toOpen)}>
              <Input type="date" />
            </Form.Item>
          )
        }
      </Form.Item>
    </FormDrawer>
  );
}

export function EndForm({
  chart,
  assignment,
  onClose,
}: Common & { readonly assignment: AssignmentItem }): ReactNode {
  const { say } = useLanguage();
  const today = useToday();
  return (
    <FormDrawer<{ lastDay: string }>
      title={say(m.endTitle, { name: assignment.personName })}
      initial={{ lastDay: today }}
      names={['lastDay']}
      save={(body) =>
        api(`/agencies/${chart.id}/assignments/${assignment.id}/end`, {
          method: 'POST',
          body,
          schema: Nothing,
        })
      }
      onClose={onClose}
    >
      <Required name="lastDay" label={m.lastDay}>
        <Input type="date" />
      </Required>
    </FormDrawer>
  );
}
