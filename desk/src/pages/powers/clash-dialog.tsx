import { Modal, Radio } from 'antd';
import { useState, type ReactNode } from 'react';
import { messages } from '#platform/i18n';
import { formatAt } from '../../lib/format.ts';
import { useLanguage } from '../../lib/language.tsx';
import { ELEMENTS, type FieldSpec } from './element-fields.ts';
import { OF_VERSION, type Clash } from './use-draft.ts';
import { ValueText } from './value-text.tsx';

const m = messages({
  title: { zh: '有人同时改了同样的内容', en: 'Somebody changed the same elements' },
  lead: {
    zh: '{by}在 {at} 保存了修改，其中下面几项您也改了。请逐项选择用哪一个；没有选中的不会留下。其余修改已经合并。',
    en: '{by} saved changes at {at}. You changed these elements too: choose for each which one to keep. Everything else is merged.',
  },
  mine: { zh: '用我填写的', en: 'Keep mine' },
  theirs: { zh: '用{by}保存的', en: 'Keep what {by} saved' },
  ok: { zh: '合并并保存', en: 'Merge and save' },
  class: { zh: '存证级别', en: 'Commitment class' },
  reason: { zh: '调整理由', en: 'Reason' },
  basis: { zh: '调整依据', en: 'Basis' },
});

const VERSION_FIELDS: Readonly<Record<string, FieldSpec>> = {
  [OF_VERSION.class]: { kind: 'choice', choices: 'class', name: OF_VERSION.class, label: m.class },
  [OF_VERSION.reason]: { kind: 'text', name: OF_VERSION.reason, label: m.reason },
  [OF_VERSION.basis]: { kind: 'text', name: OF_VERSION.basis, label: m.basis },
};
const specOf = (name: string): FieldSpec =>
  ELEMENTS.get(name) ?? VERSION_FIELDS[name] ?? { kind: 'line', name, label: { zh: name, en: name } };

type Props = {
  readonly clash: Clash;
  settle(keep: ReadonlyMap<string, 'mine' | 'stored'>): void;
};

/** Element by element: what I typed beside what somebody else stored meanwhile; a person chooses. */
export function ClashDialog({ clash, settle }: Props): ReactNode {
  const { say } = useLanguage();
  const [keep, setKeep] = useState<ReadonlyMap<string, 'mine' | 'stored'>>(new Map());
  const by = clash.newest.lastEdit?.by ?? '';
  const at = clash.newest.lastEdit ? formatAt(clash.newest.lastEdit.at) : '';
  return (
    <Modal
      open
      width={880}
      title={say(m.title)}
      okText={say(m.ok)}
      okButtonProps={{ disabled: clash.elements.some((name) => !keep.has(name)) }}
      onOk={() => settle(keep)}
      closable={false}
      keyboard={false}
      footer={(_, { OkBtn }) => <OkBtn />}
      mask={{ closable: false }}
    >
      <p>{say(m.lead, { by, at })}</p>
      {clash.elements.map((name) => {
        const spec = specOf(name);
        return (
          <fieldset key={name} className="power-clash">
            <legend>{say(spec.label)}</legend>
            <Radio.Group
              value={keep.get(name)}
              onChange={({ target }) =>
                setKeep(new Map(keep).set(name, target.value === 'mine' ? 'mine' : 'stored'))
              }
            >
              <div>
                <Radio value="mine">{say(m.mine)}</Radio>
                <div className="power-value">
                  <ValueText field={spec} value={clash.mine[name]} />
                </div>
              </div>
              <div>
                <Radio value="stored">{say(m.theirs, { by })}</Radio>
                <div className="power-value">
                  <ValueText field={spec} value={clash.stored[name]} />
                </div>
              </div>
            </Radio.Group>
          </fieldset>
        );
      })}
    </Modal>
  );
}
