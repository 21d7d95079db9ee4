import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Form, Input, Select, Typography } from 'antd';
import type { ReactNode } from 'react';
import { CategoryBegun, FLOW_KINDS } from '#modules/category-flows/contract';
import { FLOW_KIND_WORDS } from '#modules/flows/contract';
import { messages } from '#platform/i18n';
import { api } from '../../lib/api.ts';
import { DayItem } from '../../lib/day-item.tsx';
import { Failure } from '../../lib/failure.tsx';
import { FormDialog } from '../../lib/form-dialog.tsx';
import { useLanguage } from '../../lib/language.tsx';
import { chartQuery } from '../../lib/queries.ts';
import { useMe } from '../../lib/session.tsx';
import { useToday } from '../../lib/today.ts';
import { m } from './words.ts';

const words = messages({
  begin: { zh: '新画一个通用流程', en: 'Draw a general flow' },
  beginHint: {
    zh: '从这一类权力的法定模板画起，画的时候可以另存文件、也可以载入文件。',
    en: 'The drawing begins from the template of the category; it can be filled from a file as well.',
  },
  reviseHint: {
    zh: '从现行版本画起，走同样的审签；公布以前，现行版本照常有效。公布以后，已经调用它的流程仍按原来调用的版本走，正在办理的案件不受影响；要改用新版，由各事项自己调整流程。',
    en: 'The drawing begins from the present version and goes the same way; until then the present one stands. Afterwards the flows that call it go on with the version they name, and cases under way are not touched: each power changes its own flow to call the new one.',
  },
  beginEnd: { zh: '开始终止', en: 'Begin to end it' },
  endHint: {
    zh: '终止要走同样的审签：处室签字、分管领导审签、领导小组办公室审核、公布；公布以前，现行版本照常有效。还有现行流程调用它的，要等各事项先调整自己的流程；正在办理的案件照原来的流程办完。终止以后不再有新版本，公开页写明终止日期和理由。',
    en: 'An ending goes the same way: signed by the office, countersigned, reviewed, published; until then the present version stands. While flows in force call it, each power changes its own flow first; cases under way go on by theirs. After it no version follows, and the public page says from when and why.',
  },
  endFromHint: {
    zh: '从这一天起不再有效；不填的，自公布之日起。',
    en: 'From this day it is in force no more; without one, from the day of publication.',
  },
  titleHint: { zh: '例如：行政许可通用流程', en: 'e.g. 行政许可通用流程' },
});

/** What both dialogs do once they are filled in: begin, and open the page of the new version. */
function useBegin(path: string) {
  const queries = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: (body: Readonly<Record<string, string | boolean | undefined>>) =>
      api(path, { method: 'POST', body, schema: CategoryBegun }),
    onSuccess: async ({ versionId }) => {
      await queries.invalidateQueries({ queryKey: ['category-flows'] });
      await navigate({ to: '/category-flows/$versionId', params: { versionId } });
    },
  });
}

function OfficeItem(): ReactNode {
  const { say } = useLanguage();
  const me = useMe();
  const offices = useQuery(chartQuery(me.agency.id)).data?.offices ?? [];
  return (
    <Form.Item name="officeId" label={say(m.office)} rules={[{ required: true, message: say(m.need) }]}>
      <Select
        aria-label={say(m.office)}
        options={offices.map(({ id, name }) => ({ value: id, label: name }))}
      />
    </Form.Item>
  );
}

/** Begins the general flow of a category. */
export function BeginDialog({ close }: { close(): void }): ReactNode {
  const { say } = useLanguage();
  const [form] = Form.useForm<Record<string, string>>();
  const begin = useBegin('/category-flows');
  return (
    <FormDialog
      title={say(words.begin)}
      okText={say(words.begin)}
      form={form}
      close={close}
      pending={begin.isPending}
    >
      {begin.error && <Failure error={begin.error} />}
      <Typography.Paragraph type="secondary">{say(words.beginHint)}</Typography.Paragraph>
      <Form form={form} layout="vertical" onFinish={(values) => begin.mutate(values)}>
        <Form.Item name="kind" label={say(m.kind)} rules={[{ required: true, message: say(m.need) }]}>
          <Select
            aria-label={say(m.kind)}
            options={FLOW_KINDS.map((kind) => ({ value: kind, label: say(FLOW_KIND_WORDS[kind]) }))}
          />
        </Form.Item>
        <Form.Item
          name="title"
          label={say(m.name)}
          extra={say(words.titleHint)}
          rules={[{ required: true, whitespace: true, min: 2, message: say(m.need) }]}
        >
          <Input maxLength={60} />
        </Form.Item>
        <OfficeItem />
      </Form>
    </FormDialog>
  );
}

type ReviseProps = {
  readonly of: { readonly code: string; readonly title: string; readonly officeId?: string };
  close(): void;
};

/** Begins the next version of a published general flow, with its reason. */
export function ReviseDialog({ of, close }: ReviseProps): ReactNode {
  const { say } = useLanguage();
  const [form] = Form.useForm<Record<string, string>>();
  const begin = useBegin(`/category-flows/${encodeURIComponent(of.code)}/versions`);
  return (
    <FormDialog
      title={`${say(m.revise)} · ${of.title}`}
      okText={say(m.revise)}
      form={form}
      close={close}
      pending={begin.isPending}
    >
      {begin.error && <Failure error={begin.error} />}
      <Typography.Paragraph type="secondary">{say(words.reviseHint)}</Typography.Paragraph>
      <Form
        form={form}
        layout="vertical"
        initialValues={of.officeId === undefined ? {} : { officeId: of.officeId }}
        onFinish={(values) => begin.mutate(values)}
      >
        <Form.Item
          name="reason"
          label={say(m.reason)}
          rules={[{ required: true, whitespace: true, message: say(m.need) }]}
        >
          <Input.TextArea rows={3} maxLength={2000} />
        </Form.Item>
        <OfficeItem />
      </Form>
    </FormDialog>
  );
}

/** Begins the end of a published general flow: it is signed, reviewed and published as any version. */
export function EndDialog({ of, close }: ReviseProps): ReactNode {
  const { say } = useLanguage();
  const [form] = Form.useForm<Record<string, string>>();
  const today = useToday();
  const begin = useBegin(`/category-flows/${encodeURIComponent(of.code)}/versions`);
  return (
    <FormDialog
      title={`${say(m.end)} · ${of.title}`}
      okText={say(words.beginEnd)}
      form={form}
      close={close}
      pending={begin.isPending}
    >
      {begin.error && <Failure error={begin.error} />}
      <Typography.Paragraph type="secondary">{say(words.endHint)}</Typography.Paragraph>
      <Form
        form={form}
        layout="vertical"
        initialValues={of.officeId === undefined ? {} : { officeId: of.officeId }}
        onFinish={(values) => begin.mutate({ ...values, ends: true })}
      >
        <Form.Item
          name="reason"
          label={say(m.endReason)}
          rules={[{ required: true, whitespace: true, message: say(m.need) }]}
        >
          <Input.TextArea rows={3} maxLength={2000} showCount />
        </Form.Item>
        <DayItem name="plannedFrom" label={say(m.endFrom)} extra={say(words.endFromHint)} first={today} />
        <OfficeItem />
      </Form>
    </FormDialog>
  );
}
