import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Form, Input, Select } from 'antd';
import type { ReactNode } from 'react';
import { CategoryDetail, Edited } from '#modules/category-flows/contract';
import { messages } from '#platform/i18n';
import { api, ApiRefusal } from '../../lib/api.ts';
import { DayInput, useDayFault } from '../../lib/day-item.tsx';
import { Failure } from '../../lib/failure.tsx';
import { useLanguage } from '../../lib/language.tsx';
import { chartQuery } from '../../lib/queries.ts';
import { useMe } from '../../lib/session.tsx';
import { useToday } from '../../lib/today.ts';
import { useKeptSettings, type SettingValues } from './use-kept-settings.ts';
import { m } from './words.ts';

const words = messages({
  save: { zh: '保存', en: 'Save' },
  stored: { zh: '已保存', en: 'Stored' },
  unsaved: {
    zh: '有没保存的修改，留在这台电脑上，关掉页面也不会丢。',
    en: 'What is not stored yet is kept on this computer.',
  },
  fromHint: { zh: '不填的，自公布之日起施行。', en: 'Without one, from the day of publication.' },
  endHint: { zh: '不填的，自公布之日起终止。', en: 'Without one, from the day of publication.' },
  theirs: { zh: '别人刚改了{what}，已并入本页。', en: 'Somebody just changed {what}; it is merged here.' },
  both: {
    zh: '别人刚改了{what}，您也改了。页面上是您填写的；再按“保存”用您的，或者改用对方的。',
    en: 'Somebody just changed {what}, and so did you. The form has yours: store again to keep it, or take theirs.',
  },
  take: { zh: '改用对方的', en: 'Take theirs' },
});
const NAMES = { officeId: m.office, reason: m.reason, plannedFrom: m.from } satisfies Record<
  keyof SettingValues,
  unknown
>;

/** Office, day in force and reason of a version that is not published. */
export function SettingsForm({ version }: { readonly version: CategoryDetail }): ReactNode {
  const { say } = useLanguage();
  const { message } = App.useApp();
  const me = useMe();
  const offices = useQuery(chartQuery(me.agency.id)).data?.offices ?? [];
  const queries = useQueryClient();
  const { typed, dirty, merged, ...kept } = useKeptSettings(version);
  const path = `/category-flow-versions/${version.versionId}`;
  const store = useMutation({
    mutationFn: async () => {
      const sent = typed;
      const { rowVersion } = await api(path, {
        method: 'PUT',
        ifMatch: kept.rowVersion(),
        body: sent,
        schema: Edited,
      });
      kept.stored(sent, rowVersion);
    },
    onSuccess: async () => {
      void message.success(say(words.stored));
      await queries.invalidateQueries({ queryKey: ['category-flows'] });
    },
    onError: async (error) => {
      if (error instanceof ApiRefusal && error.problem.status === 412)
        kept.takeIn(await api(path, { schema: CategoryDetail }));
    },
  });
  const nameOf = (names: readonly string[]): string =>
    names.map((name) => (name in NAMES ? say(NAMES[name as keyof SettingValues]) : name)).join('、');
  const overtaken = store.error instanceof ApiRefusal && store.error.problem.status === 412;
  const first = version.base === null;
  const { ends } = version;
  const today = useToday();
  const fault = useDayFault(typed.plannedFrom, { first: today });
  return (
    <Form layout="vertical" onFinish={() => store.mutate()}>
      {merged !== undefined && merged.theirs.length > 0 && (
        <Alert
          type="info"
          showIcon
          className="power-note"
          title={say(words.theirs, { what: nameOf(merged.theirs) })}
        />
      )}
      {merged !== undefined && merged.both.length > 0 && (
        <Alert
          type="warning"
          showIcon
          role="alert"
          className="power-note"
          title={say(words.both, { what: nameOf(merged.both) })}
          action={
            <Button size="small" onClick={() => kept.useTheirs()}>
              {say(words.take)}
            </Button>
          }
        />
      )}
      {(!first || typed.reason !== '') && (
        <Form.Item label={say(ends ? m.endReason : m.reason)} required={!first} htmlFor="category-reason">
          <Input.TextArea
            id="category-reason"
            rows={2}
            maxLength={2000}
            value={typed.reason}
            onChange={({ target }) => kept.set({ reason: target.value })}
          />
        </Form.Item>
      )}
      <Form.Item label={say(m.office)} required>
        <Select
          aria-label={say(m.office)}
          value={typed.officeId}
          options={offices.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(officeId: string) => kept.set({ officeId })}
        />
      </Form.Item>
      <Form.Item
        label={say(ends ? m.endFrom : m.from)}
        extra={say(ends ? words.endHint : words.fromHint)}
        htmlFor="category-from"
        {...(fault !== undefined && { validateStatus: 'error' as const, help: fault })}
      >
        <DayInput
          id="category-from"
          first={today}
          value={typed.plannedFrom}
          onChange={(day) => kept.set({ plannedFrom: day ?? null })}
        />
      </Form.Item>
      {store.error && !overtaken && <Failure error={store.error} />}
      <Button htmlType="submit" disabled={!dirty || fault !== undefined} loading={store.isPending}>
        {say(words.save)}
      </Button>
      {dirty && <p className="quiet">{say(words.unsaved)}</p>}
    </Form>
  );
}
