import { Button, Form, Input, Select } from 'antd';
import type { ReactNode } from 'react';
import { LEVEL_WORDS, LEVELS, type LawDetail } from '#modules/library/contract';
import { messages } from '#platform/i18n';
import { DayItem } from '../../lib/day-item.tsx';
import { Failure } from '../../lib/failure.tsx';
import { showFieldErrors } from '../../lib/field-errors.ts';
import { FormPanel } from '../../lib/form-dialog.tsx';
import { useLanguage } from '../../lib/language.tsx';
import { useAct } from '../../lib/use-act.ts';
import { CHANGES } from './queries.ts';
import { m } from './words.ts';

const words = messages({
  addArticle: { zh: '加一条', en: 'Add an article' },
  remove: { zh: '去掉第 {n} 行', en: 'Remove row {n}' },
  from: { zh: '条文生效日', en: 'Valid from' },
  until: { zh: '条文失效日', en: 'Ended from' },
  voids: { zh: '保存以后，原来的核对记录作废。', en: 'Saving voids that the entry was checked.' },
});
const FACTS = ['title', 'level', 'issuer', 'documentNumber', 'promulgatedOn', 'inForceFrom', 'source'];
/** No level is proposed: who does not look would enter a document of a city as a law. */
const EMPTY = { articles: [], amendments: [] };

/** A new entry, or the facts and articles of one that is there; amendments and repeal stay as they are. */
export function LawDrawer({ law, close }: { readonly law: LawDetail | undefined; close(): void }): ReactNode {
  const { say } = useLanguage();
  const [form] = Form.useForm();
  const act = useAct(CHANGES, close);
  const names = [
    ...FACTS,
    ...Array.from({ length: 400 }, (_, at) => [`articles/${at}/number`, `articles/${at}/endedFrom`]).flat(),
  ];
  const send = (values: object): void =>
    act.mutate(
      {
        path: law === undefined ? '/laws' : `/laws/${law.id}`,
        method: law === undefined ? 'POST' : 'PUT',
        body: withoutEmpty({ ...law?.entry, ...values }),
        ...(law === undefined ? {} : { ifMatch: law.rowVersion }),
      },
      { onError: (error) => showFieldErrors(form, error, names) },
    );
  const need = [{ required: true, message: say(m.need) }];
  return (
    <FormPanel title={say(law === undefined ? m.add : m.edit)} size={640} form={form} close={close}>
      {act.error && <Failure error={act.error} />}
      <Form form={form} layout="vertical" initialValues={law?.entry ?? EMPTY} onFinish={send}>
        <Form.Item name="title" label={say(m.name)} rules={need}>
          <Input maxLength={500} />
        </Form.Item>
        <Form.Item name="level" label={say(m.level)} rules={need}>
          <Select
            aria-label={say(m.level)}
            options={LEVELS.map((one) => ({ value: one, label: say(LEVEL_WORDS[one]) }))}
          />
        </Form.Item>
        <Form.Item name="issuer" label={say(m.issuer)}>
          <Input maxLength={500} />
        </Form.Item>
        <Form.Item name="documentNumber" label={say(m.number)}>
          <Input maxLength={500} />
        </Form.Item>
        <DayItem name="promulgatedOn" label={say(m.promulgated)} />
        <DayItem name="inForceFrom" label={say(m.inForce)} />
        <Form.Item name="source" label={say(m.source)} extra={say(m.sourceHint)} rules={need}>
          <Input maxLength={500} />
        </Form.Item>
        <Articles />
        {law?.verified && <p className="quiet">{say(words.voids)}</p>}
        <Button type="primary" htmlType="submit" loading={act.isPending}>
          {say(m.save)}
        </Button>
      </Form>
    </FormPanel>
  );
}

function Articles(): ReactNode {
  const { say } = useLanguage();
  const need = [{ required: true, message: say(m.need) }];
  return (
    <fieldset className="power-group">
      <legend>{say(m.articles)}</legend>
      <Form.List name="articles">
        {(rows, { add, remove }) => (
          <>
            {rows.map((row, at) => (
              <div key={row.key} className="law-entry">
                <Form.Item name={[row.name, 'number']} label={say(m.article)} rules={need}>
                  <Input maxLength={200} placeholder="第四十二条" />
                </Form.Item>
                <Form.Item name={[row.name, 'textKind']} label={say(m.kind)}>
                  <Select
                    aria-label={say(m.kind)}
                    options={[
                      { value: 'summary', label: say(m.summary) },
                      { value: 'text', label: say(m.wording) },
                    ]}
                  />
                </Form.Item>
                <Form.Item name={[row.name, 'text']} label={say(m.text)}>
                  <Input.TextArea rows={2} maxLength={8000} />
                </Form.Item>
                <DayItem name={[row.name, 'validFrom']} label={say(words.from)} />
                <DayItem name={[row.name, 'endedFrom']} label={say(words.until)} />
                <Button size="small" onClick={() => remove(row.name)}>
                  {say(words.remove, { n: at + 1 })}
                </Button>
              </div>
            ))}
            <Button size="small" onClick={() => add({ textKind: 'summary', text: '' })}>
              ＋ {say(words.addArticle)}
            </Button>
          </>
        )}
      </Form.List>
    </fieldset>
  );
}

/** Fields that were cleared are left out; an empty text of an article stays. */
function withoutEmpty(values: object): object {
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]: [string, unknown]) =>
      value === undefined || value === null || value === ''
        ? []
        : [
            [
              name,
              name === 'articles' && Array.isArray(value)
                ? value.map((row: object) => ({ text: '', ...withoutEmpty(row) }))
                : value,
            ],
          ],
    ),
  );
}
