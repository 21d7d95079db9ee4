import { Form, Input, InputNumber, Select } from 'antd';
import type { ReactNode } from 'react';
import { LEVELS, AGENCY_KINDS, Created, OFFICE_KINDS, Updated } from '#modules/organisation/contract';
import type { AgencyChart, PersonItem } from '#modules/organisation/contract';
import { parseUscc } from '#kernel';
import type { Message } from '#platform/i18n';
import { api } from '../../lib/api.ts';
import { useLanguage } from '../../lib/language.tsx';
import { FormDrawer } from './form-drawer.tsx';
import {
  AGENCY_KIND_WORDS,
  LEVEL_WORDS,
  m,
  OFFICE_KIND_WORDS,
  POST_KIND_WORDS,
  type Office,
  type Post,
} from './words.ts';

type Close = { readonly onClose: () => void };
type AgencyValues = {
  slug?: string;
  name: string;
  kind: string;
  level: string;
  divisionCode: string;
  uscc?: string;
  address?: string;
  phone?: string;
  hours?: string;
  firstResponsible?: string;
  substituteArrangement?: string;
};

/** What the form shows of the details; the rest stays as it is. */
const EDITED = new Set(['address', 'phone', 'hours', 'substituteArrangement', 'firstResponsible']);

/** A body: changed, or registered below another. */
export function AgencyForm({
  chart,
  below,
  persons,
  onClose,
}: Close & {
  readonly chart: AgencyChart;
  readonly below: boolean;
  readonly persons: readonly PersonItem[];
}): ReactNode {
  const { say } = useLanguage();
  const initial = below
    ? { kind: chart.kind, divisionCode: chart.divisionCode }
    : {
        name: chart.name,
        kind: chart.kind,
        level: chart.level,
        divisionCode: chart.divisionCode,
        uscc: chart.uscc ?? '',
        address: chart.details.address,
        phone: chart.details.phone,
        hours: chart.details.hours,
        substituteArrangement: chart.details.substituteArrangement,
        firstResponsible: chart.headId ?? undefined,
      };
  const save = ({ slug, name, kind, level, divisionCode, uscc, ...texts }: AgencyValues) => {
    const given = Object.fromEntries(
      Object.entries(texts).filter(([, text]) => text !== undefined && text.trim() !== ''),
    );
    const kept = Object.fromEntries(Object.entries(chart.details).filter(([key]) => !EDITED.has(key)));
    const fields = { name, kind, level, divisionCode, uscc: blankIsNull(uscc?.trim().toUpperCase()) };
    return below
      ? api('/agencies', {
          method: 'POST',
          body: { ...fields, slug, parentId: chart.id, details: { channels: [], ...given } },
          schema: Created,
        })
      : api(`/agencies/${chart.id}`, {
          method: 'PATCH',
          ifMatch: chart.rowVersion,
          body: { ...fields, details: { ...kept, ...given } },
          schema: Updated,
        });
  };
  return (
    <FormDrawer<AgencyValues>
      title={say(below ? m.addBody : m.editBody)}
      initial={initial}
      names={['slug', 'name', 'kind', 'level', 'divisionCode', 'uscc']}
      save={save}
      onClose={onClose}
    >
      <Required name="name" label={m.name}>
        <Input maxLength={200} />
      </Required>
      {below && (
        <Required name="slug" label={m.slug}>
          <Input maxLength={64} />
        </Required>
      )}
      <Required name="kind" label={m.kind}>
        <Select options={optionsOf(AGENCY_KINDS, AGENCY_KIND_WORDS, say)} />
      </Required>
      <Required name="level" label={m.level}>
        <Select options={optionsOf(LEVELS, LEVEL_WORDS, say)} />
      </Required>
      <Form.Item
        name="divisionCode"
        label={say(m.division)}
        rules={[
          { required: true, message: say(m.need) },
          { pattern: /^\d{6}$/, message: say(m.divisionWrong) },
        ]}
      >
        <Input inputMode="numeric" maxLength={6} />
      </Form.Item>
      <Form.Item
        name="uscc"
        label={say(m.uscc)}
        rules={[
          {
            validator: (_, value: unknown) => {
              const text = typeof value === 'string' ? value.trim() : '';
              const fault = text === '' ? undefined : usccFault(text, say);
              return fault === undefined ? Promise.resolve() : Promise.reject(new Error(fault));
            },
          },
        ]}
      >
        <Input maxLength={18} />
      </Form.Item>
      {!below && (
        <Form.Item name="firstResponsible" label={say(m.first)}>
          <Select allowClear showSearch={{ optionFilterProp: 'label' }} options={personOptions(persons)} />
        </Form.Item>
      )}
      <Form.Item name="address" label={say(m.address)}>
        <Input maxLength={2000} />
      </Form.Item>
      <Form.Item name="phone" label={say(m.phone)}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="hours" label={say(m.hours)}>
        <Input maxLength={500} />
      </Form.Item>
      <Form.Item name="substituteArrangement" label={say(m.substitute)}>
        <Input.TextArea rows={3} maxLength={2000} />
      </Form.Item>
    </FormDrawer>
  );
}

type OfficeValues = {
  name: string;
  kind: string;
  functions?: string;
  leaderId?: string | null;
  headId?: string | null;
  sort?: number;
};

export function OfficeForm({
  chart,
  office,
  persons,
  onClose,
}: Close & {
  readonly chart: AgencyChart;
  readonly office: Office | undefined;
  readonly persons: readonly PersonItem[];
}): ReactNode {
  const { say } = useLanguage();
  const save = (values: OfficeValues) => {
    const body = {
      ...values,
      functions: values.functions ?? '',
      leaderId: values.leaderId ?? null,
      headId: values.headId ?? null,
      sort: values.sort ?? 0,
    };
    return office
      ? api(`/agencies/${chart.id}/offices/${office.id}`, {
          method: 'PATCH',
          ifMatch: office.rowVersion,
          body,
          schema: Updated,
        })
      : api(`/agencies/${chart.id}/offices`, { method: 'POST', body, schema: Created });
  };
  return (
    <FormDrawer<OfficeValues>
      title={say(office ? m.editOffice : m.addOffice)}
      initial={office ?? { kind: 'office', sort: chart.offices.length }}
      names={['name', 'kind', 'functions', 'leaderId', 'headId', 'sort']}
      save={save}
      onClose={onClose}
    >
      <Required name="name" label={m.name}>
        <Input maxLength={200} />
      </Required>
      <Required name="kind" label={m.kind}>
        <Select options={optionsOf(OFFICE_KINDS, OFFICE_KIND_WORDS, say)} />
      </Required>
      <Form.Item name="functions" label={say(m.functions)}>
        <Input.TextArea rows={3} maxLength={2000} />
      </Form.Item>
      <Form.Item name="leaderId" label={say(m.leader)}>
        <Select allowClear showSearch={{ optionFilterProp: 'label' }} options={personOptions(persons)} />
      </Form.Item>
      <Form.Item name="headId" label={say(m.head)}>
        <Select allowClear showSearch={{ optionFilterProp: 'label' }} options={personOptions(persons)} />
      </Form.Item>
      <Form.Item name="sort" label={say(m.sort)}>
        <InputNumber min={0} max={9999} precision={0} />
      </Form.Item>
    </FormDrawer>
  );
}

type PostValues = { officeId: string; name: string; kind: string; duties?: string; sort?: number };

export function PostForm({
  chart,
  officeId,
  post,
  onClose,
}: Close & {
  readonly chart: AgencyChart;
  readonly officeId: string;
  readonly post: Post | undefined;
}): ReactNode {
  const { say } = useLanguage();
  const save = (values: PostValues) => {
    const body = { ...values, duties: values.duties ?? '', sort: values.sort ?? 0 };
    return post
      ? api(`/agencies/${chart.id}/posts/${post.id}`, {
          method: 'PATCH',
          ifMatch: post.rowVersion,
          body,
          schema: Updated,
        })
      : api(`/agencies/${chart.id}/posts`, { method: 'POST', body, schema: Created });
  };
  return (
    <FormDrawer<PostValues>
      title={say(post ? m.editPost : m.addPost)}
      initial={post ?? { officeId, kind: 'handler', sort: chart.posts.length }}
      names={['officeId', 'name', 'kind', 'duties', 'sort']}
      save={save}
      onClose={onClose}
    >
      <Required name="officeId" label={m.office}>
        <Select options={chart.offices.map(({ id, name }) => ({ value: id, label: name }))} />
      </Required>
      <Required name="name" label={m.name}>
        <Input maxLength={200} />
      </Required>
      <Required name="kind" label={m.postKind}>
        <Select options={optionsOf(Object.keys(POST_KIND_WORDS), POST_KIND_WORDS, say)} />
      </Required>
      <Form.Item name="duties" label={say(m.duties)}>
        <Input.TextArea rows={4} maxLength={2000} />
      </Form.Item>
      <Form.Item name="sort" label={say(m.sort)}>
        <InputNumber min={0} max={9999} precision={0} />
      </Form.Item>
    </FormDrawer>
  );
}

/** A field that must be filled in. */
export function Required({
  name,
  label,
  children,
}: {
  readonly name: string;
  readonly label: Message;
  readonly children: ReactNode;
}): ReactNode {
  const { say } = useLanguage();
  return (
    <Form.Item name={name} label={say(label)} rules={[{ required: true, message: say(m.need) }]}>
      {children}
    </Form.Item>
  );
}

type Say = (message: Message, params?: Record<string, string | number>) => string;

export function optionsOf(
  values: readonly string[],
  words: Readonly<Record<string, Message>>,
  say: Say,
): { value: string; label: string }[] {
  return values.map((value) => ({ value, label: words[value] ? say(words[value]) : value }));
}

/** Those in service, by name and staff number. */
export function personOptions(persons: readonly PersonItem[]): { value: string; label: string }[] {
  return persons
    .filter((person) => person.active)
    .map(({ id, name, staffNo }) => ({ value: id, label: `${name}（${staffNo}）` }));
}

function usccFault(text: string, say: Say): string | undefined {
  const parsed = parseUscc(text);
  if (parsed.ok) return undefined;
  const { error } = parsed;
  if (error.code === 'uscc/length') return say(m.usccLength, { n: error.length });
  if (error.code === 'uscc/character') return say(m.usccCharacter, { n: error.at + 1, c: error.character });
  return say(error.code === 'uscc/area' ? m.usccArea : m.usccCheck);
}

function blankIsNull(text: string | undefined): string | null {
  return text === undefined || text === '' ? null : text;
}
