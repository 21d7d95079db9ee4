import { Alert, Button, Form, Select } from 'antd';
import { useState, type ReactNode } from 'react';
import type { MinutesView } from '#modules/deliberation/contract';
import { messages } from '#platform/i18n';
import { Failure } from '../../lib/failure.tsx';
import { useLanguage } from '../../lib/language.tsx';
import { useAct } from '../../lib/use-act.ts';
import { CHANGES } from './queries.ts';

const m = messages({
  lead: {
    zh: '主持人回避了部分议题，不能签发自己没有听取的内容。请指定一位全程到会、没有回避任何议题的成员签发。',
    en: 'The chair withdrew from an item and cannot sign what was not heard. Name a member who was there from the opening to the end and withdrew from nothing.',
  },
  none: {
    zh: '主持人回避了部分议题，而没有人听取了全部议题。请先在议事机构中补充成员，再指定签发人。',
    en: 'The chair withdrew from an item, and nobody heard all of them. Add a member to the body, then name who signs.',
  },
  who: { zh: '签发人', en: 'Who signs' },
  name: { zh: '指定签发人', en: 'Name who signs' },
});

/** Names who signs in the place of a chair who withdrew from an item; also anew, until it is signed. */
export function StandIn({ view }: { readonly view: MinutesView }): ReactNode {
  const { say } = useLanguage();
  const act = useAct(CHANGES);
  const { standIns, signer, rowVersion } = view;
  const [chosen, setChosen] = useState<string | undefined>();
  if (standIns.length === 0) return <Alert type="warning" showIcon title={say(m.none)} />;
  return (
    <section className="desk-narrow">
      <p className="quiet">{say(m.lead)}</p>
      {act.error && <Failure error={act.error} />}
      <Form
        layout="vertical"
        onFinish={() =>
          act.mutate({
            path: `/meetings/${view.minutes.meetingId}/minutes/signer`,
            method: 'PUT',
            ifMatch: rowVersion,
            body: { personId: chosen },
          })
        }
      >
        <Form.Item label={say(m.who)}>
          <Select
            aria-label={say(m.who)}
            value={chosen ?? standIns.find(({ name }) => name === signer)?.personId}
            onChange={setChosen}
            options={standIns.map(({ personId, name }) => ({ value: personId, label: name }))}
          />
        </Form.Item>
        <Button htmlType="submit" disabled={chosen === undefined} loading={act.isPending}>
          {say(m.name)}
        </Button>
      </Form>
    </section>
  );
}
