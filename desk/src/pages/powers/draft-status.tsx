import { Alert, Button, type FormInstance } from 'antd';
import { Fragment, type ReactNode } from 'react';
import { messages } from '#platform/i18n';
import { Failure } from '../../lib/failure.tsx';
import { useLanguage } from '../../lib/language.tsx';
import type { Fault, FaultKind } from './content-values.ts';
import { ELEMENTS } from './element-fields.ts';
import type { Draft } from './use-draft.ts';

const m = messages({
  untouched: { zh: '修改会自动保存', en: 'Changes are stored by themselves' },
  stored: { zh: '已自动保存 {time}', en: 'Stored at {time}' },
  typing: { zh: '正在输入…', en: 'Typing…' },
  storing: { zh: '正在保存…', en: 'Storing…' },
  offline: {
    zh: '连不上服务器。您填写的内容留在这台电脑上，恢复后接着保存。',
    en: 'The server cannot be reached. What you typed is kept on this computer.',
  },
  now: { zh: '立即保存', en: 'Store now' },
  faults: {
    zh: '有 {n} 项没填完，先留在这台电脑上，填完就保存：',
    en: '{n} unfinished; kept on this computer until they are complete:',
  },
  taken: { zh: '{by}刚改了{what}，已并入本页。', en: '{by} just changed {what}; merged here.' },
  restored: {
    zh: '上次没有存完的内容还在，已经填回。',
    en: 'What had not been stored last time is back on the form.',
  },
});
const FAULTS = messages({
  missing: { zh: '请填写', en: 'Please fill this in' },
  'too-long': { zh: '太长了，请缩短', en: 'Too long' },
  format: { zh: '格式不对，请检查', en: 'Not in the right form' },
}) satisfies Record<FaultKind, unknown>;

type Props = { readonly draft: Draft; readonly form: FormInstance; readonly hint: string };

/** Whether everything typed is stored, and what stands against it. */
export function DraftStatus({ draft, form, hint }: Props): ReactNode {
  const { say } = useLanguage();
  const { status, faults, taken } = draft;
  const nameOf = (element: string): string => {
    const field = ELEMENTS.get(element);
    return field ? say(field.label) : element;
  };
  const unfinished = [...new Set(faults.map(({ path: [element] }) => String(element)))];
  return (
    <div className="power-status" aria-live="polite">
      <div className="power-status-line">
        <span className={status.kind === 'offline' ? 'power-late' : 'quiet'}>
          {status.kind === 'stored'
            ? status.at
              ? say(m.stored, { time: status.at.toTimeString().slice(0, 5) })
              : say(m.untouched)
            : status.kind === 'refused'
              ? ''
              : say(m[status.kind])}
        </span>
        <Button size="small" title={hint} onClick={() => void storeNow(draft, form, say)}>
          {say(m.now)}
        </Button>
      </div>
      {status.kind === 'refused' && <Failure error={status.error} />}
      {unfinished.length > 0 && (
        <p>
          {say(m.faults, { n: unfinished.length })}
          {unfinished.map((element, at) => (
            <Fragment key={element}>
              {at > 0 && '、'}
              <a href={`#el-${element}`} onClick={() => showFaults(form, faults, say)}>
                {nameOf(element)}
              </a>
            </Fragment>
          ))}
        </p>
      )}
      {taken && (
        <p className="quiet">{say(m.taken, { by: taken.by, what: taken.elements.map(nameOf).join('、') })}</p>
      )}
    </div>
  );
}

DraftStatus.Restored = function Restored(): ReactNode {
  const { say } = useLanguage();
  return <Alert type="info" showIcon title={say(m.restored)} className="power-note" />;
};

type Say = ReturnType<typeof useLanguage>['say'];

async function storeNow(draft: Draft, form: FormInstance, say: Say): Promise<void> {
  showFaults(form, await draft.flush(), say);
}

/** Says at each field what it still needs, and goes to the first. */
function showFaults(form: FormInstance, faults: readonly Fault[], say: Say): void {
  form.setFields(faults.map(({ path, kind }) => ({ name: [...path] as never, errors: [say(FAULTS[kind])] })));
  const [first] = faults;
  if (first) form.scrollToField([...first.path] as never, { block: 'center', focus: true });
}
